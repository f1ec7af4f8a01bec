"""What may follow a vote that too few took part in, by the rules of its place."""

from datetime import timedelta

import pytest

from participation.kernel.outcome import Done
from participation.votes import actions
from participation.votes.rules.decision_rules import Place
from participation.votes.rules.following import Way, next_steps
from participation.votes.rules.life import State
from tests.votes.ballots import CLERK, CLOSE, RULES, TODAY, hold_vote

AGAIN, MEETING, DROP = Way.AGAIN, Way.MEETING, Way.DROP
NOT = (DROP, "", None)


@pytest.mark.parametrize(
    ("rule", "place", "told"),
    [
        ("V1@2026-01-01", Place.VILLAGE, [(AGAIN, "", 25), (MEETING, "V2", 28), NOT]),
        ("V6@2026-01-01", Place.VILLAGE, [(AGAIN, "", 25), NOT]),
        ("V3@2026-01-01", Place.VILLAGE, [(AGAIN, "", None), NOT]),
        ("R7@2026-01-01", Place.COMMUNITY, [(AGAIN, "", 26), (MEETING, "R2", 30), NOT]),
        ("C1@2026-01-01", Place.VILLAGE, [(AGAIN, "", 8), (MEETING, "V2", 29), NOT]),
        ("C0@2026-01-01", Place.COMMUNITY, [(AGAIN, "", None), (MEETING, "R2", 28), NOT]),
    ],
)  # fmt: skip
def test_each_step_says_which_article_allows_it(rule, place, told):
    steps = next_steps(RULES, RULES[rule], place, TODAY)
    assert [(one.way, one.meeting.id if one.meeting else "", one.article) for one in steps] == told


def test_a_meeting_that_is_not_in_force_is_not_offered():
    only = {"V1@2026-01-01": RULES["V1@2026-01-01"]}
    steps = next_steps(only, RULES["V1@2026-01-01"], Place.VILLAGE, TODAY)
    assert [one.way for one in steps] == [AGAIN, DROP]
    asked = next_steps(only, RULES["C1@2026-01-01"], Place.VILLAGE, TODAY)
    assert [one.way for one in asked] == [AGAIN, DROP]


def test_a_published_vote_is_drafted_once_more_with_its_hours(village):
    held = hold_vote(village, 3)
    again = lambda now: village.do(  # noqa: E731 (asked twice)
        lambda s, e: actions.draft_again(s, e, RULES, held.no, TODAY), CLERK, now
    )
    assert again(CLOSE).code == "result-not-yet"
    held.settle()
    later = CLOSE + timedelta(days=3)
    done = again(later)
    assert isinstance(done, Done)
    vote = done.value
    assert (vote.state, vote.no, vote.opens_at) == (State.DRAFT, held.no + 1, later)
    assert vote.questions[0].text.startswith("村东路")
    assert held.do(lambda s, e, _no: actions.draft_again(s, e, RULES, 9, TODAY)).code == (
        "vote-unknown"
    )
