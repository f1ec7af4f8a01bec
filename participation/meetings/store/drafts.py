"""Words typed into minutes and not stored yet, in SQL."""

from uuid import UUID

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from participation.db.counters import dialect_insert
from participation.meetings.records.drafts import MinutesDraftRecord
from participation.meetings.rules.minutes import Draft, texts_from_data, texts_to_data


def save_draft(
    session: Session,
    committee_id: UUID,
    row_id: UUID,
    meeting_id: UUID,
    account_id: UUID,
    draft: Draft,
) -> None:
    """Keep what somebody has typed, in place of what they had before."""
    said = {"base_no": draft.base_no, "texts": texts_to_data(draft.texts), "at": draft.at}
    session.execute(
        dialect_insert(session, MinutesDraftRecord)
        .values(
            committee_id=committee_id,
            id=row_id,
            meeting_id=meeting_id,
            account_id=account_id,
            **said,
        )
        .on_conflict_do_update(
            index_elements=["committee_id", "meeting_id", "account_id"], set_=said
        )
    )


def find_draft(
    session: Session, committee_id: UUID, meeting_id: UUID, account_id: UUID | None
) -> Draft | None:
    """Return what an account has typed and not stored, or None."""
    if account_id is None:
        return None
    row = session.scalars(
        select(MinutesDraftRecord).where(
            MinutesDraftRecord.committee_id == committee_id,
            MinutesDraftRecord.meeting_id == meeting_id,
            MinutesDraftRecord.account_id == account_id,
        )
    ).one_or_none()
    return None if row is None else Draft(row.base_no, texts_from_data(row.texts), row.at)


def drop_draft(
    session: Session, committee_id: UUID, meeting_id: UUID, account_id: UUID | None
) -> None:
    """Forget what an account has typed; who has none has typed nothing."""
    session.execute(
        delete(MinutesDraftRecord).where(
            *_of(committee_id, meeting_id), MinutesDraftRecord.account_id == account_id
        )
    )


def drop_drafts(session: Session, committee_id: UUID, meeting_id: UUID) -> None:
    """Forget what anybody has typed."""
    session.execute(delete(MinutesDraftRecord).where(*_of(committee_id, meeting_id)))


def _of(committee_id: UUID, meeting_id: UUID) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        MinutesDraftRecord.committee_id == committee_id,
        MinutesDraftRecord.meeting_id == meeting_id,
    )
