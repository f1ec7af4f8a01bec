"""What the archive keeps and what it refuses, on paper."""

from datetime import UTC, datetime

import pytest

from participation.archive.rules import (
    MOST_BYTES,
    MOST_FILES,
    NEVER_PUBLIC,
    FileKind,
    Kept,
    Media,
    Strike,
    Subject,
    keeping_fault,
    media_of,
    striking_fault,
)
from participation.kernel import ids
from participation.kernel.outcome import Refusal
from tests.archive.pictures import PDF, photo

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
KEPT = Kept(ids.new_id(), 1, FileKind.SCENE, "", Media.PHOTO, 10, b"1", False, NOW, "赵敏")


def code(found: object) -> str:
    return found.code if isinstance(found, Refusal) else ""


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "file-empty"),
        (PDF + b"0" * MOST_BYTES, "file-big"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "photo-heic"),
        (b"MZ\x90\0 a program called photo.jpg", "file-odd"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "file-odd"),
        (b"GIF89a" + b"0" * 20, "file-odd"),
    ],
)
def test_a_file_that_is_no_photo_and_no_scan_is_refused(data: bytes, expected: str) -> None:
    assert code(media_of(data)) == expected


def test_a_file_is_what_its_bytes_say() -> None:
    assert media_of(PDF) is Media.SCAN
    assert media_of(PDF + b"0" * (MOST_BYTES - len(PDF))) is Media.SCAN
    for kind in ("JPEG", "PNG", "WEBP"):
        assert media_of(photo((20, 10), kind)) is Media.PHOTO
    assert (Media.PHOTO.ending, Media.SCAN.ending) == ("jpg", "pdf")


@pytest.mark.parametrize("kind", FileKind)
def test_signatures_and_ballots_are_never_public(kind: FileKind) -> None:
    refused = code(keeping_fault(kind, "说明", 1, is_public=True))
    assert refused == ("never-public" if kind in NEVER_PUBLIC else "")
    assert keeping_fault(kind, "说明", 1, is_public=False) is None


def test_what_is_kept_has_a_name_and_an_end() -> None:
    assert code(keeping_fault(FileKind.OTHER, "", 1, is_public=False)) == "file-title-missing"
    assert code(keeping_fault(FileKind.SCENE, "字" * 61, 1, is_public=False)) == "line-long"
    assert keeping_fault(FileKind.SCENE, "字" * 60, MOST_FILES, is_public=False) is None
    assert code(keeping_fault(FileKind.SCENE, "", MOST_FILES + 1, is_public=False)) == "files-many"


def test_a_file_is_taken_away_once_and_with_a_reason() -> None:
    assert code(striking_fault(None, "传错了")) == "file-gone"
    gone = Kept(
        KEPT.id, 1, KEPT.kind, "", KEPT.media, 10, b"1", False, NOW, "", Strike(NOW, "赵敏", "错")
    )
    assert code(striking_fault(gone, "传错了")) == "file-gone"
    assert code(striking_fault(KEPT, "")) == "strike-file-reason"
    assert code(striking_fault(KEPT, "字" * 61)) == "line-long"
    assert striking_fault(KEPT, "传错了") is None


def test_the_log_calls_a_subject_by_its_number() -> None:
    assert Subject("meeting", ids.new_id(), 3).name == "meeting:3"
