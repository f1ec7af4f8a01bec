"""The list of bodies."""

from flask import render_template, url_for

from participation.bodies import store
from participation.bodies.pages.blueprint import pages
from participation.bodies.present import (
    KINDS,
)
from participation.web import asked
from participation.web.house import place, reading, today
from participation.web.rights import PUBLIC, right

PAGE_ROWS = 50


@pages.get("/")
@right(PUBLIC)
def list_() -> str:
    """Show the bodies of this place."""
    after = asked.number("after") or 0
    found = store.list_bodies(reading(), place().id, after, PAGE_ROWS + 1)
    shown = found[:PAGE_ROWS]
    is_more = len(found) > PAGE_ROWS
    return render_template(
        "bodies/list.html",
        bodies=shown,
        kinds=KINDS,
        today=today(),
        older=url_for("bodies.list_", after=shown[-1].no) if is_more else "",
    )
