"""What has to stand before an item is decided: study on the day itself, money, who may decide."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from participation.bodies.rules import BodyKind
from participation.kernel.outcome import Refusal
from participation.meetings.rules.gates import (
    LINE_LENGTH,
    TEXT_LENGTH,
    Gate,
    Study,
    Touch,
    deciding_fault,
    gate_from_data,
    gate_to_data,
    said,
    studied,
)
from participation.meetings.rules.law import law_of
from tests.conftest import NOON
from tests.votes.ballots import RULES

DAY = date(2026, 11, 24)
STUDY = Study(DAY, "柳根村党支部", "同意。", "韩志远", is_on_paper=True, at=NOON)
REPS = BodyKind.VILLAGE_REPRESENTATIVES


def fault(gate: Gate, kind: BodyKind, day: date = DAY) -> str:
    found = deciding_fault(gate, kind, law_of(kind, RULES, day), day)
    return "" if found is None else found.code


@pytest.mark.parametrize(
    "kind",
    [
        BodyKind.VILLAGERS,
        REPS,
        BodyKind.RESIDENTS,
        BodyKind.RESIDENT_REPRESENTATIVES,
    ],
)
def test_major_matters_of_a_statutory_meeting_are_studied_first(kind: BodyKind) -> None:
    assert fault(Gate(), kind) == "party-study-missing"
    assert fault(Gate(study=STUDY), kind) == ""
    assert fault(Gate(not_major="只是通报"), kind) == ""


def test_the_refusal_names_law_and_article() -> None:
    found = deciding_fault(Gate(), REPS, law_of(REPS, RULES, DAY), DAY)
    assert found is not None
    assert found.facts["article"] == 28
    assert "村民委员会组织法" in str(found.facts["law"])


def test_a_study_on_the_day_counts_and_one_a_day_later_does_not() -> None:
    later = replace(STUDY, studied_on=DAY + timedelta(days=1))
    assert fault(Gate(study=STUDY), REPS) == ""
    assert fault(Gate(study=later), REPS) == "party-study-later"


def test_the_law_before_2026_asked_for_no_study() -> None:
    assert fault(Gate(), REPS, date(2025, 12, 31)) == ""
    assert fault(Gate(), REPS, date(2026, 1, 1)) == "party-study-missing"


@pytest.mark.parametrize("kind", [BodyKind.PARKING, BodyKind.GROUP, BodyKind.OWNERS])
def test_other_bodies_need_no_study(kind: BodyKind) -> None:
    assert fault(Gate(), kind) == ""


@pytest.mark.parametrize("kind", [BodyKind.COUNCIL, BodyKind.FORUM])
def test_a_view_on_money_names_its_source_and_who_decides(kind: BodyKind) -> None:
    money = Gate(touches=(Touch.MONEY,))
    assert fault(Gate(), kind) == ""
    assert fault(money, kind) == "money-source-missing"
    assert fault(replace(money, money_source="集体账户"), kind) == "decider-missing"
    assert fault(replace(money, money_source="集体账户", decider="V2"), kind) == ""


def test_a_view_on_land_names_who_decides_and_a_deciding_body_need_not() -> None:
    land = Gate(touches=(Touch.LAND,))
    assert fault(land, BodyKind.COUNCIL) == "decider-missing"
    assert fault(replace(land, decider="V1"), BodyKind.COUNCIL) == ""
    assert fault(land, BodyKind.PARKING) == ""


def test_what_is_said_of_an_item_keeps_the_study() -> None:
    better = said(Gate(study=STUDY), {Touch.LAND, Touch.MONEY}, "集体账户", "V1", "")
    wanted = Gate((Touch.MONEY, Touch.LAND), "集体账户", "V1", "", STUDY)
    assert better == wanted


@pytest.mark.parametrize(
    ("source", "decider", "why", "code"),
    [
        ("长" * (LINE_LENGTH + 1), "", "", "line-long"),
        ("", "", "长" * (TEXT_LENGTH + 1), "text-long"),
        ("", "C0", "", "decider-unknown"),
    ],
)
def test_what_nobody_can_read_or_no_law_knows_is_refused(
    source: str, decider: str, why: str, code: str
) -> None:
    found = said(Gate(), (), source, decider, why)
    assert isinstance(found, Refusal)
    assert found.code == code


@pytest.mark.parametrize(
    ("study", "code"),
    [
        (replace(STUDY, studied_on=DAY + timedelta(days=1)), "study-in-future"),
        (replace(STUDY, organisation=""), "organisation-missing"),
        (replace(STUDY, signed_by=""), "secretary-missing"),
        (replace(STUDY, signed_by="长" * (LINE_LENGTH + 1)), "line-long"),
        (replace(STUDY, opinion="长" * (TEXT_LENGTH + 1)), "text-long"),
    ],
)
def test_a_study_that_nobody_could_have_signed_is_refused(study: Study, code: str) -> None:
    found = studied(Gate(), study, DAY)
    assert isinstance(found, Refusal)
    assert found.code == code


def test_a_study_is_signed_once() -> None:
    once = studied(Gate(), STUDY, DAY)
    assert once == Gate(study=STUDY)
    assert isinstance(once, Gate)
    assert studied(once, STUDY, DAY) == Refusal("studied-already")


@pytest.mark.parametrize(
    "gate", [Gate(), Gate((Touch.ASSETS,), "集体账户", "V2", "只是通报", STUDY)]
)
def test_a_gate_comes_back_whole_from_its_json(gate: Gate) -> None:
    assert gate_from_data(gate_to_data(gate)) == gate
