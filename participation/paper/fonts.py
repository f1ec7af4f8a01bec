"""Which fonts paper is set in, where they lie, and which characters none of them holds."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from participation.kernel.outcome import Refusal

NEEDED: Mapping[str, str] = {
    "FandolFang R": "FandolFang-Regular.otf",
    "FandolSong": "FandolSong-Regular.otf",
    "FandolHei": "FandolHei-Regular.otf",
    "FandolKai": "FandolKai-Regular.otf",
    "LXGW WenKai": "LXGWWenKai-Light.ttf",
}
"""Family as Typst calls it → file. The last holds the rare names that Fandol lacks."""

INSTALL_LINE = "make fonts"
SYSTEM_FOLDERS = (
    Path("/usr/share/fonts/truetype/lxgw-wenkai"),
    Path("/usr/share/fonts/opentype/fandol"),
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
)
_NEVER_DRAWN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Fonts:
    """The font files that one print may use, every needed family among them.

    `folders` are read whole, so that licensed fonts laid beside ours are found too.
    """

    files: tuple[Path, ...]

    @property
    def folders(self) -> tuple[Path, ...]:
        """Return the folders the files lie in, each once."""
        return tuple(dict.fromkeys(path.parent for path in self.files))


def find_fonts(font_dir: Path, system: Iterable[Path] = SYSTEM_FOLDERS) -> Fonts | Refusal:
    """Return the fonts in the folder or on the system; refuses `fonts-missing`.

    The refusal's facts: `line`, which installs them, and `missing`, the file names.
    """
    folders = (font_dir, *system)
    found = {name: _first(folders, name) for name in NEEDED.values()}
    missing = tuple(name for name, path in found.items() if path is None)
    if missing:
        return Refusal("fonts-missing", facts={"line": INSTALL_LINE, "missing": missing})
    return Fonts(tuple(path for path in found.values() if path is not None))


def _first(folders: Iterable[Path], name: str) -> Path | None:
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def missing_glyphs(text: str, fonts: Fonts) -> set[str]:
    """Return the characters of the text that none of the fonts can draw.

    Blanks, joiners and variation selectors are never drawn and so never missing.
    """
    held = frozenset[int]().union(*(_characters(path) for path in fonts.files))
    return {sign for sign in set(text) if ord(sign) not in held and _is_drawn(sign)}


def _is_drawn(sign: str) -> bool:
    is_selector = "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"
    return not is_selector and unicodedata.category(sign) not in _NEVER_DRAWN


@lru_cache(maxsize=16)
def _characters(path: Path) -> frozenset[int]:
    # only whoever prints holds it in memory
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
