"""Templates parse, mark every word for translation, and never switch escaping off."""

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.house.source import PACKAGE, templates

CHINESE = re.compile(r"[\u3007\u3400-\u9fff\U00020000-\U0003ffff]")
CODE = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
MARKED = re.compile(r"_\(\s*(?:\"[^\"]*\"|'[^']*')|ngettext\([^)]*\)")


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_a_template_parses(path: Path, app: Flask) -> None:
    name = str(path.relative_to(PACKAGE / "templates"))
    assert app.jinja_env.get_template(name) is not None


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_a_template_holds_no_unmarked_words(path: Path) -> None:
    source = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
    source = re.sub(r"\{%-? *trans.*?endtrans *-?%\}", "", source, flags=re.DOTALL)
    outside = CODE.sub("", source)
    inside = MARKED.sub("", " ".join(CODE.findall(source)))
    assert CHINESE.findall(outside) == [], "words outside _()"
    assert CHINESE.findall(inside) == [], "words inside code, outside _()"


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_escaping_is_never_switched_off(path: Path) -> None:
    source = path.read_text()
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", source)
    inline = r"\sstyle=|<style|<script(?![^>]*src=)|\son(?:click|load|error|submit|change|input)="
    assert not re.search(inline, source), "inline code"
