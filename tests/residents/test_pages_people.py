"""People, households, home cards and posts on pages."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from config.settings import Settings
from participation.app import create_app
from participation.cli import long_work
from participation.residents.rules.rights import Role
from participation.residents.store import people
from participation.web.house import House
from tests.conftest import Village, give_account, make_village, sign_in, token_of
from tests.residents.people import Home, add_home

DESK = "/c/liugen/desk"
WHY = {"day": "2026-01-05", "reason": "派出所迁移证"}


@pytest.fixture
def clerk(client: FlaskClient, app_village: Village) -> FlaskClient:
    """A client signed in as the clerk of 柳根村."""
    sign_in(client, give_account(app_village, "zhaomin", "赵敏", Role.CLERK))
    return client


@pytest.fixture
def home(app_village: Village) -> Home:
    """王桂英's home."""
    return add_home(app_village, "3-041", ["王桂英", "李强"])


def post(client: FlaskClient, path: str, **data: object) -> TestResponse:
    token = token_of(client.get(f"{DESK}/people/").text)
    return client.post(f"{DESK}/{path}", data={"csrf_token": token, **data})


def test_somebody_is_found_by_name_and_by_number(clerk: FlaskClient, home: Home) -> None:
    for text in ("王桂", "3-041"):
        assert str(home.id) in clerk.get(f"{DESK}/people/?q={text}").text
    assert "没有找到" in clerk.get(f"{DESK}/people/?q=欧阳").text


def test_a_child_is_added_and_stands_in_the_history(clerk: FlaskClient, home: Home) -> None:
    path = f"people/homes/{home.id}/add/"
    assert clerk.get(f"{DESK}/{path}").status_code == 200
    told = {"name": "李小宝", "born": "2026-01-05", "kind": "birth", "standing": "home"}
    assert post(clerk, path, sex="", **told, **WHY).status_code == 303
    page = clerk.get(f"{DESK}/people/homes/{home.id}/").text
    assert "李小宝" in page
    assert "派出所迁移证" in page
    assert "出生" in page


def test_a_refusal_stands_beside_its_field(clerk: FlaskClient, home: Home) -> None:
    told = {"name": "李小宝", "born": "2999-01-05", "kind": "birth", "standing": "home", "sex": ""}
    sent = post(clerk, f"people/homes/{home.id}/add/", **told, **WHY)
    assert sent.status_code == 422
    assert "还没有到" in sent.text
    assert "李小宝" in sent.text


def test_a_person_is_corrected_leaves_and_returns(
    clerk: FlaskClient, home: Home, app_village: Village
) -> None:
    li = home.people["李强"]
    assert "李强" in clerk.get(f"{DESK}/people/{li}/").text
    told = {"name": "李强", "born": "1992-03-01", "sex": "male", "standing": "away"}
    assert post(clerk, f"people/{li}/", **told, **WHY).status_code == 303
    assert "外出" in clerk.get(f"{DESK}/people/homes/{home.id}/").text
    assert clerk.get(f"{DESK}/people/{li}/leave/").status_code == 200
    assert post(clerk, f"people/{li}/leave/", **WHY).status_code == 422
    assert post(clerk, f"people/{li}/leave/", kind="moved-out", **WHY).status_code == 303
    page = clerk.get(f"{DESK}/people/homes/{home.id}/").text
    assert f"{li}/return/" in page
    assert clerk.get(f"{DESK}/people/{li}/return/").status_code == 200
    assert post(clerk, f"people/{li}/return/", **WHY).status_code == 303
    assert len(_members(app_village, home)) == 2


def _members(village: Village, home: Home) -> list[str]:
    return [one.name for one in village.read(lambda s: people.list_members(s, village.id, home.id))]


