"""Every refusal has words that say what to do next."""

import ast
from importlib import import_module

from participation.app import WORDS
from participation.web.words import REFUSALS
from tests.house.source import modules


def _codes() -> dict[str, str]:
    found = {}
    for name, tree in modules().items():
        for node in ast.walk(tree):
            is_refusal = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if not is_refusal or node.func.id != "Refusal" or not node.args:
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found[first.value] = name
    return found


def test_every_refusal_has_words() -> None:
    worded = set(WORDS) | set(REFUSALS)
    assert {code: name for code, name in _codes().items() if code not in worded} == {}


def test_words_say_what_to_do_and_end_as_a_sentence() -> None:
    for code, words in {**WORDS, **REFUSALS}.items():
        text = str(words)
        assert len(text) >= 5, code
        assert text.endswith(("。", "？", "%")), (code, text)
        assert not set(text) & {"！", "!"}, code


def _said() -> dict[str, set[str]]:
    """Return all that the rooms and the frame say to a code."""
    found: dict[str, set[str]] = {}
    rooms = [name for name in modules() if ".present" in name] + ["participation.web.words"]
    for name in rooms:
        for code, words in getattr(import_module(name), "REFUSALS", {}).items():
            found.setdefault(code, set()).add(str(words))
    return found


def test_a_code_says_the_same_in_every_room() -> None:
    said = _said()
    assert set(said) == set(WORDS) | set(REFUSALS)
    assert {code: words for code, words in said.items() if len(words) > 1} == {}
