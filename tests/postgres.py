"""A PostgreSQL cluster of the tests' own: a free port, a temporary folder, never root."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from participation.db.schema import migrate
from participation.db.session import make_engine
from participation.kernel import ids

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name)
TEMPLATES: set[str] = set()


def _as_somebody(command: list[str]) -> list[str]:
    """Return the command as user postgres when we are root: a server refuses root."""
    if os.geteuid() != 0:
        return command
    return ["runuser", "-u", "postgres", "--", *command]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Cluster:
    """A running cluster."""

    folder: Path
    port: int
    options: str

    @staticmethod
    def start(more: str = "", *, is_durable: bool = False) -> "Cluster":
        """Make and start a cluster; not durable ones skip fsync, for speed."""
        if not BINARIES:
            raise RuntimeError("no PostgreSQL here: apt-get install -y postgresql")
        folder = Path(tempfile.mkdtemp(prefix="yiqilai-pg-"))
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        port = _free_port()
        data = folder / "data"
        _run(
            [
                BINARIES[-1] / "initdb",
                "-D",
                data,
                "-U",
                "tests",
                "-A",
                "trust",
                "--locale=C.UTF-8",
                "-E",
                "UTF8",
                "--no-sync",
            ]
        )
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {more}"
        options += " -c max_connections=200"
        if not is_durable:
            options += " -c fsync=off -c full_page_writes=off"
        cluster = Cluster(folder, port, options)
        cluster.run()
        return cluster

    def run(self) -> None:
        """Start the server, and wait until it takes connections."""
        control = [BINARIES[-1] / "pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log"]
        _run([*control, "-o", self.options, "-w", "-t", "60", "start"])

    def crash(self) -> None:
        """Kill every process of the server at once, as when the power goes; start it again."""
        main = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        parts = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        for one in (main, *map(int, parts)):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        while any(_is_alive(int(one)) for one in (main, *parts)):
            time.sleep(0.01)
        # A dead process that nobody has asked about keeps its number, and its locks look taken.
        for lock in (self.folder / "data" / "postmaster.pid", *self.folder.glob(".s.*.lock")):
            lock.unlink()
        self.run()

    def url(self, name: str) -> str:
        """Return the address of a database of the cluster."""
        return f"postgresql+psycopg://tests@127.0.0.1:{self.port}/{name}"

    def stop(self) -> None:
        """Stop the cluster and remove its folder."""
        _run([BINARIES[-1] / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop"])
        shutil.rmtree(self.folder, ignore_errors=True)


def _is_alive(process: int) -> bool:
    """Whether a process still holds on to anything; a dead one nobody has asked about does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def _run(command: list[Any]) -> None:
    done = subprocess.run(
        _as_somebody([str(word) for word in command]),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd="/",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.decode()}")


def _admin(url: str) -> psycopg.Connection[Any]:
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


@contextmanager
def fresh_database(admin_url: str, worker: str) -> Iterator[str]:
    """Give a migrated database, copied from a template that each worker makes once."""
    template = f"template_{worker}"
    base = admin_url.rsplit("/", 1)[0]
    with _admin(admin_url) as admin:
        if template not in TEMPLATES:
            admin.execute(f"CREATE DATABASE {template}")
            engine = make_engine(f"{base}/{template}")
            migrate(engine)
            engine.dispose()
            TEMPLATES.add(template)
        name = f"test_{ids.new_id().hex}"
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    try:
        yield f"{base}/{name}"
    finally:
        with _admin(admin_url) as admin:  # anew: a trial may have killed the server meanwhile
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def fresh_role_and_database(worker: str) -> Iterator[tuple[str, str]]:
    """Give an administrator's address, and an empty database that an ordinary role owns."""
    admin_url = os.environ["TEST_POSTGRES"]
    role = f"plain_{worker}_{ids.new_id().hex[-8:]}"
    address = admin_url.rsplit("/", 1)[0].replace("tests@", f"{role}@")
    with _admin(admin_url) as admin:
        admin.execute(f"CREATE ROLE {role} LOGIN")
        admin.execute(f"CREATE DATABASE {role} OWNER {role}")
        try:
            yield (
                f"{admin_url.rsplit('/', 1)[0]}/{role}".replace("+psycopg", ""),
                f"{address}/{role}",
            )
        finally:
            admin.execute(f"DROP DATABASE {role} WITH (FORCE)")
            admin.execute(f"DROP ROLE {role}")
