"""A production server of the tests' own, in a deployment of its own: started, killed, stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from config.settings import ROOT
from participation.cli.operation import server_words
from tests.conftest import KEY

PRODUCT = "run.py serve"
BARE = "participation.wsgi:make()"  # without the processes around it that start it and tick


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """`run.py serve`, or another application under the very same server."""

    def __init__(self, url: str, folder: Path, app: str = PRODUCT, **more: str) -> None:
        self.app = app
        self.port = free_port()
        self.home = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "PARTICIPATION_DATABASE_URL": url,
            "PARTICIPATION_WORK_DIR": str(folder),
            "PARTICIPATION_SECRET_KEY": KEY.decode(),
            "PARTICIPATION_BASE_URL": self.home,
            **more,
        }
        self.log = folder / "served.log"
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Served":
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        words = server_words(self.app, "127.0.0.1", self.port, 2)
        if self.app == PRODUCT:
            words = [sys.executable, str(ROOT / "run.py"), "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                words,
                cwd=ROOT,
                env=self.environment,
                start_new_session=True,
                stderr=log,
                stdout=log,
            )
        ends = time.monotonic() + 60
        while not self.is_answering():
            assert self.process.poll() is None, f"it did not start: {self.said()}"
            assert time.monotonic() < ends, f"it never answered: {self.said()}"
            time.sleep(0.02)

    def is_answering(self) -> bool:
        """Whether it says that it is alive."""
        try:
            with urlopen(f"{self.home}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def said(self) -> str:
        """Return what it wrote to its log."""
        return self.log.read_text("utf-8", "replace")[-2000:]

    def workers(self) -> list[int]:
        """Return the processes that answer: the children of gunicorn's own."""
        assert self.process is not None
        masters = _children(self.process.pid) if self.app == PRODUCT else [self.process.pid]
        return [child for master in masters for child in _children(master)]

    def kill(self) -> None:
        """Kill all of it at once, as when the power goes."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Tell it to stop, and make sure that nothing of it is left."""
        if self.process is None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        self._end(signal.SIGKILL)

    def _end(self, by: signal.Signals) -> None:
        assert self.process is not None
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, by)
        self.process.wait()
        self.process = None


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += map(int, task.read_text().split())
    return found
