"""The floor on paper: motion first, sides alternate, two minutes, twice, the chair hands over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.meetings.rules.floor import (
    Amendment,
    AmendmentState,
    Choice,
    Count,
    Floor,
    Handover,
    Motion,
    MotionState,
    RoomVote,
    Side,
    SpeakingRules,
    Turn,
    TurnState,
    VoteState,
    ending_fault,
    handing_fault,
    is_party,
    item_choice_fault,
    opening_fault,
    proposing_fault,
)
from participation.meetings.rules.items import Entry, Item, Method, Votes
from participation.meetings.rules.motions import (
    Change,
    amending_fault,
    changing_fault,
    differences,
    moving_fault,
    settled,
)
from participation.meetings.rules.roll import Attendee, Presence, Quorum, Standing
from participation.meetings.rules.room_votes import (
    agreed,
    completed,
    counting,
    pressing_fault,
    rewriting_fault,
    summed,
    voting_fault,
)
from participation.meetings.rules.speaking import (
    asking_fault,
    called,
    calling_fault,
    cut,
    find_turn,
    finished,
    gist_fault,
    left,
    next_turn,
    queue,
    unspoken,
    waiting_for,
)

NOW = datetime(2026, 11, 24, 15, 59, tzinfo=UTC)  # a minute before midnight in Shanghai
RULES = SpeakingRules()
TWO_MINUTES = timedelta(minutes=2)
JUST_UNDER = TWO_MINUTES - timedelta(microseconds=1)
ITEM = Item(UUID(int=901), 1, "夜间车位怎么分")
ENOUGH = Quorum(7, 7, 5, is_met=True)
SHORT = Quorum(7, 4, 5, is_met=False)


def line(no: int, status: Presence = Presence.PRESENT, standing: Standing = Standing.MEMBER):
    return Attendee(UUID(int=no), UUID(int=no), f"第{no}人", standing, "member", status, no)


CHAIR, ANN, BEN, CAT, DAN = (line(no) for no in range(1, 6))
AWAY = line(6, Presence.LEAVE)
GUEST = line(7, standing=Standing.GUEST)
ROLL = (CHAIR, ANN, BEN, CAT, DAN, AWAY, GUEST)
MOTION = Motion(UUID(int=800), ITEM.id, "第三小组", None, "夜间车位按月轮换。", NOW)
OPENED = Floor(UUID(int=700), UUID(int=701), NOW, CHAIR.id, CHAIR.id, ITEM.id)
FLOOR = replace(OPENED, motions=(MOTION,))
CHANGE = Amendment(UUID(int=850), MOTION.id, ANN.name, ANN.id, MOTION.text, "按季轮换。", NOW)
VOTE = RoomVote(UUID(int=860), MOTION.id, None, Method.HANDS, NOW)


def turn(who: Attendee, side: Side, at: int, state: TurnState = TurnState.WAITING) -> Turn:
    """A turn asked for `at` seconds in; one that began did so then."""
    moment = NOW + timedelta(seconds=at)
    has_begun = state in {TurnState.SPEAKING, TurnState.DONE, TurnState.CUT}
    return Turn(
        id=UUID(int=who.id.int * 10_000 + at),
        motion_id=MOTION.id,
        attendee_id=who.id,
        side=side,
        asked_at=moment,
        state=state,
        started_at=moment if has_begun else None,
    )


def with_turns(*turns: Turn) -> Floor:
    return replace(FLOOR, turns=turns)


def code(refusal: object) -> str | None:
    return getattr(refusal, "code", None)


def test_a_meeting_is_opened_once_by_a_chair_who_is_there() -> None:
    assert opening_fault(None, CHAIR) is None
    assert code(opening_fault(None, AWAY)) == "not-present"
    assert code(opening_fault(OPENED, CHAIR)) == "meeting-opened"


def test_nobody_debates_before_a_motion_is_put() -> None:
    assert code(asking_fault(OPENED, ANN)) == "motion-first"
    assert code(calling_fault(OPENED, NOW)) == "motion-first"
    assert code(changing_fault(OPENED)) == "motion-first"
    assert code(amending_fault(OPENED, "改", ANN.id)) == "motion-first"
    assert code(voting_fault(OPENED, ENOUGH, is_amendment=False)) == "motion-first"
    assert OPENED.heard == ()
    assert next_turn(OPENED) is None


def test_a_motion_is_one_sentence_on_the_item_that_is_on_and_one_at_a_time() -> None:
    assert moving_fault(OPENED, ITEM, MOTION.text, ANN.id) is None
    assert code(moving_fault(OPENED, None, MOTION.text, ANN.id)) == "item-first"
    assert code(moving_fault(FLOOR, ITEM, MOTION.text, ANN.id)) == "motion-still-open"
    decided = replace(ITEM, method=Method.HANDS)
    assert code(moving_fault(OPENED, decided, MOTION.text, ANN.id)) == "item-decided"
    assert code(moving_fault(OPENED, ITEM, "", ANN.id)) == "motion-missing"
    assert moving_fault(OPENED, ITEM, "字" * 500, ANN.id) is None
    assert code(moving_fault(OPENED, ITEM, "字" * 501, ANN.id)) == "motion-long"


def test_members_who_are_there_propose_and_guests_do_not() -> None:
    assert proposing_fault(ANN) is None
    assert code(proposing_fault(AWAY)) == "not-present"
    assert code(proposing_fault(GUEST)) == "guests-propose-nothing"


def test_another_item_waits_until_the_motion_is_settled() -> None:
    other = replace(ITEM, id=UUID(int=902), position=2)
    assert item_choice_fault(OPENED, other) is None
    assert item_choice_fault(FLOOR, ITEM) is None
    assert code(item_choice_fault(FLOOR, other)) == "motion-still-open"
    settled_floor = replace(FLOOR, motions=(replace(MOTION, state=MotionState.WITHDRAWN),))
    assert item_choice_fault(settled_floor, other) is None


def test_who_presides_hands_over_before_taking_a_side() -> None:
    assert code(asking_fault(FLOOR, CHAIR)) == "chair-must-hand-over"
    assert code(moving_fault(OPENED, ITEM, MOTION.text, CHAIR.id)) == "chair-must-hand-over"
    assert code(amending_fault(FLOOR, "改", CHAIR.id)) == "chair-must-hand-over"
    handed = replace(FLOOR, presiding_id=BEN.id)
    assert asking_fault(handed, CHAIR) is None
    assert code(asking_fault(handed, BEN)) == "chair-must-hand-over"


def test_the_chair_takes_it_back_once_the_motion_is_settled_and_not_before() -> None:
    assert code(handing_fault(FLOOR, CHAIR)) == "presides-already"
    assert code(handing_fault(FLOOR, AWAY)) == "not-present"
    assert handing_fault(FLOOR, BEN) is None
    handed = replace(FLOOR, presiding_id=BEN.id)
    assert handing_fault(handed, CHAIR) is None, "who has not spoken may take it back"
    spoke = replace(handed, turns=(turn(CHAIR, Side.FOR, 1, TurnState.DONE),))
    assert code(handing_fault(spoke, CHAIR)) == "chair-still-party"
    over = replace(spoke, motions=(replace(MOTION, state=MotionState.DECIDED),))
    assert handing_fault(over, CHAIR) is None


@pytest.mark.parametrize(
    "floor",
    [
        replace(FLOOR, motions=(replace(MOTION, mover_id=ANN.id),)),
        replace(FLOOR, amendments=(CHANGE,)),
        with_turns(turn(ANN, Side.FOR, 1)),
    ],
    ids=["moved", "amended", "waits"],
)
def test_who_took_a_side_presides_over_no_motion_of_theirs(floor: Floor) -> None:
    assert code(handing_fault(floor, ANN)) == "vice-took-sides"
    assert is_party(floor, ANN.id)
    assert not is_party(OPENED, ANN.id)


def test_who_gave_up_their_turn_took_no_side() -> None:
    assert handing_fault(with_turns(turn(ANN, Side.FOR, 1, TurnState.DROPPED)), ANN) is None


def test_the_third_turn_on_a_motion_is_refused() -> None:
    once = with_turns(turn(ANN, Side.FOR, 1, TurnState.DONE))
    assert asking_fault(once, ANN) is None
    twice = with_turns(*once.turns, turn(ANN, Side.FOR, 200, TurnState.CUT))
    fault = asking_fault(twice, ANN)
    assert code(fault) == "turns-used"
    assert fault is not None
    assert fault.facts == {"name": ANN.name, "turns": 2}
    other = replace(MOTION, id=UUID(int=801))
    old = replace(MOTION, state=MotionState.DECIDED)
    assert asking_fault(replace(twice, motions=(old, other)), ANN) is None


def test_a_turn_given_up_is_no_turn_used() -> None:
    dropped = [turn(ANN, Side.FOR, at, TurnState.DROPPED) for at in range(3)]
    assert asking_fault(with_turns(*dropped), ANN) is None


def test_a_charter_may_let_people_speak_longer_and_less_often() -> None:
    floor = replace(FLOOR, rules=SpeakingRules(timedelta(minutes=3), 1))
    spoke = replace(floor, turns=(turn(ANN, Side.FOR, 0, TurnState.DONE),))
    assert code(asking_fault(spoke, ANN)) == "turns-used"
    speaks = replace(
        floor, turns=(turn(ANN, Side.FOR, 0, TurnState.SPEAKING), turn(BEN, Side.FOR, 1))
    )
    assert code(calling_fault(speaks, NOW + TWO_MINUTES)) == "somebody-speaks"
    assert calling_fault(speaks, NOW + timedelta(minutes=3)) is None


def test_nobody_waits_twice_and_only_who_is_there_speaks() -> None:
    for state in (TurnState.WAITING, TurnState.SPEAKING):
        assert code(asking_fault(with_turns(turn(ANN, Side.FOR, 1, state)), ANN)) == (
            "waits-already"
        )
    assert code(asking_fault(FLOOR, AWAY)) == "not-present"
    assert asking_fault(FLOOR, GUEST) is None, "a guest may speak and does not vote"
    assert code(asking_fault(replace(FLOOR, votes=(VOTE,)), ANN)) == "vote-open"


def test_sides_alternate_and_who_has_not_spoken_goes_first() -> None:
    floor = with_turns(
        turn(ANN, Side.FOR, 1, TurnState.DONE),
        turn(ANN, Side.FOR, 5),
        turn(BEN, Side.FOR, 6),
        turn(CAT, Side.AGAINST, 7),
        turn(DAN, Side.AGAINST, 8),
    )
    assert [one.attendee_id for one in queue(floor)] == [CAT.id, BEN.id, DAN.id, ANN.id]
    assert next_turn(floor) == queue(floor)[0]
    assert (waiting_for(floor, Side.FOR), waiting_for(floor, Side.AGAINST)) == (2, 2)


def test_the_first_to_speak_is_for_the_motion_where_anybody_is() -> None:
    against = turn(CAT, Side.AGAINST, 1)
    assert next_turn(with_turns(against, turn(ANN, Side.FOR, 9))) == turn(ANN, Side.FOR, 9)
    assert next_turn(with_turns(against)) == against


@given(st.lists(st.tuples(st.sampled_from(ROLL[1:5]), st.sampled_from(Side)), max_size=8))
def test_a_queue_holds_everybody_once_and_a_side_follows_itself_only_when_alone(
    asked: list[tuple[Attendee, Side]],
) -> None:
    turns = [turn(who, side, at) for at, (who, side) in enumerate(asked, start=1)]
    ordered = queue(with_turns(*turns))
    assert sorted(one.id.int for one in ordered) == sorted(one.id.int for one in turns)
    for at in range(1, len(ordered)):
        if ordered[at].side is ordered[at - 1].side:
            assert all(one.side is ordered[at].side for one in ordered[at:])


def test_the_silent_are_counted_members_who_are_there_but_for_the_chair() -> None:
    assert unspoken(FLOOR, ROLL) == 4
    spoke = with_turns(
        turn(ANN, Side.FOR, 1, TurnState.DONE), turn(BEN, Side.FOR, 2), turn(GUEST, Side.FOR, 3)
    )
    assert unspoken(spoke, ROLL) == 3, "who waits has not spoken"


def test_two_minutes_end_at_two_minutes() -> None:
    speaking = turn(ANN, Side.FOR, 0, TurnState.SPEAKING)
    assert left(speaking, NOW, RULES) == TWO_MINUTES
    assert left(speaking, NOW + JUST_UNDER, RULES) == timedelta(microseconds=1)
    assert left(speaking, NOW + TWO_MINUTES, RULES) == timedelta(0)
    assert left(speaking, NOW + timedelta(hours=1), RULES) == timedelta(0)


def test_nobody_is_interrupted_before_and_cut_off_from_two_minutes_on() -> None:
    speaking = turn(ANN, Side.FOR, 0, TurnState.SPEAKING)
    assert code(cut(speaking, NOW + JUST_UNDER, RULES)) == "time-left"
    for late in (TWO_MINUTES, timedelta(minutes=9)):
        done = cut(speaking, NOW + late, RULES, "先试。")
        assert isinstance(done, Turn)
        assert (done.state, done.ended_at) == (TurnState.CUT, NOW + TWO_MINUTES)
        assert done.gist == "先试。"


def test_who_ends_at_exactly_two_minutes_was_not_cut_off() -> None:
    speaking = turn(ANN, Side.FOR, 0, TurnState.SPEAKING)
    on_time = finished(speaking, NOW + TWO_MINUTES, RULES, "说完。")
    assert (on_time.state, on_time.ended_at) == (TurnState.DONE, NOW + TWO_MINUTES)
    over = finished(speaking, NOW + TWO_MINUTES + timedelta(microseconds=1), RULES)
    assert (over.state, over.ended_at) == (TurnState.CUT, NOW + TWO_MINUTES)
    assert called(turn(ANN, Side.FOR, 0), NOW).started_at == NOW


def test_one_speaks_at_a_time_and_whose_time_is_up_holds_the_floor_no_longer() -> None:
    floor = with_turns(turn(ANN, Side.FOR, 0, TurnState.SPEAKING), turn(BEN, Side.AGAINST, 1))
    assert floor.speaking == floor.turns[0]
    assert code(calling_fault(floor, NOW + JUST_UNDER)) == "somebody-speaks"
    assert calling_fault(floor, NOW + TWO_MINUTES) is None
    assert code(calling_fault(FLOOR, NOW)) == "nobody-waits"
    assert code(calling_fault(replace(floor, votes=(VOTE,)), NOW)) == "vote-open"
    assert find_turn(floor, floor.turns[1].id) == floor.turns[1]
    assert find_turn(floor, floor.turns[0].id) is None
    assert gist_fault("字" * 300) is None
    assert code(gist_fault("字" * 301)) == "line-long"


def test_an_amendment_says_something_else_and_is_settled_before_the_next() -> None:
    assert amending_fault(FLOOR, "按季轮换。", ANN.id) is None
    assert code(amending_fault(FLOOR, MOTION.text, ANN.id)) == "amendment-same"
    assert code(amending_fault(FLOOR, "", ANN.id)) == "amendment-missing"
    assert code(amending_fault(FLOOR, "字" * 501, ANN.id)) == "motion-long"
    pending = replace(FLOOR, amendments=(CHANGE,))
    assert code(amending_fault(pending, "改", BEN.id)) == "amendment-open"
    assert code(amending_fault(replace(FLOOR, votes=(VOTE,)), "改", BEN.id)) == "vote-open"
    assert changing_fault(FLOOR) is None


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (AmendmentState.ACCEPTED, CHANGE.after),
        (AmendmentState.CARRIED, CHANGE.after),
        (AmendmentState.LOST, MOTION.text),
        (AmendmentState.WITHDRAWN, MOTION.text),
    ],
)
def test_the_motion_reads_anew_where_its_amendment_was_taken(
    state: AmendmentState, text: str
) -> None:
    motion, amendment = settled(MOTION, CHANGE, state, NOW)
    assert motion.text == text
    assert (amendment.state, amendment.settled_at) == (state, NOW)


def test_differences_are_shown_by_the_character() -> None:
    found = differences("按月轮换，一月开始", "按季轮换，从三月开始")
    assert [(one.kept, one.gone, one.new) for one in found] == [
        ("按", "月", "季"),
        ("轮换，", "一", "从三"),
        ("月开始", "", ""),
    ]
    assert differences("同", "同") == (Change("同", "", ""),)
    assert [(one.gone, one.new) for one in differences("甲", "乙")] == [("甲", "乙")]


@given(
    st.text(alphabet="月季按轮换𬭚\u202e", max_size=20), st.text(alphabet="月季按轮换", max_size=20)
)
def test_differences_give_back_both_wordings(before: str, after: str) -> None:
    found = differences(before, after)
    assert "".join(one.kept + one.gone for one in found) == before
    assert "".join(one.kept + one.new for one in found) == after


def test_a_vote_comes_after_full_debate_with_enough_in_the_room() -> None:
    assert voting_fault(FLOOR, ENOUGH, is_amendment=False) is None
    speaking = with_turns(turn(ANN, Side.FOR, 0, TurnState.SPEAKING))
    assert code(voting_fault(speaking, ENOUGH, is_amendment=False)) == "somebody-speaks"
    waiting = voting_fault(with_turns(turn(ANN, Side.FOR, 0)), ENOUGH, is_amendment=False)
    assert code(waiting) == "still-waiting"
    assert waiting is not None
    assert waiting.facts == {"count": 1}
    pending = replace(FLOOR, amendments=(CHANGE,))
    assert code(voting_fault(pending, ENOUGH, is_amendment=False)) == "amendment-first"
    assert voting_fault(pending, ENOUGH, is_amendment=True) is None
    assert code(voting_fault(FLOOR, ENOUGH, is_amendment=True)) == "amendment-gone"
    assert code(voting_fault(FLOOR, SHORT, is_amendment=False)) == "quorum-not-met"
    voting = replace(FLOOR, votes=(VOTE,))
    assert code(voting_fault(voting, ENOUGH, is_amendment=False)) == "vote-open"


def test_what_the_room_came_to_is_not_written_anew() -> None:
    item = replace(ITEM, motion="轮换。", method=Method.HANDS, votes=Votes(4, 2, 1, 7))
    same = Entry(motion="轮换。", method=Method.HANDS, yes=4, no=2, abstain=1, decision="照办。")
    closed = replace(FLOOR, votes=(replace(VOTE, state=VoteState.CLOSED, closed_at=NOW),))
    assert rewriting_fault(closed, item, same) is None
    for other in (replace(same, yes=5), replace(same, motion="不轮换。"), Entry()):
        assert code(rewriting_fault(closed, item, other)) == "counted-in-room"
        assert rewriting_fault(FLOOR, item, other) is None
        assert rewriting_fault(None, item, other) is None


def test_hands_not_raised_abstain_and_no_more_hands_than_people() -> None:
    assert completed(4, 2, 0, 7) == (Votes(4, 2, 1, 7), 1)
    assert completed(4, 2, 1, 7) == (Votes(4, 2, 1, 7), 0)
    assert code(completed(5, 2, 1, 7)) == "counts-exceed-present"
    assert code(completed(-1, 2, 1, 7)) == "counts-exceed-present"


def test_hands_are_counted_until_two_in_a_row_agree_and_papers_once() -> None:
    def count(yes: int) -> Count:
        return Count(Votes(yes, 7 - yes, 0, 7), 0, "赵敏", NOW)

    assert agreed(Method.HANDS, ()) is None
    assert agreed(Method.HANDS, (count(5),)) is None
    assert agreed(Method.HANDS, (count(5), count(4))) is None
    assert agreed(Method.HANDS, (count(5), count(4), count(5))) is None
    assert agreed(Method.HANDS, (count(5), count(4), count(4))) == Votes(4, 3, 0, 7)
    assert agreed(Method.SECRET, (count(5),)) == Votes(5, 2, 0, 7)


def test_only_members_who_are_there_press_and_only_while_a_phone_vote_is_open() -> None:
    phone = replace(VOTE, method=Method.OPEN)
    assert pressing_fault(phone, ANN) is None
    assert code(pressing_fault(None, ANN)) == "no-phone-vote"
    assert code(pressing_fault(VOTE, ANN)) == "no-phone-vote"
    assert code(pressing_fault(phone, GUEST)) == "guests-do-not-vote"
    assert code(pressing_fault(phone, AWAY)) == "not-present"


def test_what_was_pressed_counts_for_who_is_there_at_the_close() -> None:
    ballots = {ANN.id: Choice.YES, BEN.id: Choice.NO, AWAY.id: Choice.YES, GUEST.id: Choice.YES}
    assert summed(counting(ballots, ROLL)) == Votes(1, 1, 3, 5)
    came_late = [replace(one, status=Presence.PRESENT) for one in ROLL]
    assert summed(counting(ballots, came_late)) == Votes(2, 1, 3, 6)
    assert summed(counting({}, ())) == Votes()


def test_a_meeting_does_not_end_over_a_motion() -> None:
    assert ending_fault(None) is None
    assert ending_fault(OPENED) is None
    assert code(ending_fault(FLOOR)) == "motion-still-open"
    assert code(ending_fault(replace(FLOOR, votes=(VOTE,)))) == "vote-open"


def test_the_floor_knows_what_is_on_and_what_came_last() -> None:
    closed = replace(VOTE, state=VoteState.CLOSED, closed_at=NOW)
    about = replace(closed, id=UUID(int=861), amendment_id=CHANGE.id)
    floor = replace(FLOOR, votes=(about, closed), amendments=(CHANGE,))
    assert floor.last_vote(ITEM.id) == closed
    assert floor.last_vote(UUID(int=5)) is None
    assert replace(FLOOR, votes=(about,)).last_vote(ITEM.id) is None
    assert floor.amendment == CHANGE
    assert floor.vote is None
    assert Side.AGAINST.other is Side.FOR
    taken = turn(ANN, Side.FOR, 1, TurnState.CUT)
    assert with_turns(taken, turn(BEN, Side.FOR, 2)).taken_on(MOTION) == (taken,)
    assert Handover(CHAIR.id, BEN.id, NOW).to_id == BEN.id
