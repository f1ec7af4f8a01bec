"""Words for the register of printed records."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from participation.audit.rules import Printed


class Standing(StrEnum):
    """What a paper in hand is worth: 现行, 旧版, 没有登记."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


HEADINGS: dict[Standing, Any] = {
    Standing.CURRENT: _l("登记过，是现在的一版"),
    Standing.SUPERSEDED: _l("登记过，可是后来有新的一版"),
    Standing.UNKNOWN: _l("没有登记过这个核对码"),
}

REFUSALS = {
    "text-gone": _l("这段话已经发过了，不用再发。"),
}


def standing_of(found: tuple[Printed, int] | None) -> Standing:
    """Say what a paper is worth by what the register holds of it."""
    if found is None:
        return Standing.UNKNOWN
    printed, newest = found
    return Standing.CURRENT if printed.version == newest else Standing.SUPERSEDED
