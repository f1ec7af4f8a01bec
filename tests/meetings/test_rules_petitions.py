"""When signatures force a meeting: exactly a tenth, a home once, ways never added, recalls away."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from participation.bodies.rules import BodyKind
from participation.kernel import ids
from participation.kernel.outcome import Refusal
from participation.meetings.rules.petitions import (
    REASON_LENGTH,
    TITLE_LENGTH,
    Entitled,
    Petition,
    Signature,
    State,
    calling_fault,
    is_late,
    signing_fault,
    starting_fault,
    striking_fault,
    ways,
    withdrawing_fault,
)
from participation.votes.rules.bases import Base
from participation.votes.rules.decision_rules import Rule, rule_on
from tests.conftest import NOON
from tests.votes.ballots import RULES

DAY = date(2026, 11, 24)
HOME = ids.new_id()
PEOPLE = [ids.new_id() for _ in range(100)]
HOMES = [ids.new_id() for _ in range(100)]


def rule(rule_id: str, day: date = DAY) -> Rule:
    found = rule_on(RULES, rule_id, day)
    assert isinstance(found, Rule)
    return found


def petition(**more: object) -> Petition:
    made = Petition(ids.new_id(), 1, "V1", "重新商量村东路", "", "第三小组", HOME, NOON)
    return replace(made, **more)  # type: ignore[arg-type]


def signature(person: UUID, home: UUID | None = None, struck: str = "") -> Signature:
    return Signature(
        ids.new_id(), person, home or ids.new_id(), "王䶮", DAY, "1-01", "赵敏", NOON, struck
    )


def signed(count: int) -> list[Signature]:
    return [signature(person, home) for person, home in zip(PEOPLE, HOMES, strict=True)][:count]


VILLAGE = Entitled(adults=frozenset(PEOPLE), households=100, reps=frozenset(PEOPLE[:9]))


def met(rule_id: str, entitled: Entitled, lines: list[Signature]) -> dict[Base, bool]:
    return {way.share.base: way.is_met for way in ways(rule(rule_id), entitled, lines)}


def test_a_tenth_of_the_adults_is_enough_at_exactly_a_tenth() -> None:
    nobody_else = replace(VILLAGE, reps=frozenset())
    assert met("V1", nobody_else, signed(9)) == {Base.ADULT: False, Base.REP: False}
    assert met("V1", nobody_else, signed(10)) == {Base.ADULT: True, Base.REP: False}


def test_a_third_of_the_representatives_is_enough_and_ways_are_never_added() -> None:
    assert met("V1", VILLAGE, signed(2)) == {Base.ADULT: False, Base.REP: False}
    assert met("V1", VILLAGE, signed(3)) == {Base.ADULT: False, Base.REP: True}
    others = [signature(person) for person in PEOPLE[20:29]]
    assert met("V1", VILLAGE, [*signed(2), *others[:7]]) == {Base.ADULT: False, Base.REP: False}


def test_a_fifth_of_the_representatives_calls_their_assembly() -> None:
    ten = replace(VILLAGE, reps=frozenset(PEOPLE[:10]))
    assert met("V2", ten, signed(1)) == {Base.REP: False}
    assert met("V2", ten, signed(2)) == {Base.REP: True}


def test_two_of_one_home_are_two_adults_and_one_household() -> None:
    lines = [signature(person, HOMES[0]) for person in PEOPLE[:10]]
    found = {way.share.base: way for way in ways(rule("R1"), VILLAGE, lines)}
    assert found[Base.ADULT].signed == 10
    assert found[Base.HOUSEHOLD].signed == 1
    assert found[Base.ADULT].is_met
    assert not found[Base.HOUSEHOLD].is_met


def test_a_fifth_of_the_owners_counts_heads_also_of_those_who_cannot_sign_here() -> None:
    owners = Entitled(owners=frozenset(PEOPLE[:5]), owner_heads=10)
    assert met("O1", owners, signed(1)) == {Base.OWNER: False}
    assert met("O1", owners, signed(2)) == {Base.OWNER: True}


def test_a_line_struck_out_and_people_from_elsewhere_do_not_count() -> None:
    nobody_else = replace(VILLAGE, reps=frozenset())
    struck = [*signed(9), signature(PEOPLE[9], struck="打错了"), signature(ids.new_id())]
    assert met("V1", nobody_else, struck) == {Base.ADULT: False, Base.REP: False}


def test_an_empty_roster_is_never_enough() -> None:
    assert not any(met("V1", Entitled(), signed(5)).values())


def test_bases_no_petition_here_counts_have_nobody() -> None:
    assert VILLAGE.size(Base.AREA) == 0
    assert VILLAGE.signed(Base.AREA, [(PEOPLE[0], HOMES[0])]) == 0


def test_an_older_law_asks_for_an_older_share() -> None:
    old = rule("R1", date(2025, 12, 31)).terms.petitions
    new = rule("R1").terms.petitions
    assert [str(one.share) for one in new] == ["1/10", "1/10", "1/3"]
    assert [str(one.share) for one in old] != [str(one.share) for one in new]


def test_only_those_of_a_base_that_counts_may_sign() -> None:
    assert VILLAGE.may_sign(rule("V1"), PEOPLE[50])
    assert not VILLAGE.may_sign(rule("V2"), PEOPLE[50])
    assert VILLAGE.may_sign(rule("V2"), PEOPLE[8])


@pytest.mark.parametrize(
    ("title", "reason", "code"),
    [
        ("", "", "petition-title-missing"),
        ("路" * (TITLE_LENGTH + 1), "", "line-long"),
        ("修路", "路" * (REASON_LENGTH + 1), "text-long"),
        ("罢免村主任", "", "recall-on-paper"),
        ("开会", "要罢免村主任", "recall-on-paper"),
    ],
)
def test_a_petition_nobody_could_sign_is_refused(title: str, reason: str, code: str) -> None:
    fault = starting_fault(title, reason)
    assert fault is not None
    assert fault.code == code


def test_the_longest_petition_is_taken() -> None:
    assert starting_fault("路" * TITLE_LENGTH, "路" * REASON_LENGTH) is None


DAYS = (DAY - timedelta(days=3), DAY)


def fault_of(given: Petition, person: UUID, day: date, lines: list[Signature]) -> str:
    fault = signing_fault(given, lines, person, day, DAYS)
    return "" if fault is None else fault.code


def test_a_line_counts_once_and_within_the_days_of_the_petition() -> None:
    assert fault_of(petition(), PEOPLE[0], DAYS[0], []) == ""
    assert fault_of(petition(), PEOPLE[0], DAYS[1], []) == ""
    assert fault_of(petition(), PEOPLE[0], DAYS[0] - timedelta(days=1), []) == "signed-before"
    assert fault_of(petition(), PEOPLE[0], DAYS[1] + timedelta(days=1), []) == "signed-later"
    assert fault_of(petition(), PEOPLE[0], DAY, signed(1)) == "signed-twice"
    struck = [signature(PEOPLE[0], struck="打错了")]
    assert fault_of(petition(), PEOPLE[0], DAY, struck) == ""
    demanded = petition(state=State.DEMANDED)
    assert fault_of(demanded, PEOPLE[0], DAY, []) == "petition-over"


def test_striking_out_needs_a_reason_and_a_line_that_counts() -> None:
    line = signature(PEOPLE[0])
    assert striking_fault(petition(), line, "打错了") is None
    assert striking_fault(petition(), line, "") == Refusal("strike-reason-missing", "reason")
    again = striking_fault(petition(), replace(line, struck_reason="x"), "打错了")
    assert again == Refusal("signature-struck")
    over = striking_fault(petition(state=State.DEMANDED), line, "打错了")
    assert over == Refusal("petition-over")


def test_only_the_home_that_began_it_takes_it_back_while_it_is_signed() -> None:
    assert withdrawing_fault(petition(), HOME) is None
    assert withdrawing_fault(petition(), None) == Refusal("petition-of-another")
    assert withdrawing_fault(petition(), HOMES[1]) == Refusal("petition-of-another")
    over = withdrawing_fault(petition(state=State.WITHDRAWN), HOME)
    assert over == Refusal("petition-over")


DEMANDED = petition(state=State.DEMANDED, demanded_at=NOON, due_on=DAY)


def test_only_a_meeting_of_that_kind_after_enough_signed_answers_it() -> None:
    later = NOON + timedelta(days=10)
    assert calling_fault(DEMANDED, BodyKind.VILLAGERS, later) is None
    council = calling_fault(DEMANDED, BodyKind.COUNCIL, later)
    assert council == Refusal("meeting-of-another-body", "meeting")
    same = calling_fault(DEMANDED, BodyKind.VILLAGERS, NOON)
    assert same == Refusal("meeting-before-demand", "meeting")
    early = calling_fault(petition(), BodyKind.VILLAGERS, later)
    assert early == Refusal("petition-not-demanded")
    undated = calling_fault(replace(DEMANDED, demanded_at=None), BodyKind.VILLAGERS, later)
    assert undated == Refusal("petition-not-demanded")


def test_it_is_late_the_day_after_the_last_day() -> None:
    assert not is_late(DEMANDED, DAY)
    assert is_late(DEMANDED, DAY + timedelta(days=1))
    assert not is_late(replace(DEMANDED, due_on=None), DAY + timedelta(days=1))
    assert not is_late(petition(), DAY + timedelta(days=99))
