"""Addresses of bodies."""

from participation.bodies.pages import charters, founding, listing, seating
from participation.bodies.pages.blueprint import pages

__all__ = ["charters", "founding", "listing", "pages", "seating"]
