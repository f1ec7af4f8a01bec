"""A vote from draft to record, on both databases: each errand, each no."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from participation.kernel import codes
from participation.kernel.outcome import Done, Refusal
from participation.votes import actions
from participation.votes.actions.casting import Ballot
from participation.votes.records import SecretBallotRecord
from participation.votes.rules.ballots import Channel, Secrecy
from participation.votes.rules.life import State
from participation.votes.rules.questions import Kind
from participation.votes.rules.roll import Unit
from participation.votes.rules.verify import verify_record
from participation.votes.rules.vote import Proof, VoteClosed, VoteOpened, VotePublished
from participation.votes.store import find_vote, get_record, list_open, progress
from tests.votes.ballots import (
    CLERK,
    CLOSE,
    COUNTERS,
    NO,
    ROAD,
    RULES,
    SUPERVISOR,
    TODAY,
    YES,
    add_homes,
    draft,
    hold_vote,
)

OPEN = {"secrecy": Secrecy.OPEN}
LATER = CLOSE + timedelta(hours=17)


def _count(village, table):
    with village.database.reading() as session:
        return session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def _tally(votes, cast, spoiled=0):
    return {"base": "household", "votes": votes, "spoiled": spoiled, "blank": 0, "cast": cast}


def _draft(village, **changes):
    asked = draft(**changes)
    return village.do(lambda s, e: actions.draft_vote(s, e, RULES, asked, TODAY), CLERK)


def test_a_draft_keeps_what_was_written(village):
    drafted = _draft(village).value
    kept = village.read(lambda s: find_vote(s, village.id, drafted.no))
    assert kept == drafted
    assert kept.state is State.DRAFT
    assert [option.label for option in kept.questions[0].options] == ["修", "今年不修", "弃权"]
    assert kept.questions[0].options[0].note == "村集体出 6 万，其余申请奖补"


def test_a_draft_can_be_changed_until_it_opens(village):
    add_homes(village, 2)
    no = _draft(village).value.no
    other = draft(kind=Kind.ONE_OF_MANY, options=(("修", ""), ("不修", ""), ("先修一半", "")))

    def change(session, errand):
        return actions.change_draft(session, errand, RULES, no, other, TODAY)

    assert isinstance(village.do(change), Done)
    kept = village.read(lambda s: find_vote(s, village.id, no))
    assert kept.questions[0].kind is Kind.ONE_OF_MANY
    assert len(kept.questions[0].options) == 4
    village.do(lambda s, e: actions.open_vote(s, e, no, TODAY))
    assert village.do(change) == Refusal("vote-already-open")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": " "}, "question-empty"),
        ({"closes_at": ROAD.opens_at}, "closes-before-it-opens"),
        ({"publishes_at": ROAD.opens_at}, "publishes-before-it-closes"),
        ({"rule_id": "C9"}, "rule-not-in-force"),
        ({"rule_id": "V2"}, "base-not-in-rule"),
        ({"rule_id": "V4"}, "rule-is-paper-only"),
        ({"options": (("修", ""), ("修", ""))}, "options-alike"),
        (
            {"kind": Kind.ONE_OF_MANY, "options": tuple((str(at), "") for at in range(7))},
            "too-many-options",
        ),
        ({"is_charter_approved": True}, "binding-needs-digits"),
    ],
)
def test_what_cannot_be_opened_is_refused_as_a_draft(village, changes, code):
    refused = _draft(village, **changes)
    assert isinstance(refused, Refusal)
    assert refused.code == code
    assert _count(village, "votes") == 0


def test_a_channel_that_is_not_open_takes_no_ballot(village):
    held = hold_vote(village, 1, channels=frozenset({Channel.PAPER}))
    assert held.cast("3-001") == Refusal("phone-not-taken")
    other = hold_vote(village, 0, channels=frozenset({Channel.PHONE}))
    code = other.slips["3-001"].token
    assert other.do(actions.enter_stubs, code=code) == Refusal("paper-not-taken")
    assert _count(village, "marks") == 0


def test_opening_copies_and_hashes_the_roll(village):
    held = hold_vote(village, 3)
    vote = village.read(lambda s: find_vote(s, village.id, held.no))
    assert (vote.state, vote.roll_size) == (State.OPEN, 3)
    assert len(vote.roll_hash) == 64
    assert sorted(held.slips) == ["3-001", "3-002", "3-003"]
    assert held.slips["3-001"].voter.name == "王*英"


def test_opening_needs_somebody_on_the_roll(village):
    no = _draft(village).value.no
    refused = village.do(lambda s, e: actions.open_vote(s, e, no, TODAY))
    assert refused == Refusal("roll-empty")


def test_opening_tells_the_other_rooms(village):
    add_homes(village, 1)
    no = _draft(village).value.no
    opened = village.do(lambda s, e: actions.open_vote(s, e, no, TODAY))
    assert [type(event) for event in opened.events] == [VoteOpened]
    assert _count(village, "outbox") == 2


def test_a_vote_of_persons_has_adults_on_its_roll(village):
    held = hold_vote(village, 2, unit=Unit.PERSON, rule_id="C0")
    vote = village.read(lambda s: find_vote(s, village.id, held.no))
    assert vote.roll_size == 2


def test_a_ballot_is_counted_once_and_gives_a_receipt(village):
    held = hold_vote(village)
    done = held.cast("3-001", YES)
    assert isinstance(done, Done)
    assert codes.is_typed(done.value.receipt)
    assert village.read(lambda s: progress(s, village.id, held.id)).marks == 1
    assert (_count(village, "marks"), _count(village, "secret_ballots")) == (1, 1)
    assert held.cast("3-001", NO).code == "already-voted"
    assert (_count(village, "marks"), _count(village, "secret_ballots")) == (1, 1)


@pytest.mark.parametrize("changes", [{}, OPEN])
def test_the_same_page_sent_twice_gives_the_same_receipt(village, changes):
    held = hold_vote(village, **changes)
    begun = held.begin(Ballot(YES, held.slips["3-001"].token))
    first = held.cast("3-001", YES, retry=begun.retry_code)
    again = held.cast("3-001", YES, retry=begun.retry_code)
    late = held.cast("3-001", YES, retry=begun.retry_code, now=CLOSE + timedelta(seconds=1))
    assert first.value.receipt == again.value.receipt == late.value.receipt
    assert _count(village, "marks") == _count(village, "receipts") == 1
    other = held.cast("3-001", NO, retry=begun.retry_code)
    assert other == Refusal("ballot-counted")


def test_a_mind_is_changed_in_secret_only_with_the_receipt(village):
    held = hold_vote(village)
    receipt = held.cast("3-001", YES).value.receipt
    forged = codes.typed(b"0" * 16)
    assert held.cast("3-001", NO, old_receipt=forged).code == "receipt-wrong"
    changed = held.cast("3-001", NO, old_receipt=f"{receipt[:4]}-{receipt[4:]}".lower())
    assert isinstance(changed, Done)
    assert changed.value.receipt != receipt
    assert _count(village, "secret_ballots") == _count(village, "receipts") == 1
    assert held.cast("3-001", YES, old_receipt=receipt).code == "receipt-wrong"


def test_the_receipt_of_another_home_opens_nothing(village):
    held = hold_vote(village)
    receipt = held.cast("3-001", YES).value.receipt
    held.cast("3-002", YES)
    assert held.cast("3-002", NO, old_receipt=receipt).code == "receipt-wrong"


def test_a_named_vote_counts_the_last_before_the_close(village):
    held = hold_vote(village, **OPEN)
    held.cast("3-001", YES)
    held.cast("3-001", NO)
    held.settle()
    record = village.read(lambda s: get_record(s, village.id, held.id))
    assert record["ballots"]["named"] == [["1", "3-001", NO, 0]]


def test_paper_wins_over_the_phone_in_a_named_vote(village):
    held = hold_vote(village, **OPEN)
    held.cast("3-001", YES)
    typed = held.slips["3-001"].typed
    entered = held.do(actions.enter_open_paper, code=typed, choice=NO)
    assert entered.value.label == "3-001"
    assert held.cast("3-001", YES).code == "paper-stands"
    held.do(actions.enter_open_paper, code=held.slips["3-002"].typed, choice="spoiled")
    held.settle()
    record = village.read(lambda s: get_record(s, village.id, held.id))
    assert record["tallies"] == [[_tally({"1": 0, "2": 1, "3": 0}, 2, spoiled=1)]]
    assert record["marks"] == {"phone": 0, "paper": 2, "helper": 0}
    assert verify_record(json.loads(json.dumps(record))) == []


def test_in_secret_the_first_of_phone_and_paper_stands(village):
    held = hold_vote(village)
    held.cast("3-001", YES)
    assert held.do(actions.enter_stubs, code=held.slips["3-001"].typed).code == "stub-voted"
    entered = held.do(actions.enter_stubs, code=held.slips["3-002"].typed)
    assert isinstance(entered, Done)
    assert held.cast("3-002", YES).code == "paper-stands"
    assert _count(village, "receipts") == 2
    assert _count(village, "secret_ballots") == 1


def test_codes_and_choices_are_typed_together_only_in_a_named_vote(village):
    secret = hold_vote(village)
    code = secret.slips["3-001"].typed
    assert secret.do(actions.enter_open_paper, code=code, choice=YES).code == "paper-is-secret"
    named = hold_vote(village, 0, **OPEN)
    code = named.slips["3-001"].typed
    assert named.do(actions.enter_stubs, code=code).code == "stub-needs-choice"
    assert (
        named.do(actions.type_batch, now=LATER, counts=[{}], counted_by=COUNTERS).code
        == "paper-not-needed"
    )


@pytest.mark.parametrize("seconds", [0, 1])
def test_from_the_close_on_nothing_changes(village, seconds):
    held = hold_vote(village)
    begun = held.begin(Ballot(YES, held.slips["3-001"].token))
    after = CLOSE + timedelta(seconds=seconds)
    late = held.cast("3-001", YES, retry=begun.retry_code, now=after)
    assert late.code == "vote-closed"
    assert held.do(actions.enter_stubs, now=after, code=held.slips["3-001"].typed).code == (
        "vote-closed"
    )
    assert _count(village, "marks") == 0
    just = held.cast("3-001", YES, retry=begun.retry_code, now=CLOSE - timedelta(microseconds=1))
    assert isinstance(just, Done)


def test_a_vote_opens_at_its_hour(village):
    held = hold_vote(village, opens_at=ROAD.opens_at + timedelta(days=1))
    assert held.cast("3-001").code == "vote-not-open"


def test_a_slip_of_another_vote_or_village_or_a_void_one_is_refused(village):
    from tests.conftest import make_village

    held = hold_vote(village)
    other = hold_vote(village, 0)
    away = make_village(village.database, "yangwan", "杨湾村")
    elsewhere = hold_vote(away)
    assert held.cast("3-001", code=other.slips["3-001"].token).code == "slip-elsewhere"
    assert held.cast("3-001", code=elsewhere.slips["3-001"].token).code == "slip-unknown"
    assert held.cast("3-001", code=elsewhere.slips["3-001"].typed).code == "slip-unknown"
    assert held.cast("3-001", code="2222222").code == "slip-unknown"
    again = held.do(actions.issue_slips, first=1, last=1)
    assert held.cast("3-001").code == "slip-revoked"
    assert isinstance(held.cast("3-001", code=again.value[0].token), Done)


def test_a_lost_slip_of_a_secret_vote_is_replaced_only_while_unmarked(village):
    held = hold_vote(village)
    held.cast("3-001")
    assert held.do(actions.issue_slips, first=1, last=1) == Refusal("slip-marked")
    assert [slip.voter.no for slip in held.do(actions.issue_slips).value] == [2, 3]
    assert held.do(actions.issue_slips, first=9).code == "nobody-in-range"


def test_a_lost_slip_of_a_named_vote_is_replaced_until_the_close(village):
    held = hold_vote(village, **OPEN)
    held.cast("3-001")
    assert isinstance(held.do(actions.issue_slips, first=1, last=1), Done)
    assert held.do(actions.issue_slips, now=CLOSE).code == "vote-closed"


def test_typed_codes_work_as_well_as_scanned_ones(village):
    held = hold_vote(village)
    typed = held.slips["3-001"].typed
    done = held.cast("3-001", code=f" {typed[:4].lower()}-{typed[4:].lower()} ")
    assert isinstance(done, Done)
    found = village.read(lambda s: actions.find_typed_slip(s, village.errand(), typed))
    assert found.voter.label == "3-001"


def test_four_digits_prove_where_the_vote_asks_for_them(village):
    held = hold_vote(village, proof=Proof.DIGITS)
    slip = held.slips["3-001"]
    wrong = "0000" if slip.digits != "0000" else "0001"
    assert held.cast("3-001").code == "digits-wrong"
    assert held.cast("3-001", digits=wrong).code == "digits-wrong"
    begun = held.begin(Ballot(YES, slip.token))
    other = held.cast("3-001", retry=begun.retry_code, digits=held.slips["3-002"].digits)
    if slip.digits != held.slips["3-002"].digits:
        assert other.code == "digits-wrong"
    assert _count(village, "marks") == 0
    assert isinstance(held.cast("3-001", retry=begun.retry_code, digits=slip.digits), Done)


def test_digits_shown_before_the_confirm_page_need_not_be_typed_again(village):
    held = hold_vote(village, proof=Proof.DIGITS)
    begun = held.begin(Ballot(YES, held.slips["3-001"].token, held.slips["3-001"].digits))
    assert begun.is_proved
    assert isinstance(held.cast("3-001", retry=begun.retry_code), Done)


def test_a_retry_code_belongs_to_one_vote_and_one_slip(village):
    held = hold_vote(village)
    begun = held.begin(Ballot(YES, held.slips["3-001"].token))
    assert held.cast("3-002", retry=begun.retry_code).code == "retry-code-wrong"
    assert held.cast("3-001", retry=begun.retry_code[:-1]).code == "retry-code-wrong"
    assert held.cast("3-001", retry="x").code == "retry-code-wrong"


def test_a_choice_that_is_not_on_the_ballot_is_refused(village):
    held = hold_vote(village)
    for choice in ("4", "yes", "spoiled", "blank", "1 OR 1=1", "1;", "1,,2"):
        assert held.cast("3-001", choice).code in {"choice-not-on-ballot", "question-unanswered"}
    assert held.cast("3-001", "").code == "question-unanswered"
    assert held.cast("3-001", "1;2").code == "question-unanswered"
    assert held.cast("3-001", "1,2").code == "too-many-ticks"
    begun = held.begin(Ballot(YES, held.slips["3-001"].token))
    assert held.cast("3-001", "9", retry=begun.retry_code).code == "choice-not-on-ballot"


def test_a_receipt_that_was_given_to_somebody_else_asks_for_a_new_page(village):
    held = hold_vote(village)
    begun = held.begin(Ballot(YES, held.slips["3-001"].token))
    receipt = held.cast("3-001", retry=begun.retry_code).value.receipt
    with village.database.writing() as session:
        session.execute(text("DELETE FROM secret_ballots"))
    fresh = held.begin(Ballot(YES, held.slips["3-002"].token))
    with village.database.writing() as session:
        session.execute(text("UPDATE receipts SET code = :code"), {"code": receipt})
    taken = _receipt_of(held, fresh.retry_code)
    with village.database.writing() as session:
        session.execute(text("UPDATE receipts SET code = :code"), {"code": taken})
    assert held.cast("3-002", retry=fresh.retry_code) == Refusal("ask-again")
    assert _count(village, "marks") == 1
    assert isinstance(held.cast("3-002"), Done)


def _receipt_of(held, retry_code):
    from participation.votes.rules.receipts import receipt_code
    from tests.conftest import KEY

    return receipt_code(KEY, retry_code.rsplit(".", 1)[0])


def recalls(session):
    """What still leads from a receipt to a secret ballot."""
    kept = select(SecretBallotRecord.recall).where(SecretBallotRecord.recall.is_not(None))
    return list(session.scalars(kept))


def test_a_secret_vote_is_counted_confirmed_and_published_at_its_hour(village):
    held = hold_vote(village, 4)
    held.cast("3-001", YES)
    held.cast("3-002", YES)
    held.do(actions.enter_stubs, code=held.slips["3-003"].typed)
    assert held.do(actions.count_vote, committee="柳根村").code == "vote-still-open"
    assert held.do(actions.close_due).code == "vote-still-open"
    closed = held.do(actions.close_due, now=CLOSE)
    assert [type(event) for event in closed.events] == [VoteClosed]
    assert held.do(actions.close_due, now=CLOSE).events == ()
    assert held.do(actions.count_vote, now=CLOSE, committee="柳根村").code == "paper-not-counted"
    held.do(actions.type_batch, now=CLOSE, counts=[{NO: 2}], counted_by=COUNTERS)
    balance = held.do(actions.confirm_batch, SUPERVISOR, now=CLOSE)
    assert balance.code == "paper-not-balanced"
    held.do(actions.type_batch, now=CLOSE, counts=[{NO: 1}], counted_by=COUNTERS)
    assert held.do(actions.confirm_batch, CLERK, now=CLOSE).code == "same-person-confirms"
    assert isinstance(held.do(actions.confirm_batch, SUPERVISOR, now=CLOSE), Done)
    again = held.do(actions.type_batch, now=CLOSE, counts=[{NO: 1}], counted_by=COUNTERS)
    assert again.code == "paper-confirmed"
    assert len(village.read(recalls)) == 2
    counted = held.do(actions.count_vote, now=CLOSE, committee="柳根村")
    assert village.read(recalls) == []
    assert held.do(actions.confirm_count, CLERK, now=CLOSE).code == "same-person-confirms"
    confirmed = held.do(actions.confirm_count, SUPERVISOR, now=CLOSE)
    assert confirmed.value is State.CONFIRMED
    assert held.do(actions.publish_due, now=CLOSE).code == "not-yet-the-hour"
    published = held.do(actions.publish_due, now=LATER)
    assert published.events == (VotePublished(village.id, held.id, None, held.no, "majority-for"),)
    vote = village.read(lambda s: find_vote(s, village.id, held.no))
    assert vote.state is State.PUBLISHED
    record = village.read(lambda s: get_record(s, village.id, held.id))
    assert record == counted.value
    assert verify_record(json.loads(json.dumps(record))) == []
    assert record["tallies"] == [[_tally({"1": 2, "2": 1, "3": 0}, 3)]]
    assert len(record["ballots"]["receipts"]) == len(record["ballots"]["choices"][0]) == 3
    assert record["code"] == "majority-for"


def test_a_count_needs_accounts_and_counts_no_vote_twice(village):
    from participation.kernel.actor import OPERATOR

    held = hold_vote(village)
    assert held.do(actions.count_vote, OPERATOR, LATER, committee="x").code == "account-needed"
    held.settle()
    assert held.do(actions.count_vote, now=LATER, committee="x").code == "vote-already-counted"
    assert held.do(actions.confirm_count, SUPERVISOR, LATER).code == "vote-already-confirmed"
    assert held.do(actions.publish_due, now=LATER).code == "vote-already-published"


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        ([{"9": 1}], "choice-not-on-ballot"),
        ([{YES: -1}], "count-negative"),
        ([{"spoiled": -1}], "count-negative"),
        ([{YES: 1}, {YES: 2}], "papers-differ"),
        ([{YES: 1}, {YES: 1}], "question-unanswered"),
        ([{"1,2": 1}], "too-many-ticks"),
    ],
)
def test_paper_that_cannot_be_is_refused(village, counts, code):
    held = hold_vote(village)
    assert held.do(actions.type_batch, now=LATER, counts=counts, counted_by=COUNTERS).code == code


def test_paper_is_confirmed_after_it_was_typed(village):
    held = hold_vote(village)
    assert held.do(actions.confirm_batch, SUPERVISOR, LATER).code == "paper-not-typed"
    assert held.do(actions.type_batch, counts=[{}], counted_by=COUNTERS).code == "vote-still-open"


def test_a_number_that_is_no_vote_is_said_to_be_unknown(village):
    held = hold_vote(village)
    held.no = 99
    assert held.cast("3-001").code == "vote-unknown"
    for action, more in [
        (actions.close_due, {}),
        (actions.confirm_count, {}),
        (actions.publish_due, {}),
        (actions.confirm_batch, {}),
        (actions.issue_slips, {}),
        (actions.enter_stubs, {"code": "x"}),
        (actions.type_batch, {"counts": [{}], "counted_by": COUNTERS}),
        (actions.count_vote, {"committee": "x"}),
        (actions.open_vote, {"today": TODAY}),
    ]:
        assert held.do(action, **more) == Refusal("vote-unknown")


def test_open_votes_are_those_that_take_ballots_now(village):
    held = hold_vote(village)
    assert [one.no for one in village.read(lambda s: list_open(s, village.id, village.now))] == [
        held.no
    ]
    assert village.read(lambda s: list_open(s, village.id, CLOSE)) == []


def test_casting_leaves_no_line_in_the_log(village):
    held = hold_vote(village)
    before = _count(village, "audit_entries")
    held.cast("3-001")
    assert _count(village, "audit_entries") == before


def test_a_vote_of_a_matter_walks_with_it(village):
    from participation.matters import store as matters
    from participation.matters.rules import Step
    from tests.matters.raising import raise_lamp
    from tests.residents.people import add_home

    matter = raise_lamp(village, add_home(village, "9-001"))
    held = hold_vote(village, 3, matter_id=matter.id)
    kept = village.read(lambda s: matters.get_matter(s, village.id, matter.id))
    assert kept.step is Step.DECIDE
    held.cast("3-001")
    held.settle()
    trail = village.read(lambda s: matters.list_events(s, village.id, matter.id))
    kinds = [str(event.kind) for event in trail]
    for kind in ("vote-opened", "vote-closed", "vote-published"):
        assert kind in kinds
