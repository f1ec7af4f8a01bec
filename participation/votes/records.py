"""Tables of votes, their frozen roll, slips, marks, ballots and paper batches.

A secret ballot's row has no voter, clock, sequence or draft; who has voted is another table.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.db.base import COMMITTEE, Base, Facts, Owned, link


class VoteRecord(Owned, Base):
    """One vote (表决 or 意见征求): question, rule, dates and state.

    `result` is the published record but for its `lists`, which may be long and are read apart.
    """

    __tablename__ = "votes"
    __table_args__ = (
        link("matter_id", "matters"),
        UniqueConstraint("committee_id", "no"),
        Index("ix_votes_matter", "committee_id", "matter_id"),
        Index("ix_votes_state", "committee_id", "state", "closes_at"),
        CheckConstraint(
            "state in ('draft', 'announced', 'open', 'paused', 'cancelled', 'closed', 'counted', "
            "'confirmed', 'published', 'final')",
            "state",
        ),
        CheckConstraint("(state = 'paused') = (paused_at is not null)", "pause"),
        CheckConstraint("secrecy in ('open', 'secret')", "secrecy"),
        CheckConstraint("basis in ('household', 'person', 'owner')", "basis"),
        CheckConstraint("proof in ('bearer', 'digits')", "proof"),
        CheckConstraint("seal in ('sealing', 'rewritten', 'swept')", "seal"),
        CheckConstraint("closes_at > opens_at", "dates"),
        CheckConstraint("publishes_at >= closes_at", "publication"),
        {"info": COMMITTEE},
    )

    no: Mapped[int]
    matter_id: Mapped[UUID | None]
    title: Mapped[str]
    detail: Mapped[str]
    rule_id: Mapped[str]
    rule: Mapped[dict[str, Any]]
    is_binding: Mapped[bool]
    binding_reason: Mapped[str]
    channels: Mapped[str]
    is_charter_approved: Mapped[bool]
    secrecy: Mapped[str]
    basis: Mapped[str]
    proof: Mapped[str]
    state: Mapped[str]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    publishes_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    roll_size: Mapped[int]
    roll_area: Mapped[int] = mapped_column(BigInteger)
    roll_hash: Mapped[bytes | None]
    counted_by: Mapped[str | None]
    counted_account: Mapped[UUID | None]
    confirmed_by: Mapped[str | None]
    pile_checked_by: Mapped[str | None]
    announced_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    notices: Mapped[int] = mapped_column(default=0)
    result: Mapped[dict[str, Any] | None]
    lists: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    seal: Mapped[str | None]
    levy: Mapped[dict[str, Any] | None]
    charter: Mapped[dict[str, Any] | None]


class QuestionRecord(Owned, Base):
    """One question on a ballot: how it is answered, and its limits; sums in fen."""

    __tablename__ = "vote_questions"
    __table_args__ = (
        link("vote_id", "votes"),
        UniqueConstraint("committee_id", "vote_id", "no"),
        CheckConstraint(
            "kind in ('yes-no', 'one-of-many', 'several-of-many', 'seats', 'budget')", "kind"
        ),
        CheckConstraint("method in ('greedy', 'equal-shares')", "method"),
        {"info": COMMITTEE},
    )

    vote_id: Mapped[UUID]
    no: Mapped[int]
    text: Mapped[str]
    kind: Mapped[str]
    most: Mapped[int]
    seats: Mapped[int]
    total: Mapped[int] = mapped_column(BigInteger)
    method: Mapped[str | None]


class OptionRecord(Owned, Base):
    """One choice of a question; `meaning` tells yes, no and abstention from a plain option."""

    __tablename__ = "vote_options"
    __table_args__ = (
        link("vote_id", "votes"),
        UniqueConstraint("committee_id", "vote_id", "question_no", "no"),
        CheckConstraint("meaning in ('yes', 'no', 'option', 'abstain')", "meaning"),
        {"info": COMMITTEE},
    )

    vote_id: Mapped[UUID]
    question_no: Mapped[int]
    no: Mapped[int]
    text: Mapped[str]
    detail: Mapped[str]
    meaning: Mapped[str]
    cost: Mapped[int] = mapped_column(BigInteger)


class RollEntryRecord(Owned, Base):
    """One who may vote, copied at opening and never changed (insert-only, by the database).

    `area` is what stands behind an owner, in hundredths of a square metre; 0 where area counts not.
    """

    __tablename__ = "roll_entries"
    __table_args__ = (
        link("vote_id", "votes"),
        UniqueConstraint("committee_id", "vote_id", "no"),
        Index("ix_roll_entries_household", "committee_id", "vote_id", "household_id"),
        {"info": COMMITTEE},
    )

    vote_id: Mapped[UUID]
    no: Mapped[int]
    household_id: Mapped[UUID]
    person_id: Mapped[UUID | None]
    label: Mapped[str]
    name: Mapped[str]
    group_name: Mapped[str]
    area: Mapped[int] = mapped_column(BigInteger)


class BallotSlipRecord(Owned, Base):
    """A ballot slip (户票, 选民票) of one roll entry; codes only as keyed hashes.

    `torn_for` is the masked name of an absent member whose strip it is; `asks_phone` says that
    `digits_hmac` is of the last four digits of their telephone.
    """

    __tablename__ = "ballot_slips"
    __table_args__ = (
        link("vote_id", "votes"),
        link("roll_entry_id", "roll_entries"),
        UniqueConstraint("committee_id", "token_hmac"),
        UniqueConstraint("committee_id", "typed_hmac"),
        Index("ix_ballot_slips_entry", "committee_id", "roll_entry_id"),
        {"info": COMMITTEE},
    )

    vote_id: Mapped[UUID]
    roll_entry_id: Mapped[UUID]
    token_hmac: Mapped[bytes]
    typed_hmac: Mapped[bytes]
    digits_hmac: Mapped[bytes]
    issued_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    torn_for: Mapped[str | None]
    asks_phone: Mapped[bool]


class MarkRecord(Base):
    """That a roll entry has voted: insert-only, once, by the database itself.

    No time stands here: with one, the order of marks would lead to the order of ballots. Sealing
    alone may put the rows of a secret vote into another order (`db/frozen.py`).
    """

    __tablename__ = "marks"
    __table_args__ = (
        link("vote_id", "votes"),
        link("roll_entry_id", "roll_entries"),
        CheckConstraint("channel in ('phone', 'paper', 'helper')", "channel"),
        {"info": COMMITTEE},
    )

    committee_id: Mapped[UUID] = mapped_column(primary_key=True)
    vote_id: Mapped[UUID] = mapped_column(primary_key=True)
    roll_entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    channel: Mapped[str]


class HelpedRecord(Base):
    """Who helped a voter at the door, and on which proof; never what was chosen, never when.

    Sealing puts the rows of a secret vote into another order, as it does with marks.
    """

    __tablename__ = "helped_marks"
    __table_args__ = (
        link("vote_id", "votes"),
        link("roll_entry_id", "roll_entries"),
        Index("ix_helped_marks_helper", "committee_id", "vote_id", "helper_id"),
        CheckConstraint("proof in ('digits', 'witnesses')", "proof"),
        {"info": COMMITTEE},
    )

    committee_id: Mapped[UUID] = mapped_column(primary_key=True)
    vote_id: Mapped[UUID] = mapped_column(primary_key=True)
    roll_entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    helper_id: Mapped[UUID]
    helper: Mapped[str]
    proof: Mapped[str]
    witnesses: Mapped[str]


class DeviceRecord(Base):
    """How many slips of a vote came from one telephone; it leads to no slip and no choice."""

    __tablename__ = "vote_devices"
    __table_args__ = (link("vote_id", "votes"), {"info": COMMITTEE})

    committee_id: Mapped[UUID] = mapped_column(primary_key=True)
    vote_id: Mapped[UUID] = mapped_column(primary_key=True)
    device_hmac: Mapped[bytes] = mapped_column(primary_key=True)
    slips: Mapped[int]


class SecretBallotRecord(Owned, Base):
    """A secret ballot's answer to one question: a random id, the answer, nothing else but the way
    its holder finds it again.

    `recall` is a keyed hash of receipt and slip code; sealing wipes it, and with it what held
    the answers of one ballot together.
    """

    __tablename__ = "secret_ballots"
    __table_args__ = (
        link("vote_id", "votes"),
        UniqueConstraint("committee_id", "vote_id", "recall", "question_no"),
        Index("ix_secret_ballots_count", "committee_id", "vote_id", "question_no", "choice"),
        {"info": COMMITTEE},
    )

    vote_id: Mapped[UUID]
    question_no: Mapped[int]
    choice: Mapped[str]
    recall: Mapped[bytes | None]


class ReceiptRecord(Base):
    """A receipt code (回执码) that was given out; it leads to no choice and no voter."""

    __tablename__ = "receipts"
    __table_args__ = (link("vote_id", "votes"), {"info": COMMITTEE})

    committee_id: Mapped[UUID] = mapped_column(primary_key=True)
    vote_id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)


class OpenBallotRecord(Owned, Base):
    """A named ballot (记名) of one roll entry with all its answers; the last one counts.

    `is_opinion`: a paper without the signature that a binding vote asks for.
    """

    __tablename__ = "open_ballots"
    __table_args__ = (
        ForeignKeyConstraint(
            ["committee_id", "vote_id", "roll_entry_id"],
            ["marks.committee_id", "marks.vote_id", "marks.roll_entry_id"],
        ),
        UniqueConstraint("committee_id", "vote_id", "roll_entry_id"),
        Index("ix_open_ballots_count", "committee_id", "vote_id", "choice"),
        CheckConstraint("channel in ('phone', 'paper', 'helper')", "channel"),
        {"info": COMMITTEE},
    )

    vote_id: Mapped[UUID]
    roll_entry_id: Mapped[UUID]
    choice: Mapped[str]
    channel: Mapped[str]
    receipt: Mapped[str | None]
    at: Mapped[datetime]
    is_opinion: Mapped[bool]
    typed_account: Mapped[UUID | None]


class ComplaintRecord(Owned, Base):
    """A complaint of a vote, which goes to supervisor and county and past the desk."""

    __tablename__ = "ballot_complaints"
    __table_args__ = (
        link("vote_id", "votes"),
        link("roll_entry_id", "roll_entries"),
        UniqueConstraint("committee_id", "vote_id", "no"),
        CheckConstraint("kind in ('not-mine', 'pressed', 'other')", "kind"),
        {"info": COMMITTEE},
    )

    vote_id: Mapped[UUID]
    no: Mapped[int]
    roll_entry_id: Mapped[UUID | None]
    kind: Mapped[str]
    text: Mapped[str]
    filed_at: Mapped[datetime]
    answer: Mapped[str | None]
    answered_by: Mapped[str | None]
    is_voided: Mapped[bool]


class CallBackRecord(Owned, Base):
    """A voter who was drawn to be called back, and what came of it."""

    __tablename__ = "call_backs"
    __table_args__ = (
        link("vote_id", "votes"),
        link("roll_entry_id", "roll_entries"),
        UniqueConstraint("committee_id", "vote_id", "no"),
        UniqueConstraint("committee_id", "vote_id", "roll_entry_id"),
        CheckConstraint("outcome in ('confirmed', 'denied', 'not-reached')", "outcome"),
        {"info": COMMITTEE},
    )

    vote_id: Mapped[UUID]
    no: Mapped[int]
    roll_entry_id: Mapped[UUID]
    outcome: Mapped[str | None]
    answered_by: Mapped[str | None]


class CarrierRecord(Owned, Base):
    """Somebody who carries slips of a vote to the doors, and so enters none of its ballots."""

    __tablename__ = "slip_carriers"
    __table_args__ = (
        link("vote_id", "votes"),
        UniqueConstraint("committee_id", "vote_id", "no"),
        UniqueConstraint("committee_id", "vote_id", "name"),
        {"info": COMMITTEE},
    )

    vote_id: Mapped[UUID]
    no: Mapped[int]
    name: Mapped[str]


class PaperBatchRecord(Owned, Base):
    """Secret paper ballots counted from the box: typed by one, confirmed by another.

    `counts` holds for each question how many papers gave which answer.
    """

    __tablename__ = "paper_batches"
    __table_args__ = (
        link("vote_id", "votes"),
        UniqueConstraint("committee_id", "vote_id", "no"),
        CheckConstraint("state in ('typed', 'confirmed', 'dropped')", "state"),
        {"info": COMMITTEE},
    )

    vote_id: Mapped[UUID]
    no: Mapped[int]
    counts: Mapped[list[dict[str, int]]] = mapped_column(Facts())
    state: Mapped[str]
    typed_by: Mapped[str]
    typed_account: Mapped[UUID]
    confirmed_by: Mapped[str | None]
    at: Mapped[datetime]
    caller: Mapped[str]
    counter: Mapped[str]
    watcher: Mapped[str]


class LatePapersRecord(Owned, Base):
    """A pile of papers typed after the close that came in before it: insert-only, by the database.

    The hour stands here, of the pile, and nowhere beside a mark or a ballot.
    """

    __tablename__ = "late_papers"
    __table_args__ = (
        link("vote_id", "votes"),
        UniqueConstraint("committee_id", "vote_id", "no"),
        CheckConstraint("papers > 0", "papers"),
        {"info": COMMITTEE},
    )

    vote_id: Mapped[UUID]
    no: Mapped[int]
    received_at: Mapped[datetime]
    said_by: Mapped[str]
    papers: Mapped[int]
    typed_by: Mapped[str]
    at: Mapped[datetime]


class VoteNoticeRecord(Owned, Base):
    """What was made known about a vote (公告), with its reason: insert-only, by the database.

    `closes_at` is the close that holds from then on, where it moved.
    """

    __tablename__ = "vote_notices"
    __table_args__ = (
        link("vote_id", "votes"),
        UniqueConstraint("committee_id", "vote_id", "no"),
        CheckConstraint(
            "kind in ('announced', 'withdrawn', 'hurried', 'paused', 'resumed', 'extended', "
            "'cancelled')",
            "kind",
        ),
        {"info": COMMITTEE},
    )

    vote_id: Mapped[UUID]
    no: Mapped[int]
    kind: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    reason: Mapped[str]
    closes_at: Mapped[datetime | None]


class VoteObjectionRecord(Owned, Base):
    """An objection (异议) to the roll that is shown or to a result, and its ruling.

    `label` is the household it is about; `household_id` whose card filed it, if one did.
    """

    __tablename__ = "vote_objections"
    __table_args__ = (
        link("vote_id", "votes"),
        link("household_id", "households"),
        UniqueConstraint("committee_id", "vote_id", "no"),
        CheckConstraint("stage in ('roll', 'result')", "stage"),
        CheckConstraint("ground in ('missing', 'wrong', 'result')", "ground"),
        CheckConstraint("(ruled_at is null) = (is_upheld is null)", "ruling"),
        {"info": COMMITTEE},
    )

    vote_id: Mapped[UUID]
    no: Mapped[int]
    stage: Mapped[str]
    ground: Mapped[str]
    label: Mapped[str]
    words: Mapped[str]
    filed_at: Mapped[datetime]
    household_id: Mapped[UUID | None]
    ruled_at: Mapped[datetime | None]
    is_upheld: Mapped[bool | None]
    ruling: Mapped[str]
    corrected_on: Mapped[date | None]


class ElectionRecord(Owned, Base):
    """A statutory election or recall (选举, 罢免): prepared and recorded here, voted on paper."""

    __tablename__ = "elections"
    __table_args__ = (
        link("follows_id", "elections"),
        UniqueConstraint("committee_id", "no"),
        CheckConstraint("state in ('preparing', 'listed', 'counted', 'confirmed')", "state"),
        CheckConstraint("base in ('registered', 'household', 'rep')", "base"),
        CheckConstraint("printed >= 0", "printed"),
        {"info": COMMITTEE},
    )

    no: Mapped[int]
    rule: Mapped[dict[str, Any]]
    base: Mapped[str]
    title: Mapped[str]
    day: Mapped[date]
    hours: Mapped[str]
    place: Mapped[str]
    booth: Mapped[str]
    box: Mapped[str]
    has_write_in: Mapped[bool]
    members: Mapped[dict[str, Any]]
    recall: Mapped[dict[str, Any] | None]
    posts: Mapped[dict[str, Any]]
    state: Mapped[str]
    round: Mapped[int]
    follows_id: Mapped[UUID | None]
    published_on: Mapped[date | None]
    printed: Mapped[int]
    confirmed_by: Mapped[str | None]
    confirmed_at: Mapped[datetime | None]


class ElectionCandidateRecord(Owned, Base):
    """Somebody who stands for a post; `person_id` where the roster knows them."""

    __tablename__ = "election_candidates"
    __table_args__ = (
        link("election_id", "elections"),
        link("person_id", "people"),
        UniqueConstraint("committee_id", "election_id", "post_no", "no"),
        {"info": COMMITTEE},
    )

    election_id: Mapped[UUID]
    post_no: Mapped[int]
    no: Mapped[int]
    name: Mapped[str]
    label: Mapped[str]
    person_id: Mapped[UUID | None]
    born: Mapped[date | None]


class ElectorRecord(Owned, Base):
    """A line of an election's list of voters (选民名单), listed or not, with its correction."""

    __tablename__ = "electors"
    __table_args__ = (
        link("election_id", "elections"),
        link("person_id", "people"),
        link("household_id", "households"),
        UniqueConstraint("committee_id", "election_id", "no"),
        CheckConstraint(
            "ground in ('resident', 'away', 'outsider', 'unclear', 'representative', 'rep')",
            "ground",
        ),
        {"info": COMMITTEE},
    )

    election_id: Mapped[UUID]
    no: Mapped[int]
    person_id: Mapped[UUID | None]
    household_id: Mapped[UUID | None]
    label: Mapped[str]
    group_name: Mapped[str]
    name: Mapped[str]
    ground: Mapped[str]
    is_listed: Mapped[bool]
    changed_on: Mapped[date | None]
    why: Mapped[str]


