"""Addresses of votes: for residents, for the desk, and where ballots arrive."""

from participation.votes.pages import ballot, counting, desk, questions, show
from participation.votes.pages.blueprint import pages

__all__ = ["ballot", "counting", "desk", "pages", "questions", "show"]
