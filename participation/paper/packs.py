"""Packs as ZIP files: written so that the same contents give the same bytes, read within bounds."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from participation.kernel.outcome import Refusal

MOST_FILES = 2_000
MOST_BYTES = 2 * 1024**3
# The earliest day that a ZIP knows; when things were made stands in the facts.
FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def write_pack(target: IO[bytes], contents: Iterable[tuple[str, bytes]]) -> None:
    """Write files into a ZIP, one after the other, none of them squeezed: photos are already."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as pack:
        for path, content in contents:
            entry = zipfile.ZipInfo(path, FIRST_DAY)
            entry.external_attr = 0o644 << 16
            pack.writestr(entry, content)


def read_pack(path: Path) -> dict[str, bytes] | Refusal:
    """Return the files of a ZIP by their paths.

    Refuses `pack-broken`: not readable, a path twice, or more than 2,000 files or 2 GiB.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as pack:
            entries = pack.infolist()
            size = sum(one.file_size for one in entries)
            is_twice = len({one.filename for one in entries}) != len(entries)
            if is_twice or len(entries) > MOST_FILES or size > MOST_BYTES:
                return Refusal("pack-broken")
            return {one.filename: pack.read(one) for one in entries}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
        return Refusal("pack-broken")