class ElectionObjectionRecord(Owned, Base):
    """An objection to the list of voters, and its ruling."""

    __tablename__ = "election_objections"
    __table_args__ = (
        link("election_id", "elections"),
        UniqueConstraint("committee_id", "election_id", "no"),
        {"info": COMMITTEE},
    )

    election_id: Mapped[UUID]
    no: Mapped[int]
    filed_on: Mapped[date]
    about: Mapped[str]
    ruled_on: Mapped[date | None]
    is_upheld: Mapped[bool | None]
    ruling: Mapped[str]


class ElectionProxyRecord(Owned, Base):
    """Who votes for whom (委托投票); a voter gives it to one only, by the database itself."""

    __tablename__ = "election_proxies"
    __table_args__ = (
        link("election_id", "elections"),
        link("giver_id", "electors"),
        link("holder_id", "electors"),
        UniqueConstraint("committee_id", "election_id", "giver_id"),
        CheckConstraint("giver_id <> holder_id", "two"),
        {"info": COMMITTEE},
    )

    election_id: Mapped[UUID]
    giver_id: Mapped[UUID]
    holder_id: Mapped[UUID]
    is_kin: Mapped[bool]
    written_on: Mapped[date]


class ElectionCountRecord(Owned, Base):
    """A count sheet as it was typed (insert-only, by the database); the newest is the one meant."""

    __tablename__ = "election_counts"
    __table_args__ = (
        link("election_id", "elections"),
        UniqueConstraint("committee_id", "election_id", "no"),
        {"info": COMMITTEE},
    )

    election_id: Mapped[UUID]
    no: Mapped[int]
    sheet: Mapped[dict[str, Any]]
    typed_by: Mapped[str]
    typed_account: Mapped[UUID | None]
    at: Mapped[datetime]
