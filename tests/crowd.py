"""A crowd on this machine: connections to one port, each following a script, in their own process.

The same client measures every line of the bench and presses on every served trial. It never
leaves the loopback, and ends by itself: with its work, at its deadline, or when told to.
"""

import gzip
import heapq
import itertools
import json
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

ACCEPT = "Accept-Encoding: gzip\r\nAccept-Language: zh-CN\r\n"
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
COOKIE = re.compile(rb"\r\nset-cookie: *([^;\r]+)", re.IGNORECASE)
RETRY = re.compile(r'name="retry_code" value="([^"]+)"')
CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
PAUSE = 0.05


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 where the connection broke before the answer was whole."""

    status: int
    head: bytes
    body: bytes
    sent: float
    seconds: float

    @property
    def text(self) -> str:
        """The page, unpacked."""
        is_packed = b"gzip" in self.head.lower()
        return (gzip.decompress(self.body) if is_packed else self.body).decode()

    def cast(self, slip: str, begun: float = 0) -> "Cast":
        """Return what is told of a ballot: its status, when it was sent, came back, and took."""
        came = self.sent + self.seconds
        return slip, self.status, self.sent, came, came - (begun or self.sent)

    @property
    def cookies(self) -> str:
        """The cookies it sets, as a browser sends them back."""
        return "; ".join(found.decode() for found in COOKIE.findall(self.head))


Cast = tuple[str, int, float, float, float]

# A script yields bytes to send, or seconds to rest; it is sent each answer.
Script = Generator[bytes | float, Any, None]


@dataclass
class Told:
    """What the crowd tells when it is done."""

    statuses: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    casts: list[Cast] = field(default_factory=list)
    wire: int = 0


def get(path: str, cookie: str = "") -> bytes:
    """Return a GET as a browser sends it."""
    kept = f"Cookie: {cookie}\r\n" if cookie else ""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{ACCEPT}{kept}\r\n".encode()


def post(path: str, fields: dict[str, str], cookie: str) -> bytes:
    """Return a form as a browser sends it."""
    body = urlencode(fields)
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{ACCEPT}Cookie: {cookie}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def read_pages(asked: dict[str, Any], told: Told, is_over: Callable[[], bool]) -> Script:
    """Ask for pages, one after another, until the time is over."""
    asks = itertools.cycle([get(path, asked.get("cookie", "")) for path in asked["paths"]])
    while not is_over():
        answer: Answer = yield next(asks)
        told.statuses[str(answer.status)] += 1
        told.seconds.append(answer.seconds)
        told.wire = len(answer.head) + len(answer.body)
        if answer.status != 200:
            yield PAUSE


def cast_ballots(
    asked: dict[str, Any], slips: Iterator[str], told: Told, is_over: Callable[[], bool]
) -> Script:
    """Vote with one slip after another, as the pages do: choose, look once more, confirm.

    Whoever gets no answer, or hears that nothing was kept, sends the same page again.
    """
    until = asked.get("deadline", 30)
    begun = time.monotonic()

    def insist(ask: bytes, step: str) -> Generator[bytes | float, Any, Answer]:
        while True:
            answer: Answer = yield ask
            told.statuses[f"{step} {answer.status}"] += 1
            told.seconds.append(answer.seconds)
            is_patient = asked["is_patient"] and time.monotonic() - begun < until
            if answer.status not in {0, 503} or not is_patient:
                return answer
            yield PAUSE

    page = ""
    for slip in slips:
        if is_over():
            return
        if not page:
            first = yield from insist(get(f"/s/{slip}"), "scan")
            page = first.text if first.status == 200 else ""
            if not page:
                told.casts.append(first.cast(slip))
                continue
            form, cookie = {"csrf_token": CSRF.findall(page)[0]}, first.cookies
        form = {**form, "slip_code": slip, "choice": asked["choice"]}
        shown = yield from insist(post(asked["path"], form, cookie), "begin")
        if shown.status != 200:
            told.casts.append(shown.cast(slip))
            continue
        last = {**form, "retry_code": RETRY.findall(shown.text)[0], "confirm": "1"}
        done = yield from insist(post(asked["path"], last, cookie), "confirm")
        told.casts.append(done.cast(slip, shown.sent))


class Line:
    """One connection that follows its script, and connects again when it broke."""

    def __init__(self, port: int, script: Script, poll: select.epoll) -> None:
        self.port, self.script, self.poll = port, script, poll
        self.socket: socket.socket | None = None
        self.got = b""
        self.sent = self.begun = 0.0

    def ask(self, request: bytes) -> None:
        """Send a request, on a fresh connection where there is none."""
        self.got, self.sent, self.begun = b"", time.time(), time.monotonic()
        try:
            if self.socket is None:
                self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=20)
                self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self.poll.register(self.socket, select.EPOLLIN)
                LINES[self.socket.fileno()] = self
            self.socket.sendall(request)
        except OSError:
            self.hang_up()

    def hang_up(self) -> None:
        """Close the connection, if there is one."""
        if self.socket is not None:
            LINES.pop(self.socket.fileno(), None)
            self.poll.unregister(self.socket)
            self.socket.close()
            self.socket = None

    def hear(self) -> Answer | None:
        """Return the answer once it is whole."""
        assert self.socket is not None
        try:
            more = self.socket.recv(262_144)
        except OSError:
            more = b""
        if not more:
            return self.broken()
        self.got += more
        head, gap, body = self.got.partition(b"\r\n\r\n")
        found = LENGTH.search(head) if gap else None
        if found is None or len(body) < int(found[1]):
            return None
        if b"connection: close" in head.lower():
            self.hang_up()
        status = int(head[9:12])
        return Answer(status, head, body, self.sent, time.monotonic() - self.begun)

    def broken(self) -> Answer:
        """Return what a connection that broke amounts to."""
        self.hang_up()
        return Answer(0, b"", b"", self.sent, time.monotonic() - self.begun)


LINES: dict[int, Line] = {}


def press(port: int, scripts: list[Script], seconds: float) -> None:
    """Let every script run to its end; break off what is not done long after its time."""
    poll = select.epoll()
    resting: list[tuple[float, int, Line]] = []
    ready = deque((Line(port, script, poll), None) for script in scripts)
    left = len(scripts)
    ends = time.monotonic() + seconds + 60
    while left and time.monotonic() < ends:
        while ready:
            line, answer = ready.popleft()
            try:
                wanted = line.script.send(answer)
            except StopIteration:
                line.hang_up()
                left -= 1
                continue
            if isinstance(wanted, float):
                heapq.heappush(resting, (time.monotonic() + wanted, id(line), line))
                continue
            line.ask(wanted)
            if line.socket is None:
                ready.append((line, line.broken()))
        for at, _events in poll.poll(0.02 if resting else 1):
            line = LINES[at]
            heard = line.hear()
            if heard is not None:
                ready.append((line, heard))
        while resting and resting[0][0] <= time.monotonic():
            ready.append((heapq.heappop(resting)[2], None))


def share(all_: list[float], part: float) -> float:
    """Return the value below which such a part lies, in milliseconds."""
    ordered = sorted(all_) or [0.0]
    return round(1000 * ordered[min(len(ordered) - 1, int(part * len(ordered)))], 2)


def _main() -> None:
    asked = json.loads(sys.stdin.readline())
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda *_told: stopped.append(1))
    told = Told()
    begun = time.monotonic()

    def is_over() -> bool:
        return bool(stopped) or time.monotonic() - begun > asked["seconds"]

    count = range(asked["connections"])
    if asked["script"] == "read":
        scripts = [read_pages(asked, told, is_over) for _line in count]
    else:
        slips = iter(asked["slips"])
        scripts = [cast_ballots(asked, slips, told, is_over) for _line in count]
    press(asked["port"], scripts, asked["seconds"])
    took = time.monotonic() - begun
    counted = [each[4] for each in told.casts if each[1] == 303]
    found = {
        "took": took,
        "cpu": time.process_time(),
        "statuses": told.statuses,
        "asked": len(told.seconds),
        "p50": share(told.seconds, 0.5),
        "p95": share(told.seconds, 0.95),
        "p99": share(told.seconds, 0.99),
        "cast_p50": share(counted, 0.5),
        "cast_p99": share(counted, 0.99),
        "wire": told.wire,
        "casts": told.casts,
    }
    sys.stdout.write(json.dumps(found))


class Crowd:
    """A crowd at work in a process of its own."""

    def __init__(self, **asked: Any) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.crowd"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()

    @property
    def is_at_work(self) -> bool:
        """Whether it is still pressing."""
        return self.process.poll() is None

    def stop(self) -> None:
        """Tell it to begin nothing new."""
        self.process.terminate()

    def told(self) -> dict[str, Any]:
        """Wait for it, and return what it found."""
        said, _nothing = self.process.communicate()
        assert self.process.returncode == 0, "the crowd failed"
        found: dict[str, Any] = json.loads(said)
        return found


if __name__ == "__main__":
    _main()
