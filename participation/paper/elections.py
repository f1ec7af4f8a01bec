"""Papers of an election on paper: lists to put up, ballots, count sheets, the result sheet."""

from dataclasses import asdict, dataclass

from participation.kernel.outcome import Refusal
from participation.paper import qr
from participation.paper.fonts import Fonts
from participation.paper.minutes import Proof
from participation.paper.press import press


@dataclass(frozen=True, slots=True)
class PublicList:
    """A list to be put up (公布的名单): voters or proxies. `widths` are shares of the line."""

    title: str
    lead: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    issuer: str
    issued_on: str


@dataclass(frozen=True, slots=True)
class BallotPost:
    """A post on a ballot: its title, how many may be chosen in words, names, blank lines."""

    title: str
    limit: str
    names: tuple[str, ...]
    blanks: int = 0

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return 1 + len(self.names) + self.blanks


@dataclass(frozen=True, slots=True)
class ElectionBallot:
    """A ballot of an election or recall (选票): nothing on it tells one from another."""

    place: str
    title: str
    posts: tuple[BallotPost, ...]
    how: tuple[str, ...]
    stamp: str


@dataclass(frozen=True, slots=True)
class TallySheet:
    """A count sheet (计票单): 正 by 正 for each name, and who called, counted and watched."""

    title: str
    day: str
    posts: tuple[BallotPost, ...]
    spoiled: str
    names_head: str = "姓名"


@dataclass(frozen=True, slots=True)
class Sum:
    """One line of a sum: what, the numbers, the limit in words, enough or not, and the article."""

    name: str
    figures: str
    limit: str
    verdict: str
    where: str


@dataclass(frozen=True, slots=True)
class ResultPost:
    """What came of a post, with the sum of each name."""

    title: str
    verdict: str
    sums: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class ResultSheet:
    """The result sheet (选举结果报告单) with its whole arithmetic and the lines to sign.

    `facts` and `course` are pairs of a word and what it is: day, place; what was done when.
    """

    title: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    papers: tuple[tuple[str, str], ...]
    quorum: Sum
    posts: tuple[ResultPost, ...]
    following: str
    course: tuple[tuple[str, str], ...]
    signers: tuple[tuple[str, str], ...]
    seals: tuple[str, ...]
    proof: Proof


# How many lines a ballot holds, and the millimetres they share; a line is never higher than 13.
_ON_HALF, _ON_WHOLE = 14, 24
_HALF_ROOM, _WHOLE_ROOM, _HIGHEST = 120, 205, 13


def print_public_list(paper: PublicList, fonts: Fonts) -> bytes | Refusal:
    """Return a list to put up; refuses `nothing-to-print` and what the press refuses."""
    if not paper.rows:
        return Refusal("nothing-to-print")
    return press("public_list", asdict(paper), fonts)


def print_election_ballots(ballot: ElectionBallot, copies: int, fonts: Fonts) -> bytes | Refusal:
    """Return so many ballots, two to an A4, one where there are many names.

    Refuses `slip-too-long` (more names than a sheet holds) and what the press refuses.
    """
    lines = sum(post.lines for post in ballot.posts)
    if lines > _ON_WHOLE:
        return Refusal("slip-too-long")
    is_half = lines <= _ON_HALF
    sheets = (copies + 1) // 2 if is_half else copies
    room = _HALF_ROOM if is_half else _WHOLE_ROOM
    high = min(room / lines, _HIGHEST)
    data = asdict(ballot) | {"is_half": is_half, "sheets": sheets, "line": f"{high:.2f}"}
    return press("election_ballot", data, fonts)


def print_tally_sheet(paper: TallySheet, fonts: Fonts) -> bytes | Refusal:
    """Return a count sheet; refuses what the press refuses."""
    return press("tally_sheet", asdict(paper), fonts)


def print_result_sheet(paper: ResultSheet, fonts: Fonts) -> bytes | Refusal:
    """Return the result sheet; refuses what the press refuses."""
    proof = asdict(paper.proof)
    proof["qr"] = qr.svg(proof.pop("address"), quiet=0).decode()
    return press("election_result", asdict(paper) | {"proof": proof}, fonts)
