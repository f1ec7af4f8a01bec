"""Servers that must fail, and servers in narrow places: applications for the trials to serve."""

import io
import os
import queue
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from sqlalchemy import event

from config.settings import load
from participation.app import create_app
from participation.db import session

UNSYNCED = "SET synchronous_commit TO off"
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


def hasty() -> Wsgi:
    """Answer a confirmed ballot before it is stored: the twin that loses what it acknowledged."""
    app = create_app(load())
    waiting: queue.Queue[dict[str, Any]] = queue.Queue()

    def store() -> None:
        while True:
            asked = waiting.get()
            # A queue that is never behind loses nothing on the day it is killed.
            time.sleep(0.05)
            for _part in app(asked, lambda *_answer: None):
                pass

    # Begun with the first ballot: a thread that was made before the fork stays behind.
    storing: list[threading.Thread] = []
    first = threading.Lock()

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "POST":
            return app(environ, start_response)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        kept = {**environ, "wsgi.input": io.BytesIO(body)}
        if b"confirm=1" not in body:
            return app(kept, start_response)
        waiting.put(kept)
        with first:
            if not storing:
                storing.append(threading.Thread(target=store, daemon=True))
                storing[0].start()
        start_response("303 SEE OTHER", [("Location", "/"), ("Content-Length", "0")])
        return [b""]

    return answer


def unsynced() -> Flask:
    """Acknowledge what PostgreSQL has not written yet: the twin of synchronous_commit."""
    return _told(UNSYNCED)


def full() -> Flask:
    """Serve from an SQLite file that may grow no further than its first so many pages."""
    return _told(f"PRAGMA max_page_count={int(os.environ['MOST_PAGES'])}")


def _told(line: str) -> Flask:
    """Return the application whose connections are told one thing more."""
    app = create_app(load())

    def tell(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(line)
        cursor.close()
        connection.commit()

    event.listen(app.extensions["house"].database.engine, "connect", tell)
    return app


def impatient() -> Flask:
    """Wait for a busy database one second instead of fifteen."""
    session.BUSY_SECONDS = 1
    return create_app(load())