def test_another_speaks_and_part_of_the_home_splits(
    clerk: FlaskClient, home: Home, app_village: Village
) -> None:
    li = home.people["李强"].hex
    for page in ("speaker", "split"):
        assert "李强" in clerk.get(f"{DESK}/people/homes/{home.id}/{page}/").text
    assert post(clerk, f"people/homes/{home.id}/speaker/", person=li, **WHY).status_code == 303
    assert _members(app_village, home) == ["李强", "王桂英"]
    again = post(clerk, f"people/homes/{home.id}/split/", people=li, label="3-041", **WHY)
    assert again.status_code == 422
    assert "用过了" in again.text
    done = post(clerk, f"people/homes/{home.id}/split/", people=li, label="3-141", **WHY)
    assert done.status_code == 303
    assert "3-141" in clerk.get(str(done.location)).text


def test_a_new_home_is_added(clerk: FlaskClient, home: Home) -> None:
    assert clerk.get(f"{DESK}/people/new/").status_code == 200
    told = {"label": "3-200", "name": "陈悦", "born": "1993-05-05", "sex": "", "standing": "home"}
    done = post(clerk, "people/new/", group="", **told, **WHY)
    assert done.status_code == 303, done.text
    assert "陈悦" in clerk.get(str(done.location)).text


def test_another_committees_people_are_not_found(
    clerk: FlaskClient, house: House, home: Home
) -> None:
    other = make_village(house.database, "taoyuan", "桃源村")
    theirs = add_home(other, "1", ["赵六"])
    person = theirs.people["赵六"]
    for path in (
        f"people/homes/{theirs.id}/",
        f"people/homes/{theirs.id}/add/",
        f"people/homes/{theirs.id}/split/",
        f"people/homes/{theirs.id}/speaker/",
        f"people/{person}/",
        f"people/{person}/leave/",
        f"people/{person}/return/",
        f"roles/give/{person}/",
    ):
        assert clerk.get(f"{DESK}/{path}").status_code == 404, path
    assert "赵六" not in clerk.get(f"{DESK}/people/?q=赵").text.replace('value="赵"', "")


def test_visitors_and_cards_see_no_roster(client: FlaskClient, home: Home) -> None:
    for _ in range(2):
        for path in ("people/", f"people/homes/{home.id}/", "cards/", "print/1/", "roles/"):
            assert client.get(f"{DESK}/{path}").status_code == 302, path
        client.set_cookie("home_card", home.card)


# --- cards


def test_on_this_machine_only_samples_are_printed(settings: Settings) -> None:
    app = create_app(replace(settings, base_url="http://127.0.0.1:8000"))
    village = make_village(app.extensions["house"].database)
    add_home(village, "3-041")
    client = app.test_client()
    sign_in(client, give_account(village, "zhaomin", "赵敏", Role.CLERK))
    assert "只有这台电脑" in client.get(f"{DESK}/cards/").text
    assert "扫不开" in post(client, "cards/print", homes="all").text
    app.extensions["house"].database.engine.dispose()


def test_cards_are_printed_fetched_and_deleted(
    clerk: FlaskClient, house: House, home: Home
) -> None:
    sent = post(clerk, "cards/print", homes="all", sample="1")
    assert sent.status_code == 303, sent.text
    where = str(sent.location)
    assert 'http-equiv="refresh"' in clerk.get(where).text
    assert clerk.get(f"{where}slips.pdf").status_code == 404
    long_work.run_card_print(house)
    assert "打开 PDF" in clerk.get(where).text
    pdf = clerk.get(f"{where}slips.pdf")
    assert pdf.data.startswith(b"%PDF")
    assert pdf.headers["Cache-Control"] == "no-store"
    assert post(clerk, f"{where.removeprefix(DESK + '/')}done").status_code == 303
    assert clerk.get(f"{where}slips.pdf").status_code == 404
    assert post(clerk, f"{where.removeprefix(DESK + '/')}done").status_code == 422


