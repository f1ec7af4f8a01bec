"""The press is bounded, takes turns, refuses what it cannot draw, and never obeys user text."""

import fcntl
import os
from collections.abc import Callable
from typing import Any

import pytest

from participation.kernel.outcome import Refusal
from participation.paper import qr
from participation.paper.fonts import Fonts
from participation.paper.press import TEMPLATES, Bounds, press

HOSTILE = (
    '#read("/etc/passwd")',
    '#read("../press.py")',
    "#panic()",
    "*粗* $x^2$ _y_ ` <a> @b",
    '#import "@preview/x:1.0.0"',
    "]}) \\ // /* ",
)


QR = qr.svg("https://yiqilai.example.cn/s/1", quiet=0).decode()


def card(label: str) -> dict[str, object]:
    return {
        "place": "柳根村",
        "group": "第三小组",
        "household_label": label,
        "typed_code": "7K3F-9M2Q",
        "contact": label,
        "sample": False,
        "qr": QR,
    }


def test_user_text_prints_as_it_was_typed(fonts: Fonts, look: Callable[..., Any]) -> None:
    seen = look(press("home_cards", {"cards": [card(text) for text in HOSTILE]}, fonts)).text()
    squeezed = "".join(seen.split())
    for text in HOSTILE:
        assert "".join(text.split()) in squeezed
    assert "root:" not in seen


def test_a_character_no_font_holds_is_refused_by_its_name(fonts: Fonts) -> None:
    refusal = press("home_cards", {"cards": [card("王\ue123 户")]}, fonts)
    assert refusal == Refusal("glyph-missing", facts={"characters": ("\ue123",)})


def test_a_print_beyond_its_memory_is_refused(fonts: Fonts) -> None:
    data = {"cards": [card("3-041 户")] * 3000}
    refusal = press("home_cards", data, fonts, Bounds(memory_bytes=150 * 1024**2))
    assert refusal == Refusal("print-too-big")


def test_a_print_beyond_its_seconds_is_refused(fonts: Fonts) -> None:
    data = {"cards": [card(f"{number} 户") for number in range(9000)]}
    refusal = press("home_cards", data, fonts, Bounds(cpu_seconds=1))
    assert refusal == Refusal("print-too-big")


def test_only_one_prints_at_a_time(fonts: Fonts) -> None:
    data = {"cards": [card("3-041 户")]}
    handle = os.open(TEMPLATES, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        assert press("home_cards", data, fonts, Bounds(wait_seconds=2)) == Refusal("press-busy")
    finally:
        os.close(handle)
    assert isinstance(press("home_cards", data, fonts), bytes)


def test_the_same_data_gives_the_same_bytes(fonts: Fonts) -> None:
    data = {"cards": [card("3-041 户")]}
    assert press("home_cards", data, fonts) == press("home_cards", data, fonts)


def test_a_fault_of_a_template_is_raised_not_refused(fonts: Fonts) -> None:
    with pytest.raises(RuntimeError, match="home_cards"):
        press("home_cards", {}, fonts)


def test_the_worker_sees_none_of_our_secrets(fonts: Fonts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere")
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    assert isinstance(press("home_cards", {"cards": [card("3-041 户")]}, fonts), bytes)
