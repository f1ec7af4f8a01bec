"""The demo's petition: begun from a home, wished by others, its first sheet typed."""

from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from participation.cli.stage.scenes import homes_but
from participation.cli.stage.troupe import Play, Troupe
from participation.kernel import clock
from participation.kernel.actor import Actor
from participation.meetings.actions import petitions as actions
from participation.residents.rules.rights import Role
from participation.votes.rules.decision_rules import Rule, rule_on


def plan_petition(troupe: Troupe, play: Play) -> None:
    """Plan a petition that is being signed today."""
    told = play["petition"]
    begun, typed = troupe.at(told["day"]), troupe.at(told["typed_day"], 16)
    first = clock.local_day(begun, troupe.house.zone)
    rule = rule_on(troupe.rules_on(first), told["rule"], first)
    assert isinstance(rule, Rule)
    supervisor = troupe.official(Role.SUPERVISOR, play["posts"]["supervisor"])
    others = list(islice(homes_but(troupe, told["home"]), told["wishes"]))
    home = troupe.home(told["home"])
    troupe.plan(
        begun,
        lambda: troupe.do(
            begun,
            home,
            lambda s, e: actions.start_petition(s, e, rule, told["title"], told["reason"]),
        ),
    )
    wished = begun + timedelta(hours=2)
    for label in others:
        troupe.plan(wished, partial(_wish, troupe, wished, label))
    for line, label in enumerate(others[: told["signed"]], start=1):
        troupe.plan(typed, partial(_sign, troupe, typed, supervisor, rule, label, f"1-{line:02}"))


def _wish(troupe: Troupe, when: datetime, label: str) -> None:
    troupe.do(when, troupe.home(label), lambda s, e: actions.wish(s, e, 1))


def _sign(
    troupe: Troupe, when: datetime, typist: Actor, rule: Rule, label: str, sheet: str
) -> None:
    zone = troupe.house.zone
    person, day = troupe.speaker(label), clock.local_day(when, zone)
    troupe.do(
        when,
        typist,
        lambda s, e: actions.type_signature(s, e, 1, rule, person, day, sheet, zone),
    )
