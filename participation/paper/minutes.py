"""Records of a meeting (会议记录, 纪要): what stands on them, and their printing."""

from dataclasses import asdict, dataclass
from fractions import Fraction

from participation.kernel.outcome import Refusal
from participation.paper import qr
from participation.paper.fonts import Fonts
from participation.paper.press import press


@dataclass(frozen=True, slots=True)
class Proof:
    """What lets a reader check the paper: printed on its last page, with a QR to `address`.

    `address` ends in `/r/<code>`; `log_head` is the head of the committee's log at printing.
    """

    serial_no: str
    version: str
    short_hash: str
    log_head: str
    code: str
    address: str


@dataclass(frozen=True, slots=True)
class Roll:
    """Who was due and who came (应到 实到 请假 缺席 列席 委托); `proxies`: giver, then holder."""

    due: int
    present: int
    leave: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    proxies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Quorum:
    """The test whether enough came: its sum in words, whether it holds, and by which clause."""

    sum_line: str
    is_met: bool
    clause: str


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody was given to do, and until when (already worded)."""

    what: str
    who: str
    due: str


@dataclass(frozen=True, slots=True)
class RecordItem:
    """One item of the agenda: who proposed, what was put, who spoke, how it was decided.

    `counts` holds (赞成 反对 弃权 …, number) in order; an item without a vote has none.
    """

    title: str
    proposer: str
    text_put: str = ""
    speakers: tuple[tuple[str, str], ...] = ()
    method: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    decision: str = ""
    dissent: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """The evidential record of a meeting (会议记录), with the table to sign.

    `signers`: name and standing (身份), a row each. `seals`: who may set a seal at the end.
    """

    title: str
    body: str
    when: str
    place: str
    form: str
    convener: str
    chair: str
    recorder: str
    roll: Roll
    quorum: Quorum
    items: tuple[RecordItem, ...]
    signers: tuple[tuple[str, str], ...]
    seals: tuple[str, ...]
    proof: Proof
    tellers: str = ""
    opening: str = ""
    closing: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a summary; level 1 is 一、 in 黑体, 2 （一） in 楷体, 0 plain text."""

    words: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The public paper of a meeting (纪要) in the layout of GB/T 9704-2012 (10.3).

    `mark` is the red head (×××议事会纪要), `number` 〔2026〕3号, dates come ready-worded.
    """

    mark: str
    number: str
    title: str
    passages: tuple[Passage, ...]
    present: tuple[str, ...]
    leave: tuple[str, ...]
    observers: tuple[str, ...]
    issuer: str
    issued_on: str
    copies_to: str = ""
    proof: Proof | None = None
    sample: bool = False


def print_record(record: Record, fonts: Fonts) -> bytes | Refusal:
    """Return the PDF of a 会议记录; refuses what the press refuses."""
    present = record.roll.present
    data = asdict(record)
    data["roll"]["share"] = percent(present, record.roll.due)
    for row, item in zip(data["items"], record.items, strict=True):
        row["counts"] = [
            {"words": words, "number": number, "share": percent(number, present)}
            for words, number in item.counts
        ]
    return press("record", data | _proof(record.proof), fonts)


def print_summary(summary: Summary, fonts: Fonts) -> bytes | Refusal:
    """Return the PDF of a 纪要; refuses what the press refuses."""
    return press("summary", asdict(summary) | _proof(summary.proof), fonts)


def _proof(proof: Proof | None) -> dict[str, object]:
    if proof is None:
        return {"proof": None}
    row = asdict(proof)
    row["qr"] = qr.svg(row.pop("address"), quiet=0).decode()
    return {"proof": row}


def percent(part: int, whole: int) -> str:
    """Return a share as paper shows it: one decimal, halves up, `—` of nothing."""
    if whole == 0:
        return "—"
    tenths = int(Fraction(part * 1000, whole) + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}%"
