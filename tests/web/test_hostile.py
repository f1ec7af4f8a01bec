"""What a hostile stranger tries at the door: redirects, hosts, forms from elsewhere, logs."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import UUID

import pytest
from flask import Flask, render_template_string, request, url_for
from flask.testing import FlaskClient
from flask_babel import lazy_gettext
from sqlalchemy import text

from config.settings import Settings
from participation.app import create_app
from participation.web.rights import PUBLIC, right
from tests.conftest import Village, make_village
from tests.residents.people import add_home

SENT = {"choice": "against"}
HOME = "https://liugen.example/language/en/"
SIGNS = ("\t", "\n", "\r\n", "\x00", "\x7f", "\x85", " ", "\u00a0", "\u200b", "\u2028", "\ufeff")
ELSEWHERE = (
    *(f"{sign}//evil.example" for sign in SIGNS),
    *(f"/{sign}/evil.example" for sign in SIGNS),
    *(f"{scheme}evil.example" for scheme in ("//", "///", "////", "/\\", "\\\\", "\\/", "@")),
    *(f"{scheme}://evil.example" for scheme in ("http", "https", "HTTPS", "hTtP", "ftp", "file")),
    *(f"{scheme}:alert(1)" for scheme in ("javascript", "JAVASCRIPT", "vbscript", "data", "blob")),
    "http:evil.example",
    "https:///evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/x/..//evil.example",
    "/%2e%2e//evil.example",
    "/%2f/evil.example",
    "/%5cevil.example",
    "/%09/evil.example",
    "/\\/evil.example",
    "/@evil.example",
    "/;@evil.example",
    "/#@evil.example",
    "/?next=//evil.example",
    "/\uff0fevil.example",
    "/\u2215evil.example",
    "//evil\u3002example",
    "//[::1]/",
    "//127.0.0.1:80/",
    "//:80",
    "mailto:a@evil.example",
    "evil.example",
    "/%0d%0aSet-Cookie:a=b",
    "/\r\nSet-Cookie:a=b",
)


@pytest.fixture
def behind_tls(settings: Settings) -> Iterator[Flask]:
    """An application that people reach through a proxy with TLS."""
    app = create_app(replace(settings, base_url="https://liugen.example", is_testing=False))
    yield app
    app.extensions["house"].database.engine.dispose()


def test_sixty_ways_elsewhere_all_lead_home(client: FlaskClient) -> None:
    assert len(ELSEWHERE) >= 60
    for target in ELSEWHERE:
        sent = client.get("/language/en/", query_string={"next": target})
        assert sent.status_code == 303, repr(target)
        assert urlsplit(urljoin(HOME, sent.location)).netloc == "liugen.example", repr(target)
        assert "a=b" not in str(sent.headers.getlist("Set-Cookie")), repr(target)


def test_a_next_of_our_own_is_followed(client: FlaskClient) -> None:
    sent = client.get("/language/en/", query_string={"next": "/c/liugen/matters/?q=路"})
    assert sent.location.startswith("/c/liugen/matters/?q=")


def test_the_host_of_a_request_stands_in_no_answer(
    client: FlaskClient, app_village: Village
) -> None:
    for path in ("/c/liugen", "/c/liugen/matters/1", "/c//liugen/", "/", "/c/liugen/desk/"):
        got = client.get(path, headers={"Host": "evil.example"})
        assert got.status_code in {302, 308, 404}
        assert "evil" not in str(got.headers)
    assert "evil" not in client.get("/c/liugen/", headers={"Host": "evil.example"}).text


def test_no_form_from_elsewhere_does_anything(app: Flask, app_village: Village) -> None:
    values = {"slug": "liugen", "code": "x", "token": "x", "what": "refused"}
    tried = 0
    for rule in app.url_map.iter_rules():
        if "POST" not in (rule.methods or ()):
            continue
        known: dict[str, Any] = {
            one: UUID(int=7) if one.endswith("_id") else 1 for one in rule.arguments
        }
        known |= {name: value for name, value in values.items() if name in rule.arguments}
        with app.test_request_context():
            address = url_for(rule.endpoint, **known)
        assert app.test_client().post(address, data={"a": "b"}).status_code == 400, address
        tried += 1
    assert tried > 40


def test_cookies_travel_by_tls_only_and_no_script_reads_them(behind_tls: Flask) -> None:
    village = make_village(behind_tls.extensions["house"].database)
    card = add_home(village, "3-041").card
    client = behind_tls.test_client()
    for path in (f"/s/{card}", "/sign-in/"):
        (cookie,) = client.get(path).headers.getlist("Set-Cookie")
        assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(cookie.split("; ")), cookie


def test_behind_a_proxy_the_one_who_asks_is_known(behind_tls: Flask) -> None:
    @behind_tls.get("/who/")
    @right(PUBLIC)
    def who() -> str:
        return str(request.remote_addr)

    told = {"X-Forwarded-For": "6.6.6.6, 203.0.113.9"}
    assert behind_tls.test_client().get("/who/", headers=told).text == "203.0.113.9"


def test_without_tls_nobody_may_say_where_they_come_from(app: Flask) -> None:
    @app.get("/who/")
    @right(PUBLIC)
    def who() -> tuple[str, dict[str, str]]:
        return str(request.remote_addr), {"Content-Type": "text/plain"}

    told = {"X-Forwarded-For": "203.0.113.9"}
    assert app.test_client().get("/who/", headers=told).text == "127.0.0.1"


def test_an_exception_puts_no_code_and_no_value_into_the_log(
    behind_tls: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    @behind_tls.get("/broken/<code>/")
    @right(PUBLIC)
    def broken(code: str) -> str:
        with behind_tls.extensions["house"].database.reading() as session:
            session.execute(text("INSERT INTO budgets (key) VALUES (:choice)"), SENT)
        return ""

    page = behind_tls.test_client().get("/broken/K7QF9M2Q/")
    assert page.status_code == 500
    assert "IntegrityError" in caplog.text
    assert "K7QF9M2Q" not in caplog.text
    assert SENT["choice"] not in caplog.text


def test_what_residents_wrote_is_escaped_inside_lazy_words_too(app: Flask) -> None:
    page = "{{ said }}{{ said ~ 'x' }}{{ _('在%(place)s', place=said) }}{{ [said]|join(' ') }}"
    with app.test_request_context():
        said = lazy_gettext("最多的选项：%(label)s", label="<script>alert(1)</script>")
        shown = render_template_string(page, said=said)
    assert "<script>" not in shown
    assert shown.count("&lt;script&gt;") == 4
