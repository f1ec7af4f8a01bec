"""Minutes going round, on paper: who may speak, what has to be answered."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from participation.kernel import ids
from participation.kernel.outcome import Refusal
from participation.meetings.rules.checks import (
    REMARKS_EACH,
    WORDS_LENGTH,
    Answer,
    Check,
    Round,
    adopting_fault,
    answering_fault,
    checking_fault,
    round_of,
)
from participation.meetings.rules.life import Meeting, MeetingForm, State
from participation.meetings.rules.roll import Attendee, Presence, Standing

NOW = datetime(2026, 11, 24, 13, tzinfo=UTC)
MEETING = Meeting(
    id=ids.new_id(),
    no=1,
    body_id=ids.new_id(),
    title="商量村东路",
    place="村部",
    form=MeetingForm.ON_SITE,
    starts_at=NOW,
    ended_at=NOW,
    convened_by="李㛃",
    chair="李㛃",
    recorder="赵敏",
    state=State.HELD,
    minutes_no=2,
)
LINE = Attendee(ids.new_id(), ids.new_id(), "王䶮", Standing.MEMBER, "member", Presence.PRESENT, 1)
TAKEN = Answer(True, "", "赵敏", NOW)


def check(words: str = "", revision_no: int = 2, answer: Answer | None = None) -> Check:
    return Check(ids.new_id(), LINE.id, revision_no, words, NOW, False, answer)


def code(found: Refusal | None) -> str:
    return found.code if found else ""


@pytest.mark.parametrize("status", Presence)
def test_only_who_came_knows_what_was_said(status: Presence) -> None:
    found = code(checking_fault(MEETING, replace(LINE, status=status), check(), []))
    assert found == ("" if status is Presence.PRESENT else "was-not-there")


def test_a_word_is_on_the_revision_that_stands() -> None:
    assert code(checking_fault(MEETING, LINE, check(revision_no=1), [])) == "minutes-moved-on"
    assert code(checking_fault(MEETING, LINE, check(revision_no=3), [])) == "minutes-moved-on"


def test_remarks_have_an_end() -> None:
    assert checking_fault(MEETING, LINE, check("字" * WORDS_LENGTH), []) is None
    assert code(checking_fault(MEETING, LINE, check("字" * (WORDS_LENGTH + 1)), [])) == "text-long"
    before = [check(str(at)) for at in range(REMARKS_EACH)]
    assert code(checking_fault(MEETING, LINE, check("又一处"), before)) == "remarks-many"
    assert checking_fault(MEETING, LINE, check(), before) is None
    assert checking_fault(MEETING, LINE, check("又一处"), before[1:]) is None
    answered = [replace(one, answer=TAKEN) for one in before]
    assert checking_fault(MEETING, LINE, check("又一处"), answered) is None
    others = [replace(one, attendee_id=ids.new_id()) for one in before]
    assert checking_fault(MEETING, LINE, check("又一处"), others) is None


def test_a_remark_is_answered_once_and_truly() -> None:
    assert code(answering_fault(None, 3, is_taken=True, words="")) == "remark-gone"
    assert code(answering_fault(check(), 3, is_taken=True, words="")) == "remark-gone"
    done = check("不对", answer=TAKEN)
    assert code(answering_fault(done, 3, is_taken=True, words="")) == "remark-gone"
    said = check("不对", revision_no=2)
    assert code(answering_fault(said, 2, is_taken=True, words="")) == "nothing-changed-yet"
    assert answering_fault(said, 3, is_taken=True, words="") is None
    assert code(answering_fault(said, 2, is_taken=False, words="")) == "remark-answer-missing"
    assert answering_fault(said, 2, is_taken=False, words="录音里是这样说的") is None
    long = "字" * (WORDS_LENGTH + 1)
    assert code(answering_fault(said, 3, is_taken=True, words=long)) == "text-long"


def test_minutes_wait_for_every_answer() -> None:
    assert adopting_fault([check(), check("不对", answer=TAKEN)]) is None
    found = adopting_fault([check("不对"), check("也不对"), check()])
    assert found is not None
    assert (found.code, found.facts["count"]) == ("remarks-open", 2)


def test_how_far_minutes_went_round() -> None:
    away = replace(LINE, id=ids.new_id(), status=Presence.LEAVE)
    other = replace(LINE, id=ids.new_id())
    said = [check(), check("不对", answer=TAKEN), check("也不对")]
    assert round_of([LINE, other, away], said) == Round(2, 1, 2, 1)
    assert round_of([LINE, other, away], []) == Round(2, 0, 0, 0)
