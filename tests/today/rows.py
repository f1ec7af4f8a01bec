"""Votes and meetings put in by the row, for pages that only read them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from participation.bodies.records import BodyRecord
from participation.kernel import ids
from participation.meetings.records import MeetingRecord
from participation.votes.records import VoteRecord
from tests.conftest import Village


def add_vote(village: Village, no: int, now: datetime, **other: Any) -> None:
    """Add a vote that opened yesterday and closes the day after tomorrow."""
    facts: dict[str, Any] = {
        "committee_id": village.id,
        "id": ids.new_id(),
        "no": no,
        "title": "村东路 620 米，今年修不修？",
        "detail": "",
        "rule_id": "charter",
        "rule": {},
        "channels": "phone,paper",
        "is_charter_approved": False,
        "is_binding": False,
        "binding_reason": "opinion-only",
        "secrecy": "secret",
        "basis": "household",
        "proof": "bearer",
        "state": "open",
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=2),
        "publishes_at": now + timedelta(days=3),
        "roll_size": 312,
    }
    with village.database.writing() as session:
        session.execute(insert(VoteRecord).values({**facts, **other}))


def published(now: datetime, outcome: str = "majority-for") -> dict[str, Any]:
    """Return what makes a vote a published one."""
    return {
        "state": "published",
        "opens_at": now - timedelta(days=9),
        "closes_at": now - timedelta(days=2),
        "publishes_at": now - timedelta(days=1),
        "result": {"code": outcome},
    }


def add_body(village: Village) -> UUID:
    """Add a body that meets."""
    body_id = ids.new_id()
    with village.database.writing() as session:
        session.execute(
            insert(BodyRecord).values(
                committee_id=village.id,
                id=body_id,
                no=1,
                kind="council",
                name="柳根村议事会",
                founded_on=village.now.date(),
                charter_clause="",
                quorum_op="ge",
                quorum_share="2/3",
                pass_op="gt",
                pass_share="1/2",
            )
        )
    return body_id


def add_meeting(village: Village, body_id: UUID, no: int, starts_at: datetime, state: str) -> None:
    """Add a meeting."""
    with village.database.writing() as session:
        session.execute(
            insert(MeetingRecord).values(
                committee_id=village.id,
                id=ids.new_id(),
                no=no,
                body_id=body_id,
                title=f"议事会第 {no} 次会议",
                place="村部二楼",
                form="on-site",
                starts_at=starts_at,
                convened_by="张建国",
                chair="张建国",
                recorder="赵敏",
                state=state,
                minutes_no=0 if state == "called" else 1,
            )
        )
