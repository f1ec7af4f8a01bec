"""Fonts are found or the print is refused; what no font draws is named."""

import subprocess
from pathlib import Path

import typst

from participation.kernel.outcome import Refusal
from participation.paper.fonts import NEEDED, Fonts, find_fonts, missing_glyphs

ROOT = Path(__file__).parents[2]
RARE = "王䶮李㛃张𬭚喆璟珺玥瑄堃昇买买提·吐尔逊"


def test_an_empty_folder_is_refused_with_the_line_that_installs(tmp_path: Path) -> None:
    refusal = find_fonts(tmp_path, system=())
    assert isinstance(refusal, Refusal)
    assert refusal.code == "fonts-missing"
    assert refusal.facts["line"] == "make fonts"
    assert set(refusal.facts["missing"]) == set(NEEDED.values())


def test_one_font_short_is_refused_by_its_name(fonts: Fonts, tmp_path: Path) -> None:
    for path in fonts.files[:-1]:
        (tmp_path / path.name).symlink_to(path)
    refusal = find_fonts(tmp_path, system=())
    assert isinstance(refusal, Refusal)
    assert refusal.facts["missing"] == ("LXGWWenKai-Light.ttf",)


def test_a_font_on_the_system_fills_the_gap(fonts: Fonts, tmp_path: Path) -> None:
    for path in fonts.files[:-1]:
        (tmp_path / path.name).symlink_to(path)
    found = find_fonts(tmp_path, system=(fonts.files[-1].parent,))
    assert isinstance(found, Fonts)
    assert found.folders == (tmp_path, fonts.files[-1].parent)


def test_the_families_are_called_what_the_templates_call_them(fonts: Fonts) -> None:
    paths = [str(folder) for folder in fonts.folders]
    known = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=paths
    ).families()
    assert set(NEEDED) <= set(known)


def test_rare_names_are_all_drawn_and_only_by_the_fallback(fonts: Fonts) -> None:
    assert missing_glyphs(RARE, fonts) == set()
    assert {"喆", "䶮", "𬭚"} <= missing_glyphs(RARE, Fonts(fonts.files[:-1]))


def test_a_character_of_no_font_is_named_and_blanks_are_not(fonts: Fonts) -> None:
    assert missing_glyphs("王\ue123 \u3000\u00a0\n\u200d\ufe0f\U000e0101小明", fonts) == {"\ue123"}


def test_fonts_are_fetched_from_a_cache_and_only_once(fonts: Fonts, tmp_path: Path) -> None:
    script, cache = ROOT / "tools" / "fonts.sh", str(fonts.files[0].parent)
    subprocess.run([script, tmp_path], check=True, env={"PARTICIPATION_FONT_CACHE": cache})
    assert {path.name for path in tmp_path.iterdir()} == set(NEEDED.values())
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    subprocess.run([script, tmp_path], check=True, env={"PATH": "/usr/bin:/bin"})
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
