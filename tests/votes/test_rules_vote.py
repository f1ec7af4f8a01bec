"""A vote and its draft on paper: what stands on the ballot, what cannot be opened, what shows."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from participation.kernel.outcome import Refusal
from participation.votes.rules.ballots import Secrecy
from participation.votes.rules.decision_rules import Base, Rule
from participation.votes.rules.drafts import check_draft
from participation.votes.rules.life import State
from participation.votes.rules.questions import Kind, Stance
from participation.votes.rules.roll import Unit
from participation.votes.rules.vote import Batch, CountedBy, Proof, Vote
from tests.conftest import NOON
from tests.votes.ballots import CLOSE, ROAD, RULES, TODAY, draft


def _vote(**changes):
    draft = ROAD
    vote = Vote(
        id=UUID(int=1),
        no=1,
        matter_id=None,
        title=draft.title,
        questions=draft.questions,
        detail="",
        rule=RULES["C1@2026-01-01"],
        channels=draft.channels,
        is_charter_approved=False,
        secrecy=Secrecy.SECRET,
        unit=Unit.HOUSEHOLD,
        proof=Proof.BEARER,
        state=State.OPEN,
        opens_at=draft.opens_at,
        closes_at=draft.closes_at,
        publishes_at=draft.publishes_at,
    )
    return replace(vote, **changes)


def test_abstaining_stands_last_on_every_ballot():
    stances = [option.stance for option in ROAD.questions[0].options]
    assert stances == [Stance.FOR, Stance.AGAINST, Stance.ABSTAIN]
    three = (("修", ""), ("不修", ""), ("一半", ""))
    many = draft(kind=Kind.ONE_OF_MANY, options=three).questions[0]
    assert [option.code for option in many.options] == ["1", "2", "3", "4"]
    assert many.options[0].stance is Stance.OPTION


def test_a_yes_no_question_with_three_answers_does_not_fit():
    three = draft(options=(("修", ""), ("不修", ""), ("一半", "")))
    assert check_draft(RULES, three, TODAY).code == "options-do-not-fit"


def test_a_sound_draft_stands_under_its_rule():
    assert isinstance(check_draft(RULES, ROAD, TODAY), Rule)
    digits = replace(ROAD, is_charter_approved=True, proof=Proof.DIGITS)
    assert isinstance(check_draft(RULES, digits, TODAY), Rule)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rule_id": "nothing"}, "rule-not-in-force"),
        ({"unit": Unit.PERSON}, "base-not-in-rule"),
        ({"channels": frozenset()}, "no-channel"),
        (
            {"kind": Kind.ONE_OF_MANY, "options": tuple((str(at), "") for at in range(7))},
            "too-many-options",
        ),
        ({"is_charter_approved": True}, "binding-needs-digits"),
    ],
)
def test_what_cannot_be_opened_is_refused(changes, code):
    refused = check_draft(RULES, draft(**changes), TODAY)
    assert isinstance(refused, Refusal)
    assert refused.code == code


def test_a_result_shows_itself_at_its_hour_and_not_before():
    confirmed = _vote(state=State.CONFIRMED)
    hour = confirmed.publishes_at
    assert confirmed.may_show(hour - timedelta(seconds=1)).code == "result-not-yet"
    assert confirmed.may_show(hour) is None
    assert confirmed.state_at(hour) is State.PUBLISHED
    assert confirmed.state_at(hour - timedelta(seconds=1)) is State.CONFIRMED
    assert _vote(state=State.PUBLISHED).may_show(NOON) is None


def test_the_clock_closes_a_vote():
    assert _vote().state_at(CLOSE) is State.CLOSED
    assert _vote().may_cast(NOON) is None
    assert _vote().may_cast(CLOSE).code == "vote-closed"


def test_a_vote_knows_what_it_counts_and_asks():
    assert _vote(roll_size=3).roll == {Base.HOUSEHOLD: 3}
    owners = _vote(unit=Unit.OWNER, roll_size=3, roll_area=24000)
    assert owners.roll == {Base.OWNER: 3, Base.AREA: 24000}
    assert _vote(unit=Unit.PERSON, roll_size=3).roll == {Base.ADULT: 3}
    assert not _vote().binding.is_binding
    assert _vote().is_secret
    assert not _vote(secrecy=Secrecy.OPEN).is_secret
    assert _vote(proof=Proof.DIGITS).needs_digits


def test_a_batch_counts_its_papers_spoiled_ones_too():
    counts = ({"1": 3, "2": 4, "spoiled": 2},)
    batch = Batch(
        UUID(int=1), 1, counts, False, "赵敏", UUID(int=2), None, CountedBy("一", "二", "三")
    )
    assert batch.ballots == 9
