"""The paper sheet typed in at once, and absences in a row on the body's page."""

from datetime import timedelta

from flask.testing import FlaskClient

from participation.kernel.outcome import Done
from participation.meetings import store
from participation.meetings.rules.absences import in_a_row
from participation.meetings.rules.roll import Presence
from participation.meetings.store.absences import list_history
from participation.residents.rules.rights import Role
from tests.conftest import Village
from tests.meetings.sitting import ENDS, STARTS, call, close, council, mark
from tests.meetings.test_pages import Desk


def test_three_meetings_missed_without_leave_are_counted(village: Village) -> None:
    body = council(village)
    for week, status in enumerate(("present", "absent", "absent", "absent")):
        later = timedelta(weeks=week)
        meeting = call(village, body, starts_at=STARTS + later).value
        mark(village, meeting, 王䶮=status)
        assert isinstance(close(village, meeting, ENDS + later), Done)
    call(village, body, starts_at=STARTS + timedelta(weeks=5))
    history = village.read(lambda s: list_history(s, village.id, body.id))
    assert len(history) == 6
    assert sorted(in_a_row(one) for one in history.values()) == [0, 0, 0, 0, 0, 3]


def test_a_sheet_is_typed_in_at_once_and_the_clerk_alone_sees_absences(
    client: FlaskClient, app_village: Village
) -> None:
    body = council(app_village)
    for week in range(3):
        later = timedelta(weeks=week)
        meeting = call(app_village, body, starts_at=STARTS + later).value
        mark(app_village, meeting, 王䶮="absent")
        close(app_village, meeting, ENDS + later)
    assert "没来也没请假" not in client.get("/c/liugen/bodies/1/").text
    meeting = call(app_village, body).value
    desk = Desk(client, app_village, Role.CLERK)
    assert "连着 3 次没来也没请假" in client.get("/c/liugen/bodies/1/").text
    path = f"/c/liugen/meetings/{meeting.no}/sheet/"
    assert "录签到表" in client.get(path).text

    def roll() -> list[Presence]:
        found = app_village.read(lambda s: store.list_attendees(s, app_village.id, meeting.id))
        lines.update({one.name: one.id.hex for one in found})
        return [one.status for one in found]

    lines: dict[str, str] = {}
    roll()
    sent = dict.fromkeys(lines.values(), "present") | {lines["王䶮"]: "leave"}
    assert desk.post(path, **sent).status_code == 303
    assert sorted(roll()) == ["leave"] + ["present"] * 5
    assert desk.post(path, **{lines["王䶮"]: "dancing"}).status_code == 400
    desk.post(path, **dict.fromkeys(lines.values(), "called"))
    assert sorted(roll()) == ["leave"] + ["present"] * 5, "a row left open takes nobody out"
    close(app_village, meeting)
    assert desk.post(path, **sent | {lines["王䶮"]: "absent"}).status_code == 422
