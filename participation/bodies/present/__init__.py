"""Words for bodies, offices and the shares of a charter."""

from participation.bodies.present.words import (
    KINDS,
    OFFICES,
    REFUSALS,
    SHARES,
    kind_choices,
    office_choices,
    share_choices,
    share_words,
    term_words,
)

__all__ = [
    "KINDS",
    "OFFICES",
    "REFUSALS",
    "SHARES",
    "kind_choices",
    "office_choices",
    "share_choices",
    "share_words",
    "term_words",
]
