"""The county's table."""

from collections.abc import Iterable
from typing import Any

from flask import url_for

from participation.insights.rules import Service


def table_lines(lines: Iterable[Service]) -> list[list[Any]]:
    """Return one line of cells for each committee; its name leads to its public page."""
    return [
        [
            {"text": one.name, "href": url_for("today.show", slug=one.slug)},
            one.region,
            one.open_matters,
            one.overdue,
        ]
        for one in lines
    ]
