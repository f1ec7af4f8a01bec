"""What follows in one room from what happened in another: the one table that joins them."""

from collections.abc import Mapping

from participation.kernel.outcome import Event
from participation.web.house import Reaction

REACTIONS: Mapping[type[Event], tuple[Reaction, ...]] = {}
