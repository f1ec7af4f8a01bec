"""The demo village as journeys walk through it: built once, copied for each test."""

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from config.settings import Settings
from participation.app import create_app
from participation.cli.stage.village import build, play
from participation.db.schema import migrate
from participation.db.session import make_engine


@dataclass
class Told:
    """What the demo printed: codes of cards and slips, first sign-in tokens of posts."""

    cards: list[str]
    slips: list[str]
    posts: dict[str, str]


def built(folder: Path, settings: Settings) -> tuple[Path, Told]:
    """Return a database with the demo in it, built by the first worker that asks."""
    database, told = folder / "demo.sqlite", folder / "demo.json"
    with _one_at_a_time(folder):
        if not told.exists():
            engine = make_engine(f"sqlite:///{database}")
            migrate(engine)
            engine.dispose()
            app = create_app(_at(settings, database))
            with app.app_context():
                shown = build(app.extensions["house"], play(), lambda _done, _total: None)
            _settled(app.extensions["house"].database.engine)
            told.write_text(json.dumps(asdict(shown)))
    read: dict[str, Any] = json.loads(told.read_text())
    return database, Told(
        cards=[one.rsplit("/", 1)[1] for one in read["cards"]],
        slips=[one.rsplit("/", 1)[1] for one in read["slips"]],
        posts={post: one.rstrip("/").rsplit("/", 1)[1] for post, one in read["posts"].items()},
    )


def copied(database: Path, folder: Path) -> Path:
    """Return a copy of the demo's database, the test's own."""
    mine = folder / "mine.sqlite"
    shutil.copy(database, mine)
    return mine


def _at(settings: Settings, database: Path) -> Settings:
    return replace(settings, database_url=f"sqlite:///{database}")


def _settled(engine: Any) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
