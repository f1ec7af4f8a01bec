"""Pages a resident opens, each beside a bare Flask page under the same server; and long lists."""

import gzip
import re
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen

from participation.web.house import CARD_COOKIE
from tests.bench.lines import Line, at_least, within
from tests.bench.places import engine_of, hello_rate, read, served
from tests.insights.matters import add_matters
from tests.matters.raising import council, put, raise_lamp
from tests.residents.people import add_home
from tests.served import Served
from tests.trials.pressed import hold
from tests.votes.ballots import Held

HOMES = 300
FEW, MANY = 50, 20_000
TAIL = 4.0


def lines(url: str, seconds: float) -> Iterator[Line]:
    """Yield the lines of reading on one database."""
    bare = hello_rate(url, seconds)
    with engine_of(url) as engine:
        held = hold(engine, HOMES)
        home = add_home(held.village, "9-001", ("王桂英", "李强"))
        matter = raise_lamp(held.village, home)
        put(held.village, matter, council(held.village))
        add_matters(held.village, FEW - 1, first=2)
        slip = next(iter(held.slips.values())).token
        cookie = f"{CARD_COOKIE}={home.card}"
        at = f"/c/{held.village.slug}"
        pages = {
            "slip": (f"/s/{slip}", ""),
            "home, by card": (f"{at}/", cookie),
            "vote, by card": (f"{at}/votes/{held.no}/", cookie),
            "matter, by card": (f"{at}/matters/{matter.no}/", cookie),
        }
        with served(url) as found:
            for name, (path, kept) in pages.items():
                yield from _page(found, name, path, kept, bare, seconds)
            yield from _long_list(found, held, f"{at}/matters/", seconds)
            yield from _weight(found, f"/s/{slip}")
            yield _memory(found)


def _page(
    found: Served, name: str, path: str, cookie: str, bare: float, seconds: float
) -> Iterator[Line]:
    told = read(found, path, seconds, cookie)
    yield at_least(f"page: {name}", told["rate"], "hello of 10 KB", bare, 8, "a second")
    p50, p95 = told["p50"], told["p95"]
    said, times = f"p50 {p50:.0f} ms, p95 {p95:.0f} ms", p95 / p50
    yield Line("… its slowest", said, "p50", f"{times:.1f} ×", f"≤ {TAIL:g} ×", times <= TAIL)


def _long_list(found: Served, held: Held, path: str, seconds: float) -> Iterator[Line]:
    few = read(found, path, seconds)["rate"]
    add_matters(held.village, MANY - FEW, first=FEW + 1)
    many = read(found, path, seconds)["rate"]
    said = f"{many:,.0f} a second"
    times = few / many
    limit = f"of {FEW}: {few:,.0f}"
    yield Line(f"list of {MANY:,} matters", said, limit, f"{times:.2f} ×", "≤ 1.1 ×", times <= 1.1)


def _weight(found: Served, path: str) -> Iterator[Line]:
    page = _bytes(found, path)
    parts = re.findall(r'(?:href|src)="(/static/[^"]+)"', page[1])
    whole = page[0] + sum(_bytes(found, part)[0] for part in set(parts))
    yield within("first page on a phone", page[0] / 1024, 14, "KB on the wire", 1)
    yield within("… with all it loads", whole / 1024, 40, "KB on the wire", 1)


def _bytes(found: Served, path: str) -> tuple[int, str]:
    """Return what a page weighs packed, with its head, and its text."""
    asked = Request(found.home + path, headers={"Accept-Encoding": "gzip", "Accept-Language": "zh"})
    with urlopen(asked, timeout=30) as answer:
        head, body = len(str(answer.headers)), answer.read()
        is_packed = answer.headers.get("Content-Encoding") == "gzip"
    text = gzip.decompress(body) if is_packed else body
    return head + len(body), text.decode(errors="replace")


def _memory(found: Served) -> Line:
    sizes = [_resident(pid) for pid in found.workers()]
    return within("memory of a worker, after all that", max(sizes), 120, "MB")


def _resident(pid: int) -> float:
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as told:
        figures: dict[str, Any] = dict(re.findall(r"(\w+): +(\d+) kB", told.read()))
    return int(figures["Rss"]) / 1024
