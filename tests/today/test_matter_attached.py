"""What hangs on a matter upstairs: votes, meetings, shifts, in one statement on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert

from participation.kernel import clock, ids
from participation.kernel.outcome import Done
from participation.matters import actions as matters
from participation.matters.rules import Matter, TrailKind
from participation.meetings.records import AgendaItemRecord, MeetingRecord
from participation.today.rules.matter import AttachedKind
from participation.today.store.matter import list_attached
from participation.volunteers.actions import offer_shift
from participation.votes.records import VoteRecord
from participation.votes.rules.life import State as VoteState
from tests.conftest import NOON, Village
from tests.matters.raising import council, raise_lamp, statements
from tests.matters.test_pages import LIST, show_card
from tests.residents.people import add_home
from tests.volunteers.shifts import draft, offer


def add_vote(village: Village, matter: Matter, no: int, state: str, closes_at: Any) -> None:
    with village.database.writing() as session:
        session.execute(
            insert(VoteRecord).values(
                committee_id=village.id,
                id=ids.new_id(),
                no=no,
                matter_id=matter.id,
                title=f"第{no}次，装不装灯？",
                detail="",
                rule_id="charter",
                rule={},
                is_binding=False,
                binding_reason="opinion-only",
                channels="phone",
                is_charter_approved=False,
                secrecy="secret",
                basis="household",
                proof="bearer",
                state=state,
                opens_at=closes_at - timedelta(days=14),
                closes_at=closes_at,
                publishes_at=closes_at + timedelta(hours=16),
                roll_size=3,
                paused_at=closes_at if state == "paused" else None,
            )
        )


def add_meeting(village: Village, matter: Matter, no: int, starts_at: Any) -> None:
    body = council(village)
    meeting_id = ids.new_id()
    with village.database.writing() as session:
        session.execute(
            insert(MeetingRecord).values(
                committee_id=village.id,
                id=meeting_id,
                no=no,
                body_id=body.id,
                title="议事会第 3 次会议",
                place="村部",
                form="on-site",
                starts_at=starts_at,
                convened_by="王建军",
                chair="王建军",
                recorder="赵敏",
                state="called",
                minutes_no=0,
            )
        )
        for position in (1, 2):  # twice on the agenda, once on the page
            session.execute(
                insert(AgendaItemRecord).values(
                    committee_id=village.id,
                    id=ids.new_id(),
                    meeting_id=meeting_id,
                    position=position,
                    matter_id=matter.id,
                    **AGENDA,
                )
            )


AGENDA: dict[str, Any] = {
    column.name: {"method": "none", "task": {}}.get(
        column.name, 0 if column.type.python_type is int else ""
    )
    for column in AgendaItemRecord.__table__.columns
    if not column.nullable
    and column.name not in {"committee_id", "id", "meeting_id", "position", "matter_id"}
}


def test_votes_meetings_and_shifts_come_in_one_statement(village: Village) -> None:
    matter = raise_lamp(village, add_home(village, "3-041"))
    add_vote(village, matter, 1, "draft", NOON + timedelta(days=9))
    add_vote(village, matter, 2, "open", NOON + timedelta(days=7))
    add_meeting(village, matter, 5, NOON + timedelta(days=6))
    offer(village)
    shift = village.do(lambda s, e: _for_matter(s, e, matter, village.now))
    with statements(village) as seen:
        found = village.read(lambda s: list_attached(s, village.id, matter.id, 20))
    assert len(seen) == 1
    assert [(one.kind, one.no, one.left) for one in found] == [
        (AttachedKind.VOTE, 2, 0),
        (AttachedKind.MEETING, 5, 0),
        (AttachedKind.SHIFT, shift.value.no, 10),
    ]
    assert found[0].at == NOON + timedelta(days=7)


def _for_matter(session: Any, errand: Any, matter: Matter, now: Any) -> Any:
    outcome = offer_shift(session, errand, draft(now), matter.no)
    assert isinstance(outcome, Done)
    return outcome


def test_the_page_shows_them_within_six_statements(
    client: FlaskClient, app_village: Village
) -> None:
    now = clock.now()
    matter = raise_lamp(app_village, add_home(app_village, "3-041"), now=now)
    add_vote(app_village, matter, 2, "open", now + timedelta(days=7))
    add_meeting(app_village, matter, 5, now + timedelta(days=6))
    app_village.do(lambda s, e: _for_matter(s, e, matter, now), now=now)
    show_card(client, add_home(app_village, "3-042"))
    with statements(app_village) as seen:
        page = client.get(f"{LIST}1/").text
    assert len(seen) <= 6
    for href in ("votes/2/", "meetings/5/", "volunteering/1/"):
        assert f'href="/c/liugen/{href}"' in page
    assert "正在投票" in page
    assert "还差 10 人" in page


@pytest.mark.parametrize("state", [one for one in VoteState if one is not VoteState.DRAFT])
def test_a_vote_past_its_minute_is_never_called_open(
    client: FlaskClient, app_village: Village, state: VoteState
) -> None:
    now = clock.now()
    matter = raise_lamp(app_village, add_home(app_village, "3-041"), now=now)
    add_vote(app_village, matter, 1, state.value, now - timedelta(seconds=1))
    page = client.get(f"{LIST}1/").text
    assert "正在投票" not in page
    is_published = state in {VoteState.PUBLISHED, VoteState.FINAL}
    assert ('href="/c/liugen/votes/1/result/"' in page) is is_published


def test_a_published_outcome_stands_in_the_trail(client: FlaskClient, app_village: Village) -> None:
    matter = raise_lamp(app_village, add_home(app_village, "3-041"), now=clock.now())

    def logged(session: Any, errand: Any) -> Done[None]:
        for kind, outcome in (
            (TrailKind.VOTE_PUBLISHED, "majority-for"),
            (TrailKind.MINUTES_ADOPTED, "carried"),
        ):
            matters.log_event(session, errand, matter.id, kind, no=4, outcome=outcome)
        return Done(None)

    assert isinstance(app_village.do(logged), Done)
    page = client.get(f"{LIST}1/").text
    assert "多数赞成（意见征求，不是决议）" in page
    assert "<small>通过</small>" in page
    assert 'href="/c/liugen/votes/4/result/"' in page
