"""Revisions with what differs, and dated corrections after the minutes were adopted."""

from pathlib import Path

from flask.testing import FlaskClient

from participation.kernel.outcome import Done
from participation.meetings import actions, store
from participation.residents.rules.rights import Role
from tests.conftest import Village
from tests.journeys.paper import codes_on, words_on
from tests.meetings.sitting import adopted, held
from tests.meetings.test_pages import MEETING, Desk


def test_only_adopted_minutes_are_corrected_and_the_text_stays(village: Village) -> None:
    sitting = held(village)
    no = sitting.meeting.no

    def correct(session, errand):
        return actions.correct_minutes(session, errand, no, "620 米应为 602 米。")

    assert village.do(correct).code == "minutes-not-adopted"
    first = village.read(lambda s: store.find_revision(s, village.id, sitting.meeting.id, 1))
    from tests.meetings.sitting import adopt

    adopt(village, sitting.meeting)
    done = village.do(correct)
    assert isinstance(done, Done), done
    assert done.value.no == 2
    kept = village.read(lambda s: store.find_revision(s, village.id, sitting.meeting.id, 2))
    assert [one.text for one in kept.minutes.addenda] == ["620 米应为 602 米。"]
    assert kept.minutes.texts == first.minutes.texts
    empty = village.do(lambda s, e: actions.correct_minutes(s, e, no, " "))
    assert empty.code == "addendum-missing"


def test_a_correction_is_public_printed_and_makes_the_older_paper_old(
    client: FlaskClient, app_village: Village, tmp_path: Path
) -> None:
    adopted(app_village)
    desk = Desk(client, app_village)
    old = desk.post(MEETING + "minutes.pdf", form="record").data
    (code,) = {one for one in codes_on(old, tmp_path, pages=9) if "/r/" in one}
    check = code.removeprefix("http://liugen.example")
    assert "现行" in client.get(check).text
    assert desk.post(MEETING + "correct/", text="").status_code == 422
    done = desk.post(MEETING + "correct/", text="村东路 620 米应为 602 米。")
    assert done.headers["Location"] == MEETING
    assert "后来有了第 2 版" in client.get(check).text
    page = client.get(MEETING + "revisions/").text
    assert "补正 1" in page
    assert "602 米" in page
    new = desk.post(MEETING + "minutes.pdf", form="record").data
    assert "补正1" in "".join(words_on(new, tmp_path).split())
    (code,) = {one for one in codes_on(new, tmp_path, pages=9) if "/r/" in one}
    assert "现行" in client.get(code.removeprefix("http://liugen.example")).text


def test_who_may_not_adopt_may_not_correct_and_visitors_read_the_correction(
    client: FlaskClient, app_village: Village
) -> None:
    adopted(app_village)
    Desk(client, app_village).post(MEETING + "correct/", text="应为 602 米。")
    supervisor = Desk(client, app_village, Role.SUPERVISOR)
    assert supervisor.post(MEETING + "correct/", text="另一句").status_code == 403
    assert client.get(MEETING + "revisions/?old=1&new=2").status_code == 200
    assert client.get(MEETING + "revisions/?new=9").status_code == 404
    assert "应为 602 米。" in client.application.test_client().get(MEETING).text