def test_a_lost_card_is_printed_again_for_one_home(settings: Settings, tmp_path: Path) -> None:
    app = create_app(replace(settings, base_url="https://yiqilai.example"))
    village = make_village(app.extensions["house"].database)
    home = add_home(village, "3-041")
    add_home(village, "3-042", ["张磊"])
    client = app.test_client()
    sign_in(client, give_account(village, "zhaomin", "赵敏", Role.CLERK))
    assert "2 户里，2 户有户卡" in client.get(f"{DESK}/cards/").text
    sent = post(client, "cards/print", homes=home.id.hex)
    assert sent.status_code == 303
    long_work.run_card_print(app.extensions["house"])
    client.set_cookie("home_card", home.card, path="/c/liugen/")
    assert client.get(f"{sent.location}slips.pdf").status_code == 200
    nobody = post(client, "cards/print", homes="rubbish")
    assert nobody.status_code == 422
    app.extensions["house"].database.engine.dispose()


def test_without_fonts_nothing_is_printed_and_the_line_is_said(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from participation.kernel.outcome import Refusal
    from participation.paper.fonts import find_fonts
    from participation.residents.actions import printing

    missing = find_fonts(tmp_path, system=())
    assert isinstance(missing, Refusal)
    app = create_app(settings)
    village = make_village(app.extensions["house"].database)
    add_home(village, "3-041")
    client = app.test_client()
    sign_in(client, give_account(village, "zhaomin", "赵敏", Role.CLERK))
    monkeypatch.setattr(printing, "find_fonts", lambda _folder: missing)
    sent = post(client, "cards/print", homes="all", sample="1")
    long_work.run_card_print(app.extensions["house"])
    assert "make fonts" in client.get(str(sent.location)).text
    app.extensions["house"].database.engine.dispose()


# --- posts


def test_a_post_is_given_with_an_address_shown_once(clerk: FlaskClient, home: Home) -> None:
    wang = home.people["王桂英"]
    assert str(wang) in clerk.get(f"{DESK}/roles/?q=王").text
    assert "职务" in clerk.get(f"{DESK}/roles/give/{wang}/").text
    told = {"role": "council", "group": "", "from_day": "2026-01-05", "login": "wang-gy"}
    given = post(clerk, f"roles/give/{wang}/", **told)
    address = re.search(r"http://[a-z.]+(/sign-in/[A-Z0-9]+/)", given.text)
    assert address is not None
    listed = clerk.get(f"{DESK}/roles/").text
    assert "王桂英" in listed
    assert address[1] not in listed
    theirs = clerk.application.test_client()
    assert theirs.get(address[1]).status_code == 200
    second = post(clerk, f"roles/give/{wang}/", **{**told, "role": "head"})
    assert "/sign-in/" not in second.text
    assert post(clerk, f"roles/give/{wang}/", **told).status_code == 422


def test_a_post_is_ended_but_not_the_last_clerks(clerk: FlaskClient, home: Home) -> None:
    wang = home.people["王桂英"]
    told = {"role": "supervisor", "group": "", "from_day": "2026-01-05", "login": "wang-gy"}
    post(clerk, f"roles/give/{wang}/", **told)
    page = clerk.get(f"{DESK}/roles/").text
    ends = dict(re.findall(r"结束 (\S+) 的(\S+?)<", page))
    assert ends == {"赵敏": "文书", "王桂英": "监督委员会成员"}
    ids = re.findall(r"/desk/roles/([0-9a-f-]{36})/end", page)
    answers = sorted(post(clerk, f"roles/{one}/end").status_code for one in ids)
    assert answers == [303, 422]
    assert "王桂英" not in clerk.get(f"{DESK}/roles/").text


def test_a_lost_first_address_is_given_anew(clerk: FlaskClient, home: Home) -> None:
    wang = home.people["王桂英"]
    told = {"role": "council", "group": "", "from_day": "2026-01-05", "login": "wang-gy"}
    post(clerk, f"roles/give/{wang}/", **told)
    page = clerk.get(f"{DESK}/roles/").text
    ids = re.findall(r"/desk/roles/([0-9a-f-]{36})/link", page)
    assert len(ids) == 1
    assert "/sign-in/" in post(clerk, f"roles/{ids[0]}/link").text
