"""Reading printed paper as people do: QR codes by a decoder, words by their glyphs."""

import re
import subprocess
from pathlib import Path


def codes_on(pdf: bytes, folder: Path, pages: int = 1) -> list[str]:
    """Return what the QR codes of the first pages say, in no certain order."""
    path = folder / "printed.pdf"
    path.write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", "150", "-l", str(pages), "-png", path, folder / "printed"], check=True
    )
    found: set[str] = set()
    for picture in sorted(folder.glob("printed-*.png")):
        read = subprocess.run(
            ["zbarimg", "--quiet", "--raw", picture], capture_output=True, text=True, check=False
        )
        found |= set(read.stdout.split())
    return sorted(found)


def words_on(pdf: bytes, folder: Path) -> str:
    """Return the text of a PDF in reading order."""
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def typed_codes_on(words: str) -> list[str]:
    """Return the codes to type that stand on slips or cards."""
    return re.findall(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b", words)
