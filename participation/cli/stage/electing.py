"""The demo's election: prepared, its list up, its candidates named; the vote itself is on paper."""

from datetime import timedelta

from participation.cli.stage.troupe import Play, Troupe
from participation.kernel import clock
from participation.residents.rules.rights import Role
from participation.votes.actions import elections as actions
from participation.votes.actions.elections.preparing import Standing
from participation.votes.rules.decision_rules import Base, Place
from participation.votes.rules.elections.plan import Plan


def plan_election(troupe: Troupe, play: Play) -> None:
    """Plan the steps of an election where their days come."""
    told, zone = play["election"], troupe.house.zone
    clerk = troupe.official(Role.CLERK, play["posts"]["clerk"])
    starts, up = troupe.at(told["day"]), troupe.at(told["published_day"])
    first, up_on = clock.local_day(starts, zone), clock.local_day(up, zone)
    plan = Plan(
        rule_id="V4",
        base=Base.REGISTERED,
        title=told["title"],
        day=first + timedelta(days=told["votes_day"] - told["day"]),
        hours=told["hours"],
        place=told["place"],
        booth=told["booth"],
        members=tuple(told["members"]),
    )
    posts = [
        Standing(title, seats, tuple((name, "") for name in names))
        for title, seats, names in told["posts"]
    ]
    rules = troupe.rules_on(first)

    def begin() -> None:
        made = troupe.do(
            starts, clerk, lambda s, e: actions.start_election(s, e, rules, plan, first)
        )
        troupe.do(starts, clerk, lambda s, e: actions.make_list(s, e, made.no, Place.VILLAGE))
        troupe.plan(up, lambda: put_up(made.no))

    def put_up(no: int) -> None:
        troupe.do(up, clerk, lambda s, e: actions.publish_list(s, e, no, up_on, up_on))
        troupe.do(up, clerk, lambda s, e: actions.name_candidates(s, e, no, posts))

    troupe.plan(starts, begin)
