"""Who is let in where: every route, every standing, own committee and another's, in one table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from config.settings import Settings
from participation.app import create_app
from participation.audit.records import OutboxRecord
from participation.bodies.records import SeatRecord
from participation.cli.stage.village import DATA
from participation.committees.store import find_committee
from participation.deliberation.records import ArgumentRecord
from participation.kernel import clock
from participation.kernel.outcome import Done
from participation.meetings.records import PetitionSignatureRecord
from participation.residents.actions.access import issue_link
from participation.residents.records import HouseholdRecord, PersonRecord, RoleRecord
from participation.residents.rules.rights import Role
from participation.residents.store.access import find_account
from participation.votes.records import SecretBallotRecord, VoteRecord
from tests.conftest import Village, give_account, make_village
from tests.journeys.demo import Told, built, copied
from tests.residents.people import add_home

TABLE = Path(__file__).with_name("matrix.txt")
STANDINGS = (
    "visitor",
    "card",
    "council",
    "supervisor",
    "head",
    "helper",
    "clerk",
    "county",
    "clerk-elsewhere",
    "card-elsewhere",
)
REGION = "000000"
ROSTER = DATA / "village_roster.xlsx"
ELSEWHERE = ("周大海", "周小河")
ROWS: dict[str, tuple[Any, Any]] = {
    "household_id": (HouseholdRecord, HouseholdRecord.label),
    "person_id": (PersonRecord, PersonRecord.name),
    "role_id": (RoleRecord, RoleRecord.id.desc()),
    "seat_id": (SeatRecord, SeatRecord.id),
    "argument_id": (ArgumentRecord, ArgumentRecord.id),
    "row_id": (OutboxRecord, OutboxRecord.key),
    "line_id": (PetitionSignatureRecord, PetitionSignatureRecord.typed_at),
}
HOSTILE = {
    "before": "99999999999999999999",
    "after": "99999999999999999999",
    "start": "99999999999999999999",
    "matter": "99999999999999999999",
    "body": "99999999999999999999",
    "q": "%' OR 1=1 --\x00_",
    "who": "<script>",
    "next": "//elsewhere.example",
    "code": "=1+1\r\nSet-Cookie: a=b",
    "form": "../../etc/passwd",
    "saved": "<b>",
}


@dataclass
class House:
    """The demo village, a second committee beside it, and a browser for each standing."""

    app: Flask
    told: Told
    own: Village
    other: Village
    browsers: dict[str, FlaskClient]

    def address(self, rule: Rule, at: Village, **more: Any) -> str:
        """Return the address of a route in a committee, with real ids of that committee."""
        known: dict[str, Any] = {
            **self._texts(rule.endpoint),
            "no": self._no(rule.endpoint),
            "position": 1,
            "at": 1,
            "file_no": 1,
            "month": "2026-11",
            "year": 2026,
            **more,
        }
        values: dict[str, Any] = {
            name: known.get(name) or self.row(name, at) for name in rule.arguments - {"slug"}
        }
        if "slug" in rule.arguments:
            values["slug"] = at.slug
        with self.app.test_request_context():
            return url_for(rule.endpoint, **values)

    def _no(self, endpoint: str) -> int:
        open_ones = {"votes.ballot", "votes.stubs", "votes.print_slips"}
        return 2 if endpoint in open_ones or endpoint.startswith("votes.help_") else 1

    def _texts(self, endpoint: str) -> dict[str, str]:
        codes = {
            "today.slip": self.told.slips[0],
            "insights.county": REGION,
            "insights.watched": REGION,
        }
        codes["today.language"] = "en"
        return {
            "code": codes.get(endpoint, "no-such-code"),
            "token": "no-such-token",
            "what": "refused",
        }

    def row(self, name: str, at: Village) -> UUID:
        """Return the id of the first row of a kind in a committee, or one that is nowhere."""
        record, order = ROWS[name]
        asked = select(record.id).where(record.committee_id == at.id).order_by(order).limit(1)
        found: UUID | None = at.read(lambda session: session.scalar(asked))
        return found or UUID(int=7)

    def body(self, endpoint: str) -> dict[str, str]:
        """Return what is posted: nothing, but where nothing at all is asked for."""
        slip = {"slip_code": self.told.slips[0], "choice": "1"}
        return slip if endpoint == "votes.ballot" else {}

    def ask(self, standing: str, method: str, address: str, body: dict[str, str]) -> TestResponse:
        """Ask as somebody."""
        browser = self.browsers[standing]
        sent = body if method == "POST" else None
        return browser.open(address, method=method, data=sent, buffered=True)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One house for all tests of this file; each standing signed in once."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if shared.name.startswith("popen-") else shared
    mine = tmp_path_factory.mktemp("matrix")
    settings = Settings(
        database_url="sqlite://",
        secret_key="a key for tests, thirty-two bytes long",
        base_url="http://liugen.example",
        font_dir=mine,
        work_dir=mine,
        is_testing=True,
    )
    database, told = built(shared, settings)
    app = create_app(replace(settings, database_url=f"sqlite:///{copied(database, mine)}"))
    app.config.update(WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    yield _furnished(app, told)
    app.extensions["house"].database.engine.dispose()


def _furnished(app: Flask, told: Told) -> House:
    database = app.extensions["house"].database
    with database.reading() as session:
        found = find_committee(session, "liugen")
    assert found is not None
    own = Village(database, found.id, found.slug)
    other = make_village(database, "beiwan", "北湾村")
    home = add_home(other, "1-001", ELSEWHERE)
    tokens = {
        **{post: told.posts[post] for post in ("council", "supervisor", "clerk", "county")},
        "head": give_account(own, "liugen-head", "王组长", Role.HEAD),
        "helper": give_account(own, "liugen-helper", "孙巧云", Role.HELPER),
        "clerk-elsewhere": give_account(other, "beiwan-clerk", "周文书", Role.CLERK),
    }
    give_account(own, "liugen-spare", "孙来福", Role.COUNCIL)  # whose post is ended at the end
    browsers = {standing: app.test_client() for standing in STANDINGS}
    for standing, token in tokens.items():
        assert browsers[standing].post(f"/sign-in/{token}/").status_code == 303
    for slug in (own.slug, other.slug):
        browsers["card"].set_cookie("home_card", told.cards[0], path=f"/c/{slug}/")
        browsers["card-elsewhere"].set_cookie("home_card", home.card, path=f"/c/{slug}/")
    desk, roster = f"/c/{own.slug}/desk", (BytesIO(ROSTER.read_bytes()), "名册.xlsx")
    for path, sent in (
        ("cards/print", {"homes": "all", "sample": 1}),
        ("roster/", {"file": roster}),
    ):
        assert browsers["clerk"].post(f"{desk}/{path}", data=sent).status_code == 303
    return House(app, told, own, other, browsers)


def enter(house: House, *posts: str) -> None:
    """Let the browsers of posts in again: they may have signed out."""
    for post in posts:
        name = f"liugen-{post}"
        with house.own.database.reading() as session:
            account = find_account(session, name)
        assert account is not None
        token = house.own.do(
            lambda s, e, of=account: Done(issue_link(s, e, of.id)), now=clock.now()
        )
        assert house.browsers[post].post(f"/sign-in/{token.value}/").status_code == 303


def _errands(house: House) -> list[tuple[str, Rule]]:
    """Return every method of every route; leaving comes last."""
    found = [
        (method, rule)
        for rule in house.app.url_map.iter_rules()
        if rule.endpoint != "static"
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
    ]
    late = {"access.sign_out"}
    return sorted(found, key=lambda one: (one[1].endpoint in late, one[1].endpoint, one[0]))


def _verdict(response: TestResponse) -> str:
    """Say in a word what became of somebody: let in, sent to sign in, or refused."""
    code = response.status_code
    if code == 302 and response.location.startswith("/sign-in/?"):
        return "sign-in"
    return "in" if code in {200, 302, 303, 307, 410, 422} else str(code)


def test_every_route_lets_in_whom_the_table_says(house: House, tmp_path: Path) -> None:
    lines = [f"{'route':<28}{'':<6}" + " ".join(f"{one:<15}" for one in STANDINGS).rstrip()]
    for method, rule in _errands(house):
        address, body = house.address(rule, house.own), house.body(rule.endpoint)
        told = [_verdict(house.ask(one, method, address, body)) for one in STANDINGS]
        cells = " ".join(f"{one:<15}" for one in told).rstrip()
        lines.append(f"{rule.endpoint:<28}{method:<6}{cells}")
    found = tmp_path / "matrix.txt"
    found.write_text("\n".join(lines) + "\n")
    told_before = TABLE.read_text().splitlines()
    assert lines == told_before, f"if this is meant, copy {found} to {TABLE}"


def test_the_table_lets_nobody_from_elsewhere_into_more_than_a_visitor() -> None:
    head, *lines = (line.split() for line in TABLE.read_text().splitlines())
    assert tuple(head[1:]) == STANDINGS
    for endpoint, method, *cells in lines:
        told = dict(zip(STANDINGS, cells, strict=True))
        for standing in ("clerk-elsewhere", "card-elsewhere"):
            is_mine = endpoint in {"access.me", "access.sign_out"}
            more = told[standing] == "in" and told["visitor"] != "in"
            assert is_mine or not more, f"{standing}: {method} {endpoint}"


def test_no_id_of_another_committee_opens_anything(house: House) -> None:
    enter(house, "clerk")
    for name in ("household_id", "person_id", "role_id"):
        assert house.row(name, house.other) != UUID(int=7), f"nothing to try with: {name}"
    for method, rule in _errands(house):
        foreign = {name: house.row(name, house.other) for name in rule.arguments & set(ROWS)}
        if not foreign:
            continue
        address = house.address(rule, house.own, **foreign)
        got = house.ask("clerk", method, address, {})
        assert got.status_code in {403, 404, 422}, f"{method} {address}: {got.status_code}"
        assert not any(name in got.text for name in ELSEWHERE), address


def test_hostile_questions_in_an_address_break_no_page(house: House) -> None:
    enter(house, "clerk")
    broken = []
    for method, rule in _errands(house):
        if method == "GET":
            address = house.address(rule, house.own)
            got = house.browsers["clerk"].get(address, query_string=HOSTILE)
            if got.status_code >= 500 or "elsewhere" in (got.location or "").split("?")[0]:
                broken.append(f"{address}: {got.status_code} {got.location}")
    assert broken == []


def test_hostile_bodies_break_no_errand(house: House) -> None:
    enter(house, "clerk", "supervisor")
    fields = dict.fromkeys(("no", "first", "last", "places", "matter", "spoiled"), "9" * 20)
    fields |= dict.fromkeys(("person", "who", "homes", "kind", "office"), "<script>\x00’;--")
    fields |= {"slip_code": "Ａ" * 200, "choice": "１", "code": "\ud7ff" * 50, "form": "x"}
    broken = []
    for method, rule in _errands(house):
        if method == "POST" and rule.endpoint != "access.sign_out":
            address = house.address(rule, house.own)
            for standing in ("card", "clerk", "supervisor"):
                got = house.ask(standing, "POST", address, fields)
                if got.status_code >= 500:
                    broken.append(f"{standing}: {address}: {got.status_code}")
    assert broken == []


VARYING = re.compile(r'csrf_token" value="[^"]*"|value="liugen-[^"]*"')


def _seen(house: House) -> dict[tuple[str, str], str]:
    """Return all that can be read, without what differs from one look to the next."""
    return {
        (standing, address): f"{got.status_code}{VARYING.sub('', got.text)}"
        for standing in ("visitor", "card", "supervisor", "clerk")
        for method, rule in _errands(house)
        if method == "GET"
        for no in [2 if rule.endpoint.startswith("votes.") else 1]
        for address in [house.address(rule, house.own, no=no)]
        for got in [house.browsers[standing].get(address)]
    }


def test_nobody_sees_it_coming_out(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(house, "supervisor", "clerk")
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    asked = select(VoteRecord.id).where(VoteRecord.state == "open")
    vote_id = house.own.read(lambda session: session.scalars(asked).one())
    differing = _differing(house, vote_id)
    # What differs once for another reason (a busy printer) is looked at again; a leak stays.
    assert not differing or not differing & _differing(house, vote_id)


def _differing(house: House, vote_id: UUID) -> set[tuple[str, str]]:
    """Return who saw which address otherwise when all had chosen otherwise."""
    seen = []
    for choice in ("1", "2"):
        with house.own.database.writing() as session:
            ballots = update(SecretBallotRecord).where(SecretBallotRecord.vote_id == vote_id)
            turned = ballots.values(choice=choice).returning(SecretBallotRecord.id)
            assert len(session.scalars(turned).all()) > 100
        seen.append(_seen(house))
    assert len(seen[0]) > 200
    return {one for one in seen[0] if seen[0][one] != seen[1][one]}
