"""The county's page: who may see it, what stands on it, and how little it costs."""

import re
from datetime import timedelta

from flask.testing import FlaskClient

from participation.kernel import clock
from participation.kernel.outcome import Done
from participation.residents.actions import access
from participation.residents.rules.rights import Office, Role
from tests.conftest import Village, give_account, make_village, sign_in
from tests.insights.matters import add_matters
from tests.volunteers.shifts import statements


def officer(village: Village, region: str = "000000") -> str:
    """Make an officer of the county; return the first sign-in token."""

    def action(session, errand):
        opened = access.open_account(session, errand, login="liukezhang", name="刘科长")
        day = errand.now.date() - timedelta(days=1)
        access.give_office(session, errand, opened.value, Office.COUNTY, region, day)
        return Done(access.issue_link(session, errand, opened.value.id))

    return str(village.do(action, now=clock.now()).value)


def test_the_officer_sees_every_committee_of_the_region(
    client: FlaskClient, app_village: Village
) -> None:
    make_village(app_village.database, "shangzhuang", "上庄村")
    add_matters(app_village, 3, due_at=clock.now() - timedelta(hours=1))
    sign_in(client, officer(app_village))
    page = client.get("/county/000000/").text
    assert "柳根村" in page
    assert "上庄村" in page
    assert "不排名次" in page
    assert re.search(r"过了期还没答复的</dt><dd>3 件", page)


def test_another_region_and_no_region_are_not_shown(
    client: FlaskClient, app_village: Village
) -> None:
    sign_in(client, officer(app_village, "000000101"))
    assert client.get("/county/000000101/").status_code == 200
    assert client.get("/county/000000/").status_code == 403
    assert client.get("/county/everywhere/").status_code == 404


def test_a_region_without_committees_says_so(client: FlaskClient, app_village: Village) -> None:
    sign_in(client, officer(app_village))
    assert "还没有哪个村" in client.get("/county/000000999/").text


def test_a_clerk_and_a_visitor_do_not_see_the_county(
    client: FlaskClient, app_village: Village
) -> None:
    assert client.get("/county/000000/").status_code == 302
    sign_in(client, give_account(app_village, "zhaomin", "赵敏", Role.CLERK))
    assert client.get("/county/000000/").status_code == 403


def test_my_page_leads_the_officer_to_the_region(client: FlaskClient, app_village: Village) -> None:
    sign_in(client, officer(app_village))
    assert 'href="/county/000000/"' in client.get("/me/").text


def test_227_committees_cost_as_many_statements_as_one(
    client: FlaskClient, app_village: Village
) -> None:
    sign_in(client, officer(app_village))
    with statements(app_village) as one:
        client.get("/county/000000/")
    for at in range(226):
        make_village(app_village.database, f"village-{at}", f"第{at}村")
    with statements(app_village) as many:
        page = client.get("/county/000000/").text
    assert page.count('data-label="代码"') == 227
    assert len(one) == len(many) <= 6
