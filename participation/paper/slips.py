"""Home cards (户卡) and ballot slips (户票, 选民票): what stands on them, and their printing."""

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from participation.kernel.outcome import Refusal
from participation.paper import qr
from participation.paper.fonts import Fonts
from participation.paper.press import press

MARKS = "○△□◇⬠⬡▽⯃"
"""The shapes that paper draws beside the options, in their order."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class HomeCard:
    """A household's standing card (户卡): it shows, raises and signs up, and cannot vote."""

    place: str
    household_label: str
    group: str
    address: str
    typed_code: str
    contact: str | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True)
class PaperOption:
    """One choice, and the line that explains it in smaller type."""

    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One of several questions on a ballot, or one with several ticks: how many, and options."""

    words: str
    hint: str
    options: tuple[PaperOption, ...]


@dataclass(frozen=True, slots=True)
class BallotSlip:
    """A slip for one vote (户票, 选民票): stub (存根) with the code, and ballot (选票).

    Where there are several questions, or several ticks to one, they stand in `questions`, have a
    sheet for themselves, and `question` is what the ballot is called.

    `secret` (无记名) keeps code, household and number off the ballot half. `digits` lie under
    the fold; None where the bearer alone proves. `closes` and `rule_line` come ready-worded.
    `signer` is who signs; without `takes_phone` nobody is told to scan the code.
    """

    place: str
    household_label: str
    group: str
    question: str
    chips: tuple[str, ...]
    options: tuple[PaperOption, ...]
    secret: bool
    address: str
    typed_code: str
    serial_no: str
    closes: str
    rule_line: str
    digits: str | None = None
    phone: str | None = None
    signature_line: bool = False
    sample: bool = False
    questions: tuple[PaperQuestion, ...] = ()
    signer: str = "户代表"
    takes_phone: bool = True

    def __post_init__(self) -> None:
        """Raise ValueError where a signature would name the voter of a secret ballot."""
        if self.secret and self.signature_line:
            raise ValueError("a secret ballot is not signed")


@dataclass(frozen=True, slots=True)
class PaperStrip:
    """A strip for a member who is away (撕条): to be cut off, photographed and sent on."""

    household_label: str
    name: str
    question: str
    address: str
    closes: str
    proof: str
    sample: bool = False


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the ballot half holds: signs in a line, the heights of lines and of room, in mm."""

    per_page: int
    roomy: bool
    question_signs: float
    question_line: float
    option_signs: float
    option_line: float
    frame: float
    note_size: float
    note_line: float
    foot_signs: float
    foot_line: float
    room: float


# Measured on print where the ballot half is narrowest: beside fold and stub.
_FOUR = _Sheet(4, False, 16, 8.2, 15.5, 6.7, 2.9, 11 / 16, 0, 29, 4.6, 52.5)
_TWO = _Sheet(2, True, 13, 10, 13.5, 8.8, 4.6, 13 / 18, 6.3, 24.5, 5.6, 116)
_TWO_CLOSE = _Sheet(2, False, 16, 8.2, 15.5, 6.7, 2.9, 11 / 16, 0, 29, 4.6, 127)
_ONE = _Sheet(1, False, 16, 8.2, 15.5, 6.7, 2.6, 11 / 16, 0, 29, 4.6, 276)
_SHEETS = (_FOUR, _TWO, _TWO_CLOSE)
_HINT = 7.5
_MOST_ON_FOUR = 3
_SHORT = 4
_UNBROKEN = "\u00a0"
_SIGNATURE = 10


def print_home_cards(
    cards: Sequence[HomeCard], fonts: Fonts, progress: Progress | None = None
) -> bytes | Refusal:
    """Return a PDF, eight cards to an A4; refuses `nothing-to-print` and what the press refuses."""
    if not cards:
        return Refusal("nothing-to-print")
    return press("home_cards", {"cards": _with_codes(cards, progress)}, fonts)


