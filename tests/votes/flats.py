"""Flats and their owners for tests of votes, from a small roster."""

from datetime import date

from participation.kernel.outcome import Done, Refusal
from participation.paper.sheets import Sheet
from participation.residents.actions import imports
from participation.residents.rules.imports import Choices
from participation.residents.rules.roster.outcome import Reading
from participation.residents.rules.roster.reading import read_roster
from participation.votes.rules.ballots import Channel, Secrecy
from participation.votes.rules.roll import Unit
from participation.votes.rules.vote import Proof
from tests.conftest import Village

OWNERS = {
    "rule_id": "O1",
    "unit": Unit.OWNER,
    "secrecy": Secrecy.OPEN,
    "proof": Proof.DIGITS,
    "channels": frozenset({Channel.PAPER}),
}


def take(village: Village, reading: Reading | Refusal) -> None:
    """Bring a roster in."""
    assert isinstance(reading, Reading)
    taken = village.do(lambda s, e: imports.take(s, e, reading, Choices()))
    assert isinstance(taken, Done)


def flats(*areas: float | None) -> Reading | Refusal:
    """Return a roster of flats 101, 102, … of as many owners, with their areas."""
    rows = [
        ("1号楼", str(101 + at), f"{sign}某", f"1900000000{at}", area)
        for at, (sign, area) in enumerate(zip("贾常叶邵赵", areas, strict=False))
    ]
    head = ("楼栋", "房号", "业主姓名", "手机号", "建筑面积")
    return read_roster([Sheet("业主清册", (head, *rows))], date(2026, 3, 1))
