"""The archive's books: how long records are kept (保管期限), the register of seals (用印登记)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from participation.kernel.outcome import Refusal

LINE_LENGTH = 80
MOST_YEARS = 100
MOST_COPIES = 9_999


class Holding(StrEnum):
    """A kind of record that the archive holds: 会议记录和纪要, 表决结果, 选举结果, 照片和扫描件."""

    MINUTES = "minutes"
    VOTE_RESULT = "vote-result"
    ELECTION_RESULT = "election-result"
    FILES = "files"


# What the register of printed papers calls things, and what the archive holds them as.
HELD_AS: Mapping[str, Holding] = MappingProxyType(
    {
        "minutes-record": Holding.MINUTES,
        "minutes-summary": Holding.MINUTES,
        "vote-result": Holding.VOTE_RESULT,
        "election-result": Holding.ELECTION_RESULT,
    }
)


@dataclass(frozen=True, slots=True)
class Term:
    """For how many years something is kept, None for ever (永久), and by which text."""

    years: int | None
    basis: str


# The annex of 村级档案管理办法 (国家档案局·民政部·农业部令 12) was not to be had; these are usual,
# and a committee changes them to what its county says.
DEFAULTS: Mapping[Holding, Term] = MappingProxyType(
    {
        Holding.MINUTES: Term(None, ""),
        Holding.VOTE_RESULT: Term(None, ""),
        Holding.ELECTION_RESULT: Term(None, ""),
        Holding.FILES: Term(10, ""),
    }
)


@dataclass(frozen=True, slots=True)
class SealUse:
    """One use of a seal (用印): on what, how many copies, who asked, who approved.

    `voids` is the number of the line that this one strikes out, 0 for a use.
    """

    no: int
    day: date
    seal: str
    what: str
    copies: int
    asked_by: str
    approved_by: str
    by: str
    at: datetime
    voids: int = 0


def terms_of(own: Mapping[Holding, Term]) -> dict[Holding, Term]:
    """Return for how long each kind is kept here: the committee's own word, else the default."""
    return {holding: own.get(holding, DEFAULTS[holding]) for holding in Holding}


def term_fault(term: Term) -> Refusal | None:
    """Refuse a term of no years or over a hundred (`years-odd`), or without its text.

    `basis-missing` (which text says so), `line-long`.
    """
    if term.years is not None and not 1 <= term.years <= MOST_YEARS:
        return Refusal("years-odd", "years", {"most": MOST_YEARS})
    if not term.basis:
        return Refusal("basis-missing", "basis")
    if len(term.basis) > LINE_LENGTH:
        return Refusal("line-long", "basis", {"most": LINE_LENGTH})
    return None


def sealing_fault(use: SealUse, today: date) -> Refusal | None:
    """Refuse a use that does not say which seal, on what, asked and approved by whom.

    `seal-missing`, `sealed-what-missing`, `asked-missing`, `approved-missing`, `copies-odd`
    (1 to 9,999), `sealed-later` (a day to come), `line-long`, and `approves-own` (whoever asks
    does not approve).
    """
    for name, code in _NEEDED.items():
        said = getattr(use, name)
        if not said:
            return Refusal(code, name)
        if len(said) > LINE_LENGTH:
            return Refusal("line-long", name, {"most": LINE_LENGTH})
    if not 1 <= use.copies <= MOST_COPIES:
        return Refusal("copies-odd", "copies", {"most": MOST_COPIES})
    if use.day > today:
        return Refusal("sealed-later", "day")
    return Refusal("approves-own", "approved_by") if use.asked_by == use.approved_by else None


_NEEDED = {
    "seal": "seal-missing",
    "what": "sealed-what-missing",
    "asked_by": "asked-missing",
    "approved_by": "approved-missing",
}


def voiding_fault(use: SealUse | None, why: str, *, is_void: bool) -> Refusal | None:
    """Refuse to strike a line out: `seal-use-gone` (none, struck out, or itself a strike).

    `void-reason-missing`, `line-long`.
    """
    if use is None or is_void or use.voids:
        return Refusal("seal-use-gone")
    if not why:
        return Refusal("void-reason-missing", "why")
    return Refusal("line-long", "why", {"most": LINE_LENGTH}) if len(why) > LINE_LENGTH else None


def standing(uses: Iterable[SealUse]) -> int:
    """Return how many copies were sealed, without lines that were struck out."""
    found = list(uses)
    void = {one.voids for one in found}
    return sum(one.copies for one in found if not one.voids and one.no not in void)


def month_of(text: str) -> tuple[int, int] | None:
    """Return year and month of `2026-11`, None for anything else."""
    year, dash, month = text.partition("-")
    is_one = dash and len(year) == 4 and len(month) == 2 and (year + month).isascii()
    if not is_one or not (year + month).isdigit() or not 1 <= int(month) <= 12 or int(year) < 1:
        return None
    return int(year), int(month)
