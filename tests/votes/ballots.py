"""Votes for tests: homes on a roll, a vote that is open, and the slips of its households."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from participation.kernel import ids
from participation.kernel.actor import Actor, Kind
from participation.kernel.outcome import Done
from participation.residents.records import HouseholdRecord, PersonRecord
from participation.votes import actions
from participation.votes.actions.casting import Ballot
from participation.votes.rules.ballots import Channel, Secrecy
from participation.votes.rules.drafts import Asked, Draft
from participation.votes.rules.questions import Kind as Way
from participation.votes.rules.roll import Unit
from participation.votes.rules.rule_files import parse_rules
from participation.votes.rules.vote import CountedBy, IssuedSlip, Proof
from participation.votes.store import box
from tests.conftest import NOON, Village

FILES = Path(__file__).parents[2] / "config" / "rules"
RULES = parse_rules({path.name: path.read_text("utf-8") for path in FILES.glob("*.toml")})
TODAY = date(2026, 11, 24)
CLOSE = NOON + timedelta(days=6)
NOTICE = 15
YES, NO, ABSTAIN = "1", "2", "3"

CLERK = Actor(Kind.ACCOUNT, "赵敏", frozenset(), account_id=UUID(int=1))
SUPERVISOR = Actor(Kind.ACCOUNT, "李保林", frozenset(), account_id=UUID(int=2))

COUNTERS = CountedBy("王木生", "陈秀兰", "何大海")

ROAD = Draft(
    matter_id=None,
    asked=(
        Asked(
            "村东路 620 米，今年修不修？",
            Way.YES_NO,
            (("修", "村集体出 6 万，其余申请奖补"), ("今年不修", "")),
        ),
    ),
    detail="村集体出 6 万，其余申请奖补。",
    rule_id="C1",
    secrecy=Secrecy.SECRET,
    unit=Unit.HOUSEHOLD,
    proof=Proof.BEARER,
    opens_at=NOON - timedelta(minutes=1),
    closes_at=CLOSE,
    publishes_at=CLOSE + timedelta(hours=16),
)


def draft(**changes: Any) -> Draft:
    """Return the draft about the road, changed: what its one question asks, or the vote itself."""
    asked = {name: changes.pop(name) for name in ("text", "kind", "options") if name in changes}
    if asked:
        changes["asked"] = (replace(ROAD.asked[0], **asked),)
    return replace(ROAD, **changes)


@dataclass
class Held:
    """A vote that was opened in a village, with its slips by household number."""

    village: Village
    no: int
    id: UUID
    slips: dict[str, IssuedSlip]

    def cast(self, label: str, choice: str = YES, *, retry: str = "", **more: Any) -> Any:
        """Cast by phone as the pages do: begin, then confirm; or confirm with a retry code."""
        now = more.pop("now", None)
        digits, old = more.pop("digits", ""), more.pop("old_receipt", "")
        ballot = Ballot(choice, more.pop("code", "") or self.slips[label].token, digits, old)
        if not retry:
            begun = self.begin(ballot, now)
            if not isinstance(begun, actions.casting.Begun):
                return begun
            retry = begun.retry_code
        return self.village.do(lambda s, e: actions.cast(s, e, self.no, ballot, retry), now=now)

    def begin(self, ballot: Ballot, now: datetime | None = None) -> Any:
        """Return what the confirm page would show."""
        errand = self.village.errand(now=now)
        return self.village.read(lambda s: actions.begin_ballot(s, errand, self.no, ballot))

    def do(
        self, action: Any, actor: Actor = CLERK, now: datetime | None = None, **more: Any
    ) -> Any:
        """Run one of the vote's errands."""
        return self.village.do(lambda s, e: action(s, e, self.no, **more), actor, now)

    def settle(self) -> None:
        """Close, check the pile of named papers, count, confirm and publish."""
        later = CLOSE + timedelta(hours=17)
        papers = self.village.read(lambda s: box.count_named(s, self.village.id, self.id))
        if Channel.PAPER in papers:
            checked = self.do(actions.confirm_pile, SUPERVISOR, later, papers=papers[Channel.PAPER])
            assert isinstance(checked, Done), checked
        counted = self.do(actions.count_vote, now=later, committee="柳根村")
        assert isinstance(counted, Done), counted
        assert isinstance(self.do(actions.confirm_count, SUPERVISOR, now=later), Done)


def add_homes(village: Village, count: int, start: int = 1) -> list[str]:
    """Add many households at once, each with somebody who speaks for it; return their numbers."""
    labels = [f"3-{no:03}" for no in range(start, start + count)]
    homes = [{"id": ids.new_id(), "label": label} for label in labels]
    with village.database.writing() as session:
        session.execute(
            insert(HouseholdRecord),
            [
                {
                    "committee_id": village.id,
                    "group_name": "第三小组",
                    "position": at,
                    **home,
                }
                for at, home in enumerate(homes)
            ],
        )
        session.execute(
            insert(PersonRecord),
            [
                {
                    "committee_id": village.id,
                    "id": ids.new_id(),
                    "household_id": home["id"],
                    "kind": "person",
                    "name": "王桂英",
                    "born": date(1954, 3, 1),
                    "relation": "户主",
                    "is_representative": True,
                    "standing": "home",
                    "note": "",
                }
                for home in homes
            ],
        )
    return labels


def hold_vote(
    village: Village, homes: int = 3, *, now: datetime | None = None, **changes: Any
) -> Held:
    """Open a vote on a roll of new households, with slips for all; what binds is shown before."""
    if homes:
        add_homes(village, homes)
    asked = draft(**changes)
    drafted = village.do(lambda s, e: actions.draft_vote(s, e, RULES, asked, TODAY), CLERK, now)
    assert isinstance(drafted, Done), drafted
    no = drafted.value.no
    if drafted.value.binding.is_binding:
        before = (now or NOON) - timedelta(days=NOTICE)
        shown = village.do(lambda s, e: actions.announce_vote(s, e, no, TODAY), CLERK, before)
        assert isinstance(shown, Done), shown
    opened = village.do(lambda s, e: actions.open_vote(s, e, no, TODAY), CLERK, now)
    assert isinstance(opened, Done), opened
    issued = village.do(lambda s, e: actions.issue_slips(s, e, no), CLERK, now)
    assert isinstance(issued, Done), issued
    slips = {slip.voter.label: slip for slip in issued.value}
    return Held(village, no, opened.value.id, slips)


def around(now: datetime) -> dict[str, datetime]:
    """Return the dates of a vote that is open at a moment, for pages that live in real time."""
    return {
        "opens_at": now.astimezone(UTC) - timedelta(hours=1),
        "closes_at": now.astimezone(UTC) + timedelta(days=2),
        "publishes_at": now.astimezone(UTC) + timedelta(days=2, hours=16),
    }
