"""Votes in SQL; what other rooms may read stands here."""

from participation.votes.store.box import get_progress as progress
from participation.votes.store.slips import find_slip
from participation.votes.store.votes import (
    find_vote,
    get_record,
    get_vote,
    list_of_matter,
    list_open,
    list_votes,
)

__all__ = [
    "find_slip",
    "find_vote",
    "get_record",
    "get_vote",
    "list_of_matter",
    "list_open",
    "list_votes",
    "progress",
]
