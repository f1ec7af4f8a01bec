"""The result of a vote on paper (投票结果): its whole arithmetic, to be put up, signed and kept."""

from dataclasses import asdict, dataclass

from participation.kernel.outcome import Refusal
from participation.paper import qr
from participation.paper.elections import Sum
from participation.paper.fonts import Fonts
from participation.paper.minutes import Proof
from participation.paper.press import press


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What came of one question: verdict, what was chosen, its sums, the other numbers.

    `money` tells of each project its votes and cost, and what became of it.
    """

    text: str
    verdict: str
    came: str
    sums: tuple[Sum, ...]
    counts: tuple[tuple[str, str], ...]
    money: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class VoteResult:
    """A result to be put up. `facts`, `counts` and `signers` are pairs of a word and what it is.

    `hash` is that of the published record, whole: with it anybody can check the file.
    """

    title: str
    subject: str
    verdict: str
    facts: tuple[tuple[str, str], ...]
    questions: tuple[QuestionResult, ...]
    notes: tuple[str, ...]
    signers: tuple[tuple[str, str], ...]
    seals: tuple[str, ...]
    hash: str
    proof: Proof


def print_vote_result(paper: VoteResult, fonts: Fonts) -> bytes | Refusal:
    """Return the sheet as PDF; refuses what the press refuses."""
    proof = asdict(paper.proof)
    proof["qr"] = qr.svg(proof.pop("address"), quiet=0).decode()
    return press("vote_result", asdict(paper) | {"proof": proof}, fonts)
