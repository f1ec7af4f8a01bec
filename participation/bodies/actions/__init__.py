"""Founding and dissolving bodies, giving and ending seats."""

from participation.bodies.actions.founding import dissolve_body, found_body
from participation.bodies.actions.seating import seat, unseat

__all__ = ["dissolve_body", "found_body", "seat", "unseat"]
