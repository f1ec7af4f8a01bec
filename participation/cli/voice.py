"""How the command line speaks: results on stdout, refusals on stderr, words in Chinese."""

import json
import sys
from collections.abc import Callable
from typing import Any

from flask import Flask

from config.settings import Settings
from participation.app import create_app
from participation.kernel.outcome import Refusal
from participation.web.words import word


def say(text: str) -> None:
    """Print a line of the result."""
    sys.stdout.write(text + "\n")


def say_json(value: object) -> None:
    """Print the result as JSON."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def refuse(app: Flask, refusal: Refusal) -> int:
    """Print why not, in words, and return the exit code of a refusal."""
    with app.test_request_context():
        sys.stderr.write(word(refusal) + "\n")
    return 1


def progress(what: str) -> Callable[[int, int], None]:
    """Return a callback that shows `what done/total` on one line of a terminal."""

    def show(done: int, total: int) -> None:
        if sys.stderr.isatty():
            end = "\n" if done >= total else "\r"
            sys.stderr.write(f"{what} {done}/{total}{end}")
            sys.stderr.flush()

    return show


def opened(settings: Settings) -> tuple[Flask, Any]:
    """Return the application and its house."""
    app = create_app(settings)
    return app, app.extensions["house"]
