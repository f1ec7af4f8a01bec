"""The demo: a village from a messy roster, with its matters, votes, meeting and shift."""

import argparse
from typing import Any

from config.settings import Settings
from participation.cli.stage.addresses import Addresses, again
from participation.cli.stage.village import build, play
from participation.cli.voice import opened, progress, say, say_json
from participation.committees.store import list_committees
from participation.web.house import House


def add_commands(commands: Any) -> None:
    """Add the commands of this file to the parser."""
    demo = commands.add_parser("demo", help="demo village; prints sign-in addresses")
    demo.add_argument("--json", action="store_true", help="all addresses, for scripts")
    demo.set_defaults(run=run_demo)


def run_demo(settings: Settings, asked: argparse.Namespace) -> int:
    """Fill an empty deployment; in one that has the demo, print fresh addresses."""
    app, house = opened(settings)
    told = play()
    with app.app_context():
        found = _found(house, told["slug"])
        if found == "others":
            say("这里已经有村（社区）了，不放示范村。")
            return 0
        shown = (
            again(house, told, every=asked.json)
            if found
            else build(house, told, progress("示范村"))
        )
    if asked.json:
        say_json(_as_json(shown))
    else:
        _tell(shown)
    return 0


def _found(house: House, slug: str) -> str:
    with house.database.reading() as session:
        slugs = [one.slug for one in list_committees(session)]
    if not slugs:
        return ""
    return "demo" if slug in slugs else "others"


def _as_json(shown: Addresses) -> dict[str, object]:
    village = {
        "slug": shown.slug,
        "cards": shown.cards,
        "slips": shown.slips,
        "clerk": shown.posts["clerk"],
        "council": shown.posts["council"],
        "supervisor": shown.posts["supervisor"],
    }
    return {
        "committees": [village],
        "township": shown.posts["township"],
        "county": shown.posts["county"],
    }


def _tell(shown: Addresses) -> None:
    lines = (
        ("一张户票（按两下就投好）", shown.slips[:1]),
        ("一张户卡（看、提、报名）", shown.cards[:1]),
        ("文书", [shown.posts["clerk"]]),
        ("议事会成员", [shown.posts["council"]]),
        ("监督委员会成员", [shown.posts["supervisor"]]),
        ("镇民政办", [shown.posts["township"]]),
        ("县民政局", [shown.posts["county"]]),
    )
    say("示范村的地址（登录地址只能用一次，再运行一次 run.py demo 就有新的）：")
    for who, addresses in lines:
        for address in addresses:
            say(f"  {who}  {address}")