def print_ballot_slips(
    slips: Sequence[BallotSlip],
    fonts: Fonts,
    progress: Progress | None = None,
    strips: Sequence[PaperStrip] = (),
) -> bytes | Refusal:
    """Return a PDF, four slips to an A4, two where there are more than three options.

    With several questions each slip has an A4 of its own. Strips follow on sheets of their own,
    eight to an A4, in the order of the slips.

    Refuses `nothing-to-print`, `slip-too-long` (question and options do not fit half a sheet)
    and what the press refuses.
    """
    if not slips:
        return Refusal("nothing-to-print")
    sheets = (_ONE,) if any(slip.questions for slip in slips) else _SHEETS
    sheet = next((it for it in sheets if all(_fits(slip, it) for slip in slips)), None)
    if sheet is None:
        return Refusal("slip-too-long", field="question")
    data = {
        "per_page": sheet.per_page,
        "roomy": sheet.roomy,
        "columns": _columns(slips),
        "slips": [
            row | {"head": _head(slip), "foot": _foot(slip)}
            for slip, row in zip(slips, _with_codes(slips, progress), strict=True)
        ],
        "strips": _with_codes(strips, None),
    }
    return press("ballot_slips", data, fonts)


def _head(slip: BallotSlip) -> str:
    """Return what tells one ballot half from another: nothing where the vote is secret."""
    if slip.secret:
        return slip.place
    return f"{slip.place} · {slip.household_label} · {slip.typed_code}"


def _foot(slip: BallotSlip) -> str:
    paper = (
        "纸上投：图形里打勾，沿虚线撕开，存根交工作人员，选票不写名字，投进投票箱。"
        if slip.secret
        else "纸上投：图形里打勾，签名，连存根一起交给工作人员。"
        if slip.signature_line
        else "纸上投：图形里打勾，连存根一起交给工作人员。"
    )
    ask = f"问事打 {slip.phone.replace(' ', _UNBROKEN)}。" if slip.phone else ""
    phone = "手机投：扫左边的码。" if slip.takes_phone else ""
    return f"{phone}{paper}{slip.rule_line}{ask}"


def _with_codes(
    papers: Sequence[HomeCard | BallotSlip | PaperStrip], progress: Progress | None
) -> list[dict[str, object]]:
    rows = []
    for done, paper in enumerate(papers, start=1):
        row = asdict(paper)
        row["qr"] = qr.svg(row.pop("address"), quiet=0).decode()
        rows.append(row)
        if progress is not None:
            progress(done, len(papers))
    return rows


def _columns(slips: Sequence[BallotSlip]) -> int:
    """Return the options' columns: short ones stand in one row, all of one size."""
    options = [option for slip in slips for option in slip.options]
    most = max(len(slip.options) for slip in slips) or 1
    is_short = all(not it.note and _width(it.words) <= _SHORT for it in options)
    return most if is_short and most <= _MOST_ON_FOUR else 1


def _fits(slip: BallotSlip, sheet: _Sheet) -> bool:
    if slip.questions:
        return _fits_alone(slip, sheet)
    if len(slip.options) > (len(MARKS) if sheet.per_page < _FOUR.per_page else _MOST_ON_FOUR):
        return False
    question = _lines(_width(slip.question), sheet.question_signs) * sheet.question_line
    heights = [_option_height(option, sheet) for option in slip.options]
    options = max(heights) if _columns([slip]) > 1 else sum(heights)
    foot = _lines(_width(_foot(slip)), sheet.foot_signs) * sheet.foot_line
    return question + options + foot + _SIGNATURE * slip.signature_line <= sheet.room


def _fits_alone(slip: BallotSlip, sheet: _Sheet) -> bool:
    """Whether all questions fit a sheet, each with its words, its hint and its options."""
    high = _lines(_width(slip.question), sheet.question_signs) * sheet.question_line
    for question in slip.questions:
        # Smaller than a slip's only question, and numbered.
        high += _lines(_width(question.words) + 2, sheet.question_signs + 2) * 7 + _HINT
        high += sum(_option_height(option, sheet) for option in question.options)
    foot = _lines(_width(_foot(slip)), sheet.foot_signs) * sheet.foot_line
    return high + foot + _SIGNATURE * slip.signature_line <= sheet.room


def _option_height(option: PaperOption, sheet: _Sheet) -> float:
    """Return millimetres; where room is dear the note follows its option in the same line."""
    words, note = _width(option.words), _width(option.note) * sheet.note_size
    if sheet.note_line:
        notes = _lines(note, sheet.option_signs) * sheet.note_line
        return sheet.frame + _lines(words, sheet.option_signs) * sheet.option_line + notes
    gap = 1 if option.note else 0
    return sheet.frame + _lines(words + gap + note, sheet.option_signs) * sheet.option_line


def _width(words: str) -> float:
    """Return the width in signs as wide as high; Latin letters and digits count seven tenths."""
    return sum(0.7 if sign.isascii() else 1 for sign in words)


def _lines(width: float, signs: float) -> int:
    return math.ceil(width / signs)
