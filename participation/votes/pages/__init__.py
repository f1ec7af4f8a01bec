"""Addresses of votes: for residents, for the desk, and where ballots arrive."""

from participation.votes.pages import (
    ballot,
    counting,
    desk,
    following,
    helping,
    late,
    levies,
    life,
    objections,
    questions,
    rulings,
    sheets,
    show,
    watching,
)
from participation.votes.pages.blueprint import pages

__all__ = [
    "ballot",
    "counting",
    "desk",
    "following",
    "helping",
    "late",
    "levies",
    "life",
    "objections",
    "pages",
    "questions",
    "rulings",
    "sheets",
    "show",
    "watching",
]
