"""Addresses of the county's pages."""

from flask import Blueprint, render_template
from werkzeug.exceptions import Forbidden, NotFound

from participation.committees.rules import is_region
from participation.insights import present, rules, store
from participation.kernel import clock
from participation.web.house import reading, who
from participation.web.rights import right

pages = Blueprint("insights", __name__)


def _mine(code: str) -> str:
    """Return an area code that the officer looks after, or answer 404 or 403."""
    if not is_region(code):
        raise NotFound
    if not rules.covers(who().regions, code):
        raise Forbidden
    return code


@pages.get("/<code>/votes/")
@right("county:see")
def watched(code: str) -> str:
    """Show what residents complain of in votes, and what looks odd in them."""
    region = _mine(code)
    return render_template(
        "insights/votes.html",
        code=region,
        complaints=[present.watched_line(one) for one in store.list_watched(reading(), region)],
        odd=[present.odd_line(one) for one in store.list_odd(reading(), region)],
    )


@pages.get("/<code>/")
@right("county:see")
def county(code: str) -> str:
    """Show the committees of a region to the officer who looks after it."""
    lines = store.list_services(reading(), _mine(code), clock.now())
    return render_template(
        "insights/county.html",
        code=code,
        lines=present.table_lines(lines),
        totals=rules.totals(lines),
    )
