"""Addresses of the county's pages."""

from flask import Blueprint, render_template
from werkzeug.exceptions import Forbidden, NotFound

from participation.committees.rules import is_region
from participation.insights import present, rules, store
from participation.kernel import clock
from participation.web.house import reading, who
from participation.web.rights import right

pages = Blueprint("insights", __name__)


@pages.get("/<code>/")
@right("county:see")
def county(code: str) -> str:
    """Show the committees of a region to the officer who looks after it."""
    if not is_region(code):
        raise NotFound
    if not rules.covers(who().regions, code):
        raise Forbidden
    lines = store.list_services(reading(), code, clock.now())
    return render_template(
        "insights/county.html",
        code=code,
        lines=present.table_lines(lines),
        totals=rules.totals(lines),
    )
