"""What an operator wants to know before opening the doors, one line each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from config.settings import Settings, SettingsError
from participation.app import read_rules
from participation.db.durable import NotDurableError, insist
from participation.db.frozen import SEALER
from participation.db.schema import is_current
from participation.db.session import Database, Engine, make_engine
from participation.kernel.outcome import Refusal
from participation.paper.fonts import find_fonts
from participation.paper.slips import HomeCard, print_home_cards
from participation.residents.rules.jobs import is_loopback
from participation.votes.store import seal

SOUND = {
    "sqlite": "secure_delete is on",
    "postgresql": f"role {SEALER} is there, no statement and no time of a commit is kept",
}


@contextmanager
def _engine(settings: Settings) -> Iterator[Engine]:
    engine = make_engine(settings.database_url)
    insist(engine)
    try:
        yield engine
    finally:
        engine.dispose()


def _database(settings: Settings) -> tuple[bool, str]:
    try:
        with _engine(settings) as engine:
            return _judged(engine)
    except NotDurableError as fault:
        return False, f"database: {fault}"
    except SQLAlchemyError as error:
        return False, f"database: {type(error).__name__}"


def _judged(engine: Engine) -> tuple[bool, str]:
    if not is_current(engine):
        return False, "database: not at the newest schema; run: run.py migrate"
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            kind = connection.execute(text("SHOW lc_ctype")).scalar_one()
        if kind in {"C", "POSIX"}:
            return False, "database: lc_ctype is C; create it with C.UTF-8"
    return True, f"database: {engine.dialect.name}, newest schema"


def _sealing(settings: Settings) -> tuple[bool, str]:
    """Say what sealing rests on: its role, nothing logged, nothing left in the file."""
    try:
        with _engine(settings) as engine, Database(engine).reading() as session:
            lacks = seal.list_lacks(session)
            waiting = len(seal.list_unsealed(session)) + len(seal.list_unswept(session))
    except (NotDurableError, SQLAlchemyError) as error:
        return False, f"sealing: {type(error).__name__}"
    if lacks:
        return False, f"sealing: {'; '.join(lacks)}"
    if waiting:
        return False, f"sealing: {waiting} closed votes wait for it; is run.py tick running?"
    return True, f"sealing: {SOUND[engine.dialect.name]}"


def _rules(settings: Settings) -> tuple[bool, str]:
    try:
        book = read_rules(settings.rules_dir)
    except SettingsError as fault:
        return False, f"rules: {fault}"
    return True, f"rules: {len(book)}, with {len(book.overlays)} local ones over them"


def _address(settings: Settings) -> tuple[bool, str]:
    if is_loopback(settings.base_url):
        return False, f"address: {settings.base_url} reaches this machine only; set BASE_URL"
    if not settings.is_https:
        return False, f"address: {settings.base_url} is not https"
    return True, f"address: {settings.base_url}"


def _secret(settings: Settings) -> tuple[bool, str]:
    kept = settings.work_dir / "secret"
    if kept.exists() and kept.stat().st_mode & 0o077:
        return False, f"permissions: {kept} is readable by others; chmod 600 it"
    return True, "permissions: the key is ours alone"


def _printing(settings: Settings) -> tuple[bool, str]:
    """Print one sample card: fonts, press and work folder in one go."""
    fonts = find_fonts(settings.font_dir)
    if isinstance(fonts, Refusal):
        return False, f"fonts: not all in {settings.font_dir}; run: {fonts.facts['line']}"
    card = HomeCard("柳根村", "王䶮", "第三小组", settings.base_url, "7K3F-9M2Q", sample=True)
    printed = print_home_cards([card], fonts)
    if isinstance(printed, Refusal):
        return False, f"print: {printed.code}"
    return True, "fonts and print: a sample card came out"


def report(settings: Settings, say: Callable[[str], None]) -> int:
    """Say each finding; 0 when all hold, 1 otherwise."""
    findings = [
        _database(settings),
        _rules(settings),
        _sealing(settings),
        _address(settings),
        _secret(settings),
        _printing(settings),
    ]
    for is_sound, line in findings:
        say(("ok   " if is_sound else "MIND ") + line)
    return 0 if all(is_sound for is_sound, _line in findings) else 1
