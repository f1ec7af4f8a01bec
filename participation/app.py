"""Puts the house together: settings, database, rooms' pages, rights, words and reactions."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask, g, request
from flask_babel import Babel
from flask_compress import Compress
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from config.settings import Settings, SettingsError
from participation.archive import pages as archive_pages
from participation.archive import present as archive_words
from participation.audit import pages as record_pages
from participation.audit import present as record_words
from participation.bodies import pages as body_pages
from participation.bodies import present as body_words
from participation.bodies.present import charters as charter_words
from participation.committees import present as committee_words
from participation.committees import store as committees
from participation.db.durable import insist
from participation.db.session import Database, Engine, Session, make_engine
from participation.deliberation import pages as deliberation_pages
from participation.deliberation import present as deliberation_words
from participation.insights import pages as insights_pages
from participation.kernel import clock
from participation.kernel.actor import VISITOR, Actor
from participation.kernel.errand import Errand
from participation.matters import pages as matter_pages
from participation.matters import present as matter_words
from participation.meetings import pages as meeting_pages
from participation.meetings.pages import petitions as petition_pages
from participation.meetings.present import floor as floor_words
from participation.meetings.present import gates as gate_words
from participation.meetings.present import petitions as petition_words
from participation.meetings.present import words as meeting_words
from participation.reactions import REACTIONS
from participation.residents.actions.actor import identify
from participation.residents.pages import access as access_pages
from participation.residents.pages import people as people_pages
from participation.residents.pages import printing as printing_pages
from participation.residents.pages import roles as role_pages
from participation.residents.pages import roster as roster_pages
from participation.residents.present import access as access_words
from participation.residents.present import imports as import_words
from participation.residents.present import people as people_words
from participation.residents.present import printing as print_words
from participation.today import pages as today_pages
from participation.today import present as today_words
from participation.volunteers import pages as volunteer_pages
from participation.volunteers import present as volunteer_words
from participation.votes import pages as vote_pages
from participation.votes.pages import elections as election_pages
from participation.votes.present import refusals as vote_words
from participation.votes.present.elections import refusals as election_words
from participation.votes.rules.rule_book import RuleBook
from participation.votes.rules.rule_files import parse_rules
from participation.votes.rules.rule_table import RuleFileError
from participation.web import errors, headers, health, richtext, rights, signin, tongue
from participation.web import house as frame
from participation.web.house import Caller, House, Place
from participation.web.words import word

HALF_YEAR = 180 * 24 * 3600
UPLOAD_BYTES = 20 * 1024 * 1024

ROOMS: tuple[tuple[Any, str], ...] = (
    (health.pages, ""),
    (access_pages.pages, ""),
    (roster_pages.pages, "/c/<slug>/desk/roster"),
    (people_pages.pages, "/c/<slug>/desk/people"),
    (printing_pages.pages, "/c/<slug>/desk"),
    (role_pages.pages, "/c/<slug>/desk/roles"),
    (today_pages.pages, ""),
    (vote_pages.pages, "/c/<slug>"),
    (election_pages.pages, "/c/<slug>"),
    (matter_pages.pages, "/c/<slug>/matters"),
    (deliberation_pages.pages, "/c/<slug>/matters/<int(max=999999999):no>/arguments"),
    (body_pages.pages, "/c/<slug>/bodies"),
    (meeting_pages.pages, "/c/<slug>/meetings"),
    (petition_pages.pages, "/c/<slug>/petitions"),
    (volunteer_pages.pages, "/c/<slug>/volunteering"),
    (record_pages.pages, ""),
    (archive_pages.pages, "/c/<slug>/archive"),
    (insights_pages.pages, "/county"),
)

WORDS: Mapping[str, Any] = {
    **vote_words.REFUSALS,
    **election_words.REFUSALS,
    **committee_words.REFUSALS,
    **access_words.REFUSALS,
    **record_words.REFUSALS,
    **archive_words.REFUSALS,
    **body_words.REFUSALS,
    **charter_words.REFUSALS,
    **meeting_words.REFUSALS,
    **petition_words.REFUSALS,
    **gate_words.REFUSALS,
    **floor_words.REFUSALS,
    **import_words.REFUSALS,
    **people_words.REFUSALS,
    **print_words.REFUSALS,
    **matter_words.REFUSALS,
    **deliberation_words.REFUSALS,
    **volunteer_words.REFUSALS,
    **today_words.REFUSALS,
}


def make_house(settings: Settings) -> House:
    """Return what pages, the command line and `tick` stand on."""

    def load_actor(
        session: Session, committee_id: UUID | None, caller: Caller, errand: Errand
    ) -> Actor:
        return identify(
            session,
            errand,
            account_id=caller.account_id,
            session_version=caller.session_version,
            card_token=caller.card if committee_id is not None else "",
            today=clock.local_day(errand.now, settings.zone),
        )

    book = read_rules(settings.rules_dir)
    return House(
        database=Database(_engine(settings)),
        key=settings.key,
        base_url=settings.base_url,
        zone=settings.zone,
        locale=settings.locale,
        font_dir=settings.font_dir,
        work_dir=settings.work_dir,
        rules_in=book.at,
        typical_in=book.typical_in,
        find_place=_find_place,
        load_actor=load_actor,
        reactions=REACTIONS,
        words=WORDS,
    )


def _engine(settings: Settings) -> Engine:
    """Return the engine; outside tests it takes no connection that may lose what it stored."""
    engine = make_engine(settings.database_url)
    if not settings.is_testing:
        insist(engine)
    return engine


def read_rules(folder: Path) -> RuleBook:
    """Return the decision rules of a folder; a file with a hole stops the start, with its line."""
    paths = sorted(folder.rglob("*.toml"))
    texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}
    try:
        return parse_rules(texts)
    except RuleFileError as error:
        raise SettingsError(f"{folder}: {error}") from error


def _find_place(session: Session, slug: str) -> Place | None:
    found = None if "\0" in slug else committees.find_committee(session, slug)
    if found is None:
        return None
    return Place(found.id, found.slug, found.name, found.kind, found.region, found.phone)


def create_app(settings: Settings) -> Flask:
    """Return the application for these settings."""
    app = Site(__name__)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=12 * 3600,
        WTF_CSRF_TIME_LIMIT=HALF_YEAR,
        WTF_CSRF_SSL_STRICT=False,
        MAX_CONTENT_LENGTH=UPLOAD_BYTES,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        SEND_FILE_MAX_AGE_DEFAULT=31536000,
        BABEL_TRANSLATION_DIRECTORIES=str(Path(__file__).parent / "translations"),
        COMPRESS_ALGORITHM=["gzip"],
        TESTING=settings.is_testing,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    frame.put(app, make_house(settings))
    Babel(
        app,
        default_locale="zh_Hans",
        locale_selector=tongue.choose_locale,
        timezone_selector=lambda: str(settings.zone),
    )
    CSRFProtect(app)
    Compress(app)
    signin.add_sign_in(app)
    headers.add_headers(app, is_https=settings.is_https)
    errors.add_errors(app)
    _add_manners(app)
    app.url_map.converters["int"] = Number
    if settings.is_https:  # TLS ends at a proxy in front, which tells who is asking
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=0)  # type: ignore[method-assign]
    for pages, prefix in ROOMS:
        app.register_blueprint(pages, url_prefix=prefix or None)
    return app


class Site(Flask):
    """A Flask whose log names the page that failed and never its address: there lie codes."""

    def log_exception(self, exc_info: Any) -> None:
        """Write an exception that nobody expected to the log."""
        self.logger.error("error in %s %s", request.method, request.endpoint, exc_info=exc_info)


class Number(IntegerConverter):
    """A human number in an address: beyond nine digits there is no such thing anywhere."""

    def __init__(self, map: Map, **options: Any) -> None:
        super().__init__(map, **{"max": 999_999_999, **options})


def _add_manners(app: Flask) -> None:
    """Slug in, slug out; the right before the page; the words and dates every template knows."""

    @app.url_value_preprocessor
    def _slug_in(endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values is not None and endpoint is not None and "slug" in values:
            g.slug = values.pop("slug")

    @app.url_defaults
    def _slug_out(endpoint: str, values: dict[str, Any]) -> None:
        if "slug" in values or not g.get("slug"):
            return
        if app.url_map.is_endpoint_expecting(endpoint, "slug"):
            values["slug"] = g.slug

    @app.before_request
    def _known_place() -> None:
        if g.get("slug"):
            frame.place()

    app.before_request(rights.check_right)
    app.teardown_appcontext(frame.close_reading)
    app.context_processor(lambda: _in_every_template(app))
    app.jinja_env.filters["word"] = word
    app.jinja_env.filters["richtext"] = richtext.render
    for name in ("moment", "moment_full", "day", "day_full"):
        app.jinja_env.filters[name] = getattr(tongue, name)


def _in_every_template(app: Flask) -> dict[str, Any]:
    """Return what the frame of every page shows; where the database is away, less of it."""
    is_broken = g.get("is_broken", False)
    found = None if is_broken else frame.find_place()
    actor = VISITOR if is_broken else frame.who()
    return {
        "lang": tongue.language(),
        "is_large": tongue.is_large(),
        "place": found,
        "place_href": app.url_for("today.show", slug=found.slug) if found else "/",
        "actor": actor,
        "standing": "" if actor is VISITOR else actor.label,
        "tab_links": today_words.tab_links(found.slug, actor) if found else [],
        "here": request.full_path.rstrip("?"),
        "languages": tongue.other_languages(),
        "css_href": app.url_for("static", filename="app.css", v=_stamp(app, "app.css")),
        "js_href": app.url_for("static", filename="app.js", v=_stamp(app, "app.js")),
        "static_href": lambda name: app.url_for("static", filename=name, v=_stamp(app, name)),
        "large_href": app.url_for("today.view"),
    }


def _stamp(app: Flask, name: str) -> str:
    """Return what changes with a static file, so that browsers may keep it for a year."""
    kept = app.extensions.setdefault("stamps", {})
    if name not in kept:
        path = Path(str(app.static_folder)) / name
        kept[name] = format(path.stat().st_mtime_ns, "x") if path.exists() else "0"
    return str(kept[name])
