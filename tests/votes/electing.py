"""Elections for tests: plans, candidates, a voters' list in memory and in a village."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from participation.kernel.fractions import Op
from participation.kernel.outcome import Done
from participation.votes.actions import elections as actions
from participation.votes.actions.elections.preparing import Standing
from participation.votes.rules.decision_rules import Base, Place, rule_on
from participation.votes.rules.elections.counting import Sheet
from participation.votes.rules.elections.plan import (
    Candidate,
    Election,
    Plan,
    Post,
    Recall,
    State,
    recall_ballot,
)
from participation.votes.rules.elections.proxies import Asked
from participation.votes.rules.elections.voters import Elector, Ground
from participation.votes.store import elections as store
from tests.conftest import Village
from tests.votes.ballots import CLERK, RULES

TODAY = date(2026, 11, 24)
DAY = date(2026, 12, 20)
PUBLISHED = date(2026, 11, 25)

PLAN = Plan(
    rule_id="V4",
    base=Base.REGISTERED,
    title="第九届村民委员会换届选举",
    day=DAY,
    hours="8:00 到 16:00",
    place="村委会院子",
    booth="村委会二楼会议室",
    members=("王建国", "李秀兰", "孙来福"),
)
HEAD, MEMBERS = Post(1, "主任", 1), Post(3, "委员", 2)
CANDIDATES = (
    Candidate(1, 1, "赵铁柱"),
    Candidate(1, 2, "周秀英"),
    Candidate(3, 1, "吴大伟"),
    Candidate(3, 2, "郑小红"),
    Candidate(3, 3, "冯永强"),
)
RECALL = Recall("赵铁柱", "主任", "两年没有公布账目", Base.REGISTERED, signed=100, entitled=500)


def rule_of(rule_id: str) -> Any:
    return rule_on(RULES, rule_id, DAY)


def election(rule_id: str = "V4", **changes: Any) -> Election:
    """Return an election whose list is up."""
    plan = replace(PLAN, rule_id=rule_id, **changes.pop("plan", {}))
    made = Election(
        UUID(int=1), 1, rule_of(rule_id), plan, (HEAD, MEMBERS), CANDIDATES, State.LISTED,
        published_on=PUBLISHED,
    )  # fmt: skip
    return replace(made, **changes)


def recall(rule_id: str = "V5", base: Base = Base.REGISTERED, **changes: Any) -> Election:
    """Return a recall whose list is up."""
    about = replace(RECALL, base=base)
    posts, candidates = recall_ballot(about)
    plan = {"recall": about, "base": base, "members": ()}
    return election(rule_id, plan=plan, posts=posts, candidates=candidates, **changes)


def elector(no: int, **changes: Any) -> Elector:
    """Return a registered voter."""
    label = f"3-{no:03}"
    person = UUID(int=100 + no)
    made = Elector(
        UUID(int=no), no, person, UUID(int=500 + no), label, "第三小组", f"村民{no}",
        Ground.RESIDENT, is_listed=True,
    )  # fmt: skip
    return replace(made, **changes)


SHEET = Sheet(
    registered=500,
    issued=400,
    returned=400,
    valid=390,
    spoiled=10,
    votes={(1, 1): 201, (1, 2): 180, (3, 1): 300, (3, 2): 220, (3, 3): 150},
    callers="何平",
    tellers="吕芳",
    watchers="施国强",
)
HALF, GT = Fraction(1, 2), Op.GT
VILLAGE, COMMUNITY = Place.VILLAGE, Place.COMMUNITY

POSTS = (
    Standing("主任", 1, (("赵铁柱", ""), ("周秀英", "3-901"))),
    Standing("副主任", 0, ()),
    Standing("委员", 2, (("吴大伟", ""), ("郑小红", ""), ("冯永强", ""))),
)


class Desk:
    """An election of a village, and its errands."""

    def __init__(self, village: Village, plan=PLAN, today=TODAY) -> None:
        self.village, self.today = village, today
        started = self.run(actions.start_election, RULES, plan, today)
        assert isinstance(started, Done), started
        self.no = started.value.no

    def run(self, action, *args, actor=CLERK, **more):
        return self.village.do(lambda s, e: action(s, e, *args, **more), actor)

    def do(self, action, *args, **more):
        return self.run(action, self.no, *args, **more)

    def code(self, action, *args, **more) -> str:
        outcome = self.do(action, *args, **more)
        return "" if isinstance(outcome, Done) else outcome.code

    def now(self):
        return self.village.read(lambda s: store.find_election(s, self.village.id, self.no))

    def put_up(self) -> None:
        for action, args in (
            (actions.make_list, (VILLAGE,)),
            (actions.publish_list, (PUBLISHED, PUBLISHED)),
            (actions.name_candidates, (POSTS,)),
        ):
            assert self.code(action, *args) == ""

    def rerun(self, day, today):
        return self.run(actions.start_rerun, RULES, self.no, day, today)

    def rerun_code(self, day, today) -> str:
        outcome = self.rerun(day, today)
        return "" if isinstance(outcome, Done) else outcome.code

    def proxy(self, giver: int, holder: int) -> str:
        return self.code(actions.give_proxy, Asked(giver, holder, True, True, TODAY))
