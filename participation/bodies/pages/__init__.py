"""Addresses of bodies."""

from participation.bodies.pages import founding, listing, seating
from participation.bodies.pages.blueprint import pages

__all__ = ["founding", "listing", "pages", "seating"]
