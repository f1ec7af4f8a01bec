"""Files the archive keeps (附件): kinds, who may see them, what is refused."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from participation.kernel.outcome import Refusal

TITLE_LENGTH = 60
REASON_LENGTH = 60
MOST_FILES = 60
MOST_BYTES = 20 * 1024 * 1024
PDF_HEAD = b"%PDF-"


class Media(StrEnum):
    """As what a file is kept: a photo (照片), or a scan of several pages (扫描件)."""

    PHOTO = "image/jpeg"
    SCAN = "application/pdf"

    @property
    def ending(self) -> str:
        """How a file's name ends."""
        return "jpg" if self is Media.PHOTO else "pdf"


class FileKind(StrEnum):
    """What a file proves; the words are in `present`.

    签了字的记录, 盖了章的纪要, 签到表, 表决票和计票单, 贴出来的照片, 揭下来的照片, 会场照片,
    收据或发票, 别的材料.
    """

    SIGNED = "signed"
    SEALED = "sealed"
    SIGN_IN = "sign-in"
    BALLOTS = "ballots"
    POSTED = "posted"
    TAKEN_DOWN = "taken-down"
    SCENE = "scene"
    RECEIPT = "receipt"
    OTHER = "other"


# On these stand names, signatures and fingerprints of people who never agreed to be shown:
# 个人信息保护法 25.
NEVER_PUBLIC = frozenset({FileKind.SIGNED, FileKind.SIGN_IN, FileKind.BALLOTS})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a file belongs to: `meeting` and its id; `name` is how the log calls it, `meeting:3`."""

    kind: str
    id: UUID
    no: int

    @property
    def name(self) -> str:
        """How the log calls it."""
        return f"{self.kind}:{self.no}"


@dataclass(frozen=True, slots=True)
class Strike:
    """That a file was taken away again (撤下): when, by whom, why; its bytes are gone."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as the archive knows it; `sha256` is of the bytes that are kept, `size` theirs."""

    id: UUID
    no: int
    kind: FileKind
    title: str
    media: Media
    size: int
    sha256: bytes
    is_public: bool
    at: datetime
    by: str
    strike: Strike | None = None


def media_of(data: bytes) -> Media | Refusal:
    """Return as what a file would be kept, by its first bytes and never by its name.

    Refuses `file-empty`, `file-big` (fact `most`, MiB), `photo-heic` (a telephone's own format,
    which no old computer opens) and `file-odd`.
    """
    if not data:
        return Refusal("file-empty", "files")
    if len(data) > MOST_BYTES:
        return Refusal("file-big", "files", {"most": MOST_BYTES // 1024**2})
    if data.startswith(PDF_HEAD):
        return Media.SCAN
    if data[4:8] == b"ftyp":
        return Refusal("photo-heic", "files")
    is_photo = data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or data[8:12] == b"WEBP"
    return Media.PHOTO if is_photo else Refusal("file-odd", "files")


def keeping_fault(kind: FileKind, title: str, count: int, *, is_public: bool) -> Refusal | None:
    """Refuse a file that cannot be kept beside `count` others.

    `file-title-missing` (other material says what it is), `line-long`, `files-many`, and
    `never-public` (signatures and ballots are shown to nobody outside: 个人信息保护法 25).
    """
    if kind is FileKind.OTHER and not title:
        return Refusal("file-title-missing", "title")
    if len(title) > TITLE_LENGTH:
        return Refusal("line-long", "title", {"most": TITLE_LENGTH})
    if count > MOST_FILES:
        return Refusal("files-many", "files", {"most": MOST_FILES})
    if is_public and kind in NEVER_PUBLIC:
        return Refusal("never-public", "is_public")
    return None


def striking_fault(kept: Kept | None, reason: str) -> Refusal | None:
    """Refuse to take a file away: `file-gone`, `strike-file-reason`, `line-long`."""
    if kept is None or kept.strike is not None:
        return Refusal("file-gone")
    if not reason:
        return Refusal("strike-file-reason", "reason")
    if len(reason) > REASON_LENGTH:
        return Refusal("line-long", "reason", {"most": REASON_LENGTH})
    return None
