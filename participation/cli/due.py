"""Everything that falls due, room by room; deadlines themselves are decided when read."""

import fcntl
import os
import sys
import traceback
from collections.abc import Callable

from flask import Flask

from participation.cli import long_work, voting
from participation.web.house import House

DUE: tuple[Callable[[House], None], ...] = (
    voting.close_and_publish,
    voting.seal_and_sweep,
    long_work.run_import,
    long_work.run_card_print,
    voting.run_slip_print,
)


def do_all(app: Flask, house: House) -> int:
    """Run each room's due errands, unless another process of this machine is at it.

    One that fails keeps none of the others waiting; return how many did, each with its trace on
    the error stream.
    """
    handle = os.open(house.work_dir / "tick.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return 0
    try:
        return sum(not _is_done(app, house, errand) for errand in DUE)
    finally:
        os.close(handle)


def _is_done(app: Flask, house: House, errand: Callable[[House], None]) -> bool:
    try:
        with app.app_context():
            errand(house)
    except Exception:  # noqa: BLE001 - whatever went wrong in one room, the others go on
        traceback.print_exc(file=sys.stderr)
        return False
    return True
