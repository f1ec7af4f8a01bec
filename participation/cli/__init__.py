"""The command line: exit 0 done, 1 refused with a reason, 2 wrong use."""

import argparse
import sys
from collections.abc import Sequence

from config.settings import SettingsError, load
from participation.cli import demo, operation, places, roster, voting
from participation.db.durable import NotDurableError


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = argparse.ArgumentParser(prog="run.py", description="议起来")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for room in (demo, operation, places, roster, voting):
        room.add_commands(commands)
    return top


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    asked = parser().parse_args(arguments)
    try:
        return int(asked.run(load(), asked))
    except (SettingsError, NotDurableError) as error:
        print(error, file=sys.stderr)  # noqa: T201 (the command line speaks by printing)
        return 1
