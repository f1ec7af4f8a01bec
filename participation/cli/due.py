"""Everything that falls due, room by room; deadlines themselves are decided when read."""

import fcntl
import os
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


def do_all(app: Flask, house: House) -> None:
    """Run each room's due errands, unless another process of this machine is at it."""
    handle = os.open(house.work_dir / "tick.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return
    try:
        for errand in DUE:
            with app.app_context():
                errand(house)
    finally:
        os.close(handle)
