"""Commands of running it: serve, migrate, tick, check."""

import argparse
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from config.settings import Settings
from participation.app import read_rules
from participation.cli.voice import opened, say
from participation.db.durable import insist
from participation.db.schema import migrate
from participation.db.session import OperationalError, make_engine

ROOT = Path(__file__).resolve().parent.parent.parent


def add_commands(commands: Any) -> None:
    """Add the commands of this file to the parser."""
    serve = commands.add_parser("serve", help="production server")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--workers", type=int, default=2)
    serve.set_defaults(run=run_serve)
    commands.add_parser("migrate", help="to the newest schema").set_defaults(run=run_migrate)
    tick = commands.add_parser("tick", help="everything that falls due")
    tick.add_argument("--every", type=float, metavar="SECONDS", default=0)
    tick.set_defaults(run=run_tick)
    commands.add_parser("check", help="settings, database, fonts").set_defaults(run=run_check)


def run_migrate(settings: Settings, _asked: argparse.Namespace) -> int:
    """Bring the database to the newest schema."""
    settings.work_dir.mkdir(parents=True, exist_ok=True)
    migrate(make_engine(settings.database_url))
    say("migrated")
    return 0


def server_words(app: str, host: str, port: int, workers: int) -> list[str]:
    """Return the command that serves an application."""
    return [
        sys.executable,
        "-m",
        "gunicorn",
        app,
        f"--bind={host}:{port}",
        f"--workers={workers}",
        "--threads=3",  # more wait for one another: pages are work for the processor
        "--preload",
        "--worker-class=gthread",
        "--worker-tmp-dir=/dev/shm",
        "--access-logfile=/dev/null",
        "--timeout=60",
        "--log-level=warning",
    ]


def run_serve(settings: Settings, asked: argparse.Namespace) -> int:
    """Serve with gunicorn, with `tick` running beside it, until told to stop.

    A file of rules with a hole (SettingsError) and a database that may lose what it acknowledged
    (NotDurableError) stop it before anything starts. A database that is away may still come.
    """
    read_rules(settings.rules_dir)
    engine = make_engine(settings.database_url)
    insist(engine)
    with suppress(OperationalError):
        engine.connect().close()
    engine.dispose()
    here = [sys.executable, str(ROOT / "run.py")]
    ticking = subprocess.Popen([*here, "tick", "--every", "1"])  # noqa: S603 (our own program)
    serving = subprocess.Popen(  # noqa: S603 (our own program)
        server_words("participation.wsgi:make()", asked.host, asked.port, asked.workers), cwd=ROOT
    )

    def stop(_signal: int, _frame: object) -> None:
        serving.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        return serving.wait()
    finally:
        ticking.terminate()
        ticking.wait()


def run_tick(settings: Settings, asked: argparse.Namespace) -> int:
    """Do everything that is due now; with --every, again and again until told to stop.

    Once only, it ends with 1 where something failed; again and again, that is tried again.
    """
    from participation.cli import due

    app, house = opened(settings)
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda *_told: stopped.append(1))
    while True:
        failed = due.do_all(app, house)
        if not asked.every or stopped:
            return min(failed, 1)
        time.sleep(asked.every)


def run_check(settings: Settings, _asked: argparse.Namespace) -> int:
    """Say of each thing it stands on whether it holds."""
    from participation.cli import checks

    return checks.report(settings, say)
