"""Where the bench works: databases of its own on a real disk, and servers of its own."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from participation.db.session import make_engine
from tests.crowd import Crowd
from tests.postgres import Cluster, fresh_database
from tests.served import PRODUCT, Served
from tests.trials.pressed import fresh_sqlite

HELLO = "tests.bench.hello:make()"


@contextmanager
def databases() -> Iterator[dict[str, Callable[[], AbstractContextManager[str]]]]:
    """Give what makes a fresh database of each kind; both keep what they acknowledge."""
    cluster = Cluster.start(is_durable=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            yield {
                "SQLite": lambda: fresh_sqlite(Path(folder)),
                "PostgreSQL": lambda: fresh_database(cluster.url("postgres"), "bench"),
            }
    finally:
        cluster.stop()


@contextmanager
def engine_of(url: str) -> Iterator[Engine]:
    """Give an engine, and take it down."""
    engine = make_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def served(url: str, app: str = PRODUCT) -> Iterator[Served]:
    """Serve an application from a database."""
    with tempfile.TemporaryDirectory() as folder, Served(url, Path(folder), app) as found:
        yield found


def read(found: Served, path: str, seconds: float, cookie: str = "") -> dict[str, Any]:
    """Let sixteen connections ask for one page; return what they found. An error ends the bench."""
    asked = {"script": "read", "port": found.port, "connections": 16, "paths": [path]}
    Crowd(**asked, cookie=cookie, seconds=1).told()
    told = Crowd(**asked, cookie=cookie, seconds=seconds).told()
    assert set(told["statuses"]) == {"200"}, (path, told["statuses"])
    told["rate"] = told["asked"] / told["took"]
    return told


def hello_rate(url: str, seconds: float) -> float:
    """Return how many bare pages a second the same server gives."""
    with served(url, HELLO) as found:
        return float(read(found, "/", seconds)["rate"])
