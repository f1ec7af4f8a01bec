"""Elections and recalls in SQL: plan, candidates, counts."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from participation.votes.records import (
    ElectionCandidateRecord,
    ElectionCountRecord,
    ElectionRecord,
)
from participation.votes.rules.decision_rules import Base
from participation.votes.rules.elections.counting import Sheet, Typed, WriteIn
from participation.votes.rules.elections.plan import (
    Candidate,
    Election,
    Plan,
    Post,
    Recall,
    State,
)
from participation.votes.rules.rule_data import rule_from_data, rule_to_data


def _recall_of(data: Mapping[str, Any] | None) -> Recall | None:
    return None if data is None else Recall(**{**data, "base": Base(data["base"])})


def _recall_data(recall: Recall | None) -> dict[str, Any] | None:
    if recall is None:
        return None
    return {
        "name": recall.name,
        "post": recall.post,
        "reason": recall.reason,
        "base": recall.base.value,
        "signed": recall.signed,
        "entitled": recall.entitled,
        "answer": recall.answer,
    }


def _election_of(row: ElectionRecord, candidates: Sequence[Candidate]) -> Election:
    rule = rule_from_data(row.rule)
    return Election(
        id=row.id,
        no=row.no,
        rule=rule,
        plan=Plan(
            rule_id=rule.id,
            base=Base(row.base),
            title=row.title,
            day=row.day,
            hours=row.hours,
            place=row.place,
            booth=row.booth,
            box=row.box,
            has_write_in=row.has_write_in,
            members=tuple(row.members["names"]),
            recall=_recall_of(row.recall),
        ),
        posts=tuple(Post(**each) for each in row.posts["posts"]),
        candidates=tuple(candidates),
        state=State(row.state),
        round=row.round,
        follows_id=row.follows_id,
        published_on=row.published_on,
        printed=row.printed,
        confirmed_by=row.confirmed_by,
        confirmed_at=row.confirmed_at,
    )


def _columns(plan: Plan) -> dict[str, Any]:
    return {
        "base": plan.base.value,
        "title": plan.title,
        "day": plan.day,
        "hours": plan.hours,
        "place": plan.place,
        "booth": plan.booth,
        "box": plan.box,
        "has_write_in": plan.has_write_in,
        "members": {"names": list(plan.members)},
        "recall": _recall_data(plan.recall),
    }


def add_election(session: Session, committee_id: UUID, election: Election) -> None:
    """Store a new election, without candidates."""
    session.execute(
        insert(ElectionRecord).values(
            committee_id=committee_id,
            id=election.id,
            no=election.no,
            rule=rule_to_data(election.rule),
            posts=_posts_data(election.posts),
            state=election.state,
            round=election.round,
            follows_id=election.follows_id,
            published_on=election.published_on,
            printed=0,
            **_columns(election.plan),
        )
    )


def save_plan(session: Session, committee_id: UUID, election_id: UUID, plan: Plan) -> None:
    """Store a plan that was changed."""
    _save(session, committee_id, election_id, **_columns(plan))


def save_election(session: Session, committee_id: UUID, election_id: UUID, **changed: Any) -> None:
    """Store what a step leaves behind: state, published_on, printed, confirmed_…"""
    _save(session, committee_id, election_id, **changed)


def _save(session: Session, committee_id: UUID, election_id: UUID, **changed: Any) -> None:
    session.execute(
        update(ElectionRecord)
        .where(ElectionRecord.committee_id == committee_id, ElectionRecord.id == election_id)
        .values(**changed)
    )


def _posts_data(posts: Sequence[Post]) -> dict[str, Any]:
    return {"posts": [{"no": one.no, "title": one.title, "seats": one.seats} for one in posts]}


def save_candidates(
    session: Session,
    committee_id: UUID,
    election_id: UUID,
    posts: Sequence[Post],
    candidates: Sequence[tuple[UUID, Candidate]],
) -> None:
    """Store posts and candidates in place of those there were; ballots printed before are void."""
    _save(session, committee_id, election_id, posts=_posts_data(posts), printed=0)
    session.execute(
        delete(ElectionCandidateRecord).where(
            ElectionCandidateRecord.committee_id == committee_id,
            ElectionCandidateRecord.election_id == election_id,
        )
    )
    rows = [
        {
            "committee_id": committee_id,
            "id": row_id,
            "election_id": election_id,
            "post_no": one.post_no,
            "no": one.no,
            "name": one.name,
            "label": one.label,
            "person_id": one.person_id,
            "born": one.born,
        }
        for row_id, one in candidates
    ]
    if rows:
        session.execute(insert(ElectionCandidateRecord), rows)


def _candidates(
    session: Session, committee_id: UUID, election_ids: Sequence[UUID]
) -> Mapping[UUID, list[Candidate]]:
    found: dict[UUID, list[Candidate]] = {each: [] for each in election_ids}
    rows = session.scalars(
        select(ElectionCandidateRecord)
        .where(
            ElectionCandidateRecord.committee_id == committee_id,
            ElectionCandidateRecord.election_id.in_(election_ids),
        )
        .order_by(ElectionCandidateRecord.post_no, ElectionCandidateRecord.no)
    )
    for row in rows:
        one = Candidate(row.post_no, row.no, row.name, row.label, row.person_id, row.born)
        found[row.election_id].append(one)
    return found


def find_election(
    session: Session, committee_id: UUID, no: int, *, is_locked: bool = False
) -> Election | None:
    """Return the election of a number, or None; locked, no other errand changes it meanwhile."""
    asked = select(ElectionRecord).where(
        ElectionRecord.committee_id == committee_id, ElectionRecord.no == no
    )
    asked = asked.execution_options(populate_existing=True)
    row = session.scalars(asked.with_for_update() if is_locked else asked).one_or_none()
    if row is None:
        return None
    return _election_of(row, _candidates(session, committee_id, [row.id])[row.id])


def list_elections(
    session: Session, committee_id: UUID, *, has_preparing: bool, limit: int = 50
) -> list[Election]:
    """Return elections and recalls, the newest first; those in preparation only if wanted."""
    asked = select(ElectionRecord).where(ElectionRecord.committee_id == committee_id)
    if not has_preparing:
        asked = asked.where(ElectionRecord.state != State.PREPARING)
    rows = session.scalars(asked.order_by(ElectionRecord.no.desc()).limit(limit)).all()
    found = _candidates(session, committee_id, [row.id for row in rows])
    return [_election_of(row, found[row.id]) for row in rows]


def find_following(session: Session, committee_id: UUID, election_id: UUID) -> int | None:
    """Return the number of the re-run that follows an election, or None."""
    asked = select(ElectionRecord.no).where(
        ElectionRecord.committee_id == committee_id, ElectionRecord.follows_id == election_id
    )
    return session.scalars(asked.order_by(ElectionRecord.no).limit(1)).one_or_none()


def add_count(
    session: Session, committee_id: UUID, row_id: UUID, election_id: UUID, typed: Typed
) -> None:
    """Store a count sheet as it was typed."""
    session.execute(
        insert(ElectionCountRecord).values(
            committee_id=committee_id,
            id=row_id,
            election_id=election_id,
            no=typed.no,
            sheet=sheet_data(typed.sheet),
            typed_by=typed.typed_by,
            typed_account=typed.typed_account,
            at=typed.at,
        )
    )


def find_count(session: Session, committee_id: UUID, election_id: UUID) -> Typed | None:
    """Return the newest count sheet of an election, or None."""
    row = session.scalars(
        select(ElectionCountRecord)
        .where(
            ElectionCountRecord.committee_id == committee_id,
            ElectionCountRecord.election_id == election_id,
        )
        .order_by(ElectionCountRecord.no.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return Typed(row.no, _sheet_of(row.sheet), row.typed_by, row.typed_account, row.at)


def sheet_data(sheet: Sheet) -> dict[str, Any]:
    """Return a count sheet as plain JSON values."""
    return {
        "registered": sheet.registered,
        "issued": sheet.issued,
        "returned": sheet.returned,
        "valid": sheet.valid,
        "spoiled": sheet.spoiled,
        "votes": [[post, no, votes] for (post, no), votes in sorted(sheet.votes.items())],
        "others": [[one.post_no, one.name, one.votes] for one in sheet.others],
        "callers": sheet.callers,
        "tellers": sheet.tellers,
        "watchers": sheet.watchers,
    }


def _sheet_of(data: Mapping[str, Any]) -> Sheet:
    votes = {(post, no): votes for post, no, votes in data["votes"]}
    others = tuple(WriteIn(*one) for one in data["others"])
    return Sheet(**{**data, "votes": votes, "others": others})
