"""Fonts for the prints, and eyes for reading them: words, families, pictures, codes."""

import io
import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader

from participation.kernel.outcome import Refusal
from participation.paper.fonts import Fonts, find_fonts

ROOT = Path(__file__).parents[2]
MM = 72 / 25.4
NO_CODE = 4


@dataclass(frozen=True)
class Word:
    """A run of signs on a page, millimetres from its upper left corner."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


class Print:
    """A printed PDF as a test sees it."""

    def __init__(self, pdf: bytes | Refusal, folder: Path) -> None:
        assert isinstance(pdf, bytes), pdf
        self.pdf = pdf
        self.path = folder / "print.pdf"
        self.path.write_bytes(pdf)
        self.reader = PdfReader(io.BytesIO(pdf))
        self.pages = len(self.reader.pages)

    def words(self) -> list[Word]:
        html = _run("pdftotext", "-bbox", str(self.path), "-")
        words, page = [], 0
        for line in html.splitlines():
            page += line.strip().startswith("<page ")
            if found := re.search(r"<word (.*?)>(.*?)</word>", line):
                box = [float(n) / MM for n in re.findall(r'"([\d.-]+)"', found[1])]
                words.append(Word(page, found[2], *box))
        return words

    def text(self) -> str:
        return _run("pdftotext", "-raw", str(self.path), "-")

    def families(self) -> set[str]:
        """Return the embedded fonts, a font that is only named being a fault."""
        names = set()
        for page in self.reader.pages:
            for font in page["/Resources"]["/Font"].values():
                descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
                assert "/FontFile2" in descriptor or "/FontFile3" in descriptor, font
                names.add(str(descriptor["/FontName"]).split("+")[-1])
        return names

    def codes(self, page: int = 1) -> list[str]:
        stem = self.path.with_name(f"page{page}")
        number = str(page)
        _run(
            "pdftoppm", "-r", "200", "-gray", "-f", number, "-l", number, "-singlefile", "-png",
            str(self.path), str(stem),
        )  # fmt: skip
        seen = subprocess.run(
            ("zbarimg", "-q", "--raw", f"{stem}.png"), check=False, capture_output=True, text=True
        )
        assert seen.returncode in (0, NO_CODE), seen.stderr
        return seen.stdout.split()


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    folder = Path(os.environ.get("PARTICIPATION_FONT_DIR", ROOT / "var" / "fonts"))
    if isinstance(find_fonts(folder, system=()), Refusal):
        subprocess.run([ROOT / "tools" / "fonts.sh", folder], check=True)
    found = find_fonts(folder, system=())
    assert isinstance(found, Fonts)
    return found


@pytest.fixture
def look(tmp_path: Path) -> Callable[[bytes | Refusal], Print]:
    return lambda pdf: Print(pdf, tmp_path)
