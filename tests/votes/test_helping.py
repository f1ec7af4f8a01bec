"""Helping at the door: upon which proof, how often, what is kept of it, and what never."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from participation.kernel.actor import Actor, Kind
from participation.kernel.outcome import Done, Refusal
from participation.residents.actions.cards import issue_cards
from participation.votes import actions
from participation.votes.actions.dropping import Ballot, Cast
from participation.votes.actions.helping import Helping, ReadBack, Shown
from participation.votes.records import DeviceRecord, HelpedRecord
from participation.votes.rules.ballots import Channel, Secrecy
from participation.votes.rules.helping import (
    check_helper,
    check_witnesses,
    is_odd_device,
    is_odd_helper,
    most_helped,
)
from participation.votes.rules.life import State
from participation.votes.rules.vote import Proof
from participation.votes.store import box, find_vote, oversight
from tests.conftest import NOON
from tests.votes.ballots import CLERK, CLOSE, NO, SUPERVISOR, YES, hold_vote

HELPER = Actor(Kind.ACCOUNT, "孙巧云", frozenset({"votes:help"}), account_id=UUID(int=3))
OTHER = replace(HELPER, label="何大海", account_id=UUID(int=4))
ONE, TWO, THREE = UUID(int=11), UUID(int=12), UUID(int=13)


def test_fifteen_or_a_tenth_of_the_roll_and_one_at_least():
    rolls = (1, 9, 10, 29, 149, 150, 800)
    assert [most_helped(roll) for roll in rolls] == [1, 1, 1, 2, 14, 15, 15]


def test_what_is_odd_is_told_at_the_limit():
    assert [is_odd_helper(one, 100) for one in (14, 15)] == [False, True]
    assert [is_odd_helper(one, 20) for one in (4, 5)] == [False, True]
    assert [is_odd_device(slips) for slips in (2, 3)] == [False, True]


def test_witnesses_are_two_of_other_homes():
    def code(*homes, helper=None):
        fault = check_witnesses(homes, ONE, helper)
        return fault and fault.code

    assert code(TWO) == "witnesses-missing"
    assert code(TWO, TWO) == "witnesses-alike"
    assert code(ONE, TWO) == "witness-of-voter"
    assert code(TWO, THREE, helper=THREE) == "witness-of-helper"
    assert code(TWO, THREE, helper=ONE) is None


def test_a_helper_says_whose_kin_they_are_not_and_helps_no_home_of_their_own():
    assert check_helper(False, None, ONE).code == "helper-undeclared"
    assert check_helper(True, ONE, ONE).code == "helper-own-home"
    assert check_helper(True, None, ONE) is check_helper(True, TWO, ONE) is None


def begun(held, label, actor=HELPER, now=None, **more):
    """Begin as a helper does who has everything right, but for what `more` says."""
    slip = held.slips[label]
    shown = Shown(slip.typed, slip.digits, ("", ""), is_declared=True)
    errand = held.village.errand(actor, now)
    return held.village.read(
        lambda s: actions.begin_help(s, errand, held.no, replace(shown, **more))
    )


def sent(held, label, choice, pass_code, actor=HELPER, now=None, old=""):
    ballot = Ballot(choice, held.slips[label].typed, old_receipt=old)
    return held.village.do(
        lambda s, e: actions.cast_help(s, e, held.no, ballot, pass_code), actor, now
    )


def helped(held, label, choice=YES, actor=HELPER, **more):
    """Help somebody from slip to receipt."""
    found = begun(held, label, actor, **more)
    if isinstance(found, Refusal):
        return found
    return sent(held, label, choice, found.pass_code, actor, old=more.get("old_receipt", ""))


def vote_of(held):
    return held.village.read(lambda s: find_vote(s, held.village.id, held.no))


def marks(held):
    return held.village.read(lambda s: box.count_marks(s, held.village.id, held.id))


@pytest.fixture(params=list(Secrecy))
def held(request, village):
    return hold_vote(village, 40, proof=Proof.DIGITS, secrecy=request.param)


def test_a_helped_vote_counts_once_with_who_helped_and_nothing_of_the_choice(held):
    first = helped(held, "3-001")
    assert isinstance(first, Done)
    assert isinstance(first.value, Cast)
    assert marks(held) == {Channel.HELPER: 1}
    (row,) = held.village.read(lambda s: s.scalars(select(HelpedRecord)).all())
    assert (row.helper, row.proof, row.witnesses) == ("孙巧云", "digits", "")
    columns = set(HelpedRecord.__table__.columns.keys())
    assert not columns & {"choice", "at", "receipt", "id"}


def test_sent_again_it_is_the_same_receipt_and_shows_no_choice(held):
    found = begun(held, "3-001")
    assert isinstance(found, Helping)
    ballot = Ballot(YES, held.slips["3-001"].typed)
    errand = held.village.errand(HELPER)

    def back():
        return held.village.read(
            lambda s: actions.read_back(s, errand, held.no, ballot, found.pass_code)
        )

    shown = back()
    assert isinstance(shown, ReadBack)
    assert shown.choice == YES
    once = sent(held, "3-001", YES, found.pass_code).value
    again = sent(held, "3-001", YES, found.pass_code).value
    assert back().receipt == once.receipt == again.receipt
    assert sent(held, "3-001", NO, found.pass_code).code == "ballot-counted"
    assert sum(marks(held).values()) == 1


def test_nothing_without_proof_in_any_state_and_any_standing(held):
    """Role by state: whoever lacks something casts nothing, before, during and after."""
    homes = held.slips
    bad = {
        "digits-wrong": {"digits": "0000" if homes["3-001"].digits != "0000" else "1111"},
        "witnesses-missing": {"digits": ""},
        "witness-unknown": {"digits": "", "witnesses": ("ABCD2345", "")},
        "witnesses-alike": {"digits": "", "witnesses": (homes["3-002"].typed,) * 2},
        "witness-of-voter": {
            "digits": "",
            "witnesses": (homes["3-001"].typed, homes["3-002"].typed),
        },
        "helper-undeclared": {"is_declared": False},
        "slip-unknown": {"slip_code": "23456789"},
    }
    for code, more in bad.items():
        assert begun(held, "3-001", **more).code == code
    assert begun(held, "3-001", actor=replace(HELPER, account_id=None)).code == "account-needed"
    good = begun(held, "3-001")
    late = NOON + timedelta(minutes=31)
    refused = {
        "help-not-begun": sent(held, "3-002", YES, good.pass_code),
        "help-too-old": sent(held, "3-001", YES, good.pass_code, now=late),
        "question-unanswered": sent(held, "3-001", "", good.pass_code),
        "choice-not-on-ballot": sent(held, "3-001", "9", good.pass_code),
    }
    assert {code: one.code for code, one in refused.items()} == {code: code for code in refused}
    assert sent(held, "3-001", YES, good.pass_code, actor=OTHER).code == "help-not-begun"
    assert sent(held, "3-001", YES, "x.y").code == "help-not-begun"
    early = NOON - timedelta(hours=1)
    assert begun(held, "3-001", now=early).code == "vote-not-open"
    after = CLOSE + timedelta(hours=17)
    assert begun(held, "3-001", now=after).code == "vote-closed"
    steps = (
        (actions.close_due, CLERK, {}),
        (actions.count_vote, CLERK, {"committee": "柳根村"}),
        (actions.confirm_count, SUPERVISOR, {}),
    )
    for step, actor, more in steps:
        assert isinstance(held.do(step, actor, now=after, **more), Done)
        assert begun(held, "3-001", now=after).code == "vote-closed"
        assert sent(held, "3-001", YES, good.pass_code, now=after).code == "vote-closed"
    assert marks(held) == {}
    assert held.village.read(lambda s: s.scalars(select(HelpedRecord)).all()) == []


def test_a_vote_that_takes_no_helper_says_so(village):
    channels = frozenset({Channel.PHONE, Channel.PAPER})
    held = hold_vote(village, 2, proof=Proof.DIGITS, channels=channels)
    assert begun(held, "3-001").code == "helper-not-taken"


def test_two_neighbours_stand_for_the_digits_by_slip_or_home_card(village):
    held = hold_vote(village, 40)
    cards = village.do(lambda s, e: issue_cards(s, e, None)).value
    card = next(one for one in cards if one.label == "3-003")
    witnesses = (held.slips["3-002"].typed, card.typed)
    assert begun(held, "3-001").code == "witnesses-missing", "no digits are printed here"
    assert isinstance(helped(held, "3-001", witnesses=witnesses), Done)
    (row,) = village.read(lambda s: s.scalars(select(HelpedRecord)).all())
    assert (row.proof, row.witnesses) == ("witnesses", "3-002、3-003")


def test_a_helper_stops_at_the_limit_and_hears_who_else_helps(held):
    for label in ("3-001", "3-002", "3-003", "3-004"):
        assert isinstance(helped(held, label), Done)
    full = helped(held, "3-005")
    assert (full.code, full.facts["most"]) == ("helper-full-alone", 4)
    assert isinstance(helped(held, "3-005", actor=OTHER), Done)
    found = held.village.read(
        lambda s: oversight.list_helpers(
            s, held.village.id, held.id, is_secret=vote_of(held).is_secret
        )
    )
    assert [(one.helper, one.voters, one.witnessed) for one in found] == [
        ("何大海", 1, 0),
        ("孙巧云", 4, 0),
    ]


def test_who_wins_between_helper_phone_and_paper(village):
    named = hold_vote(village, 40, proof=Proof.DIGITS, secrecy=Secrecy.OPEN)
    digits = named.slips["3-001"].digits
    assert isinstance(helped(named, "3-001"), Done)
    assert isinstance(named.cast("3-001", NO, digits=digits), Done)
    assert isinstance(helped(named, "3-001", YES, actor=OTHER), Done)
    paper = named.slips["3-001"].typed
    assert isinstance(named.do(actions.enter_open_paper, code=paper, choice=NO), Done)
    assert helped(named, "3-001").code == "paper-stands"
    assert named.village.read(lambda s: box.count_named(s, village.id, named.id)) == {
        Channel.PAPER: 1
    }
    hidden = hold_vote(village, 0, proof=Proof.DIGITS)
    digits = hidden.slips["3-001"].digits
    first = helped(hidden, "3-001")
    assert hidden.cast("3-001", NO, digits=digits).code == "already-voted"
    assert helped(hidden, "3-001", NO).code == "already-voted"
    assert begun(hidden, "3-001", old_receipt="ABCD2345").code == "receipt-wrong"
    again = helped(hidden, "3-001", NO, old_receipt=first.value.receipt)
    assert isinstance(again, Done)
    assert hidden.do(actions.enter_stubs, code=hidden.slips["3-001"].typed).code == "stub-voted"
    assert hidden.cast("3-002", NO, digits=hidden.slips["3-002"].digits)
    assert helped(hidden, "3-002").code == "already-voted"
    assert marks(hidden) == {Channel.HELPER: 1, Channel.PHONE: 1}


def test_a_counted_vote_with_helpers_verifies(held):
    for label in ("3-001", "3-002"):
        helped(held, label)
    held.cast("3-003", NO, digits=held.slips["3-003"].digits)
    held.settle()
    vote = vote_of(held)
    assert vote.state is State.PUBLISHED
    assert vote.result["marks"] == {"phone": 1, "paper": 0, "helper": 2}


def test_slips_from_one_phone_are_counted_without_voter_or_choice(village):
    held = hold_vote(village, 5)
    for label in ("3-001", "3-002", "3-003"):
        ballot = Ballot(YES, held.slips[label].token)
        retry = held.begin(ballot).retry_code
        for _twice in range(2):
            village.do(lambda s, e, b=ballot, r=retry: actions.cast(s, e, held.no, b, r, "phone"))
    held.cast("3-004")
    rows = village.read(lambda s: s.scalars(select(DeviceRecord)).all())
    assert [row.slips for row in rows] == [3]
    assert set(DeviceRecord.__table__.columns.keys()) == {
        "committee_id",
        "vote_id",
        "device_hmac",
        "slips",
    }
    assert village.read(lambda s: oversight.list_odd_devices(s, village.id, held.id)) == [3]
