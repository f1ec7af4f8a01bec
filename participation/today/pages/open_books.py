"""The open books: what has been published here, newest first."""

import re
from datetime import UTC, datetime, timedelta

from flask import render_template, request, url_for

from participation.kernel import clock
from participation.today.pages.blueprint import pages
from participation.today.present.open_books import line
from participation.today.rules.open_books import Kind, Published
from participation.today.store.open_books import list_published
from participation.web.house import place, reading
from participation.web.rights import PUBLIC, right

PAGE = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CURSOR = re.compile(r"([0-9]{1,17})-(minutes|result)-([0-9]{1,9})")


@pages.get("/c/<slug>/open/")
@right(PUBLIC)
def open_books() -> str:
    """Show published results and adopted minutes."""
    before = _cursor(request.args.get("before", ""))
    found = list_published(reading(), place().id, clock.now(), before, PAGE + 1)
    shown = found[:PAGE]
    return render_template(
        "today/open.html",
        lines=[line(one) for one in shown],
        older=_older(shown[-1]) if len(found) > PAGE else "",
        newer=url_for(".open_books") if before else "",
    )


def _older(last: Published) -> str:
    micros = (last.at - EPOCH) // timedelta(microseconds=1)
    return url_for(".open_books", before=f"{micros}-{last.kind}-{last.no}")


def _cursor(text: str) -> tuple[datetime, str, int] | None:
    """Read where an older page begins; anything else is the first page."""
    found = CURSOR.fullmatch(text)
    if found is None:
        return None
    moment = EPOCH + timedelta(microseconds=int(found[1]))
    return moment, Kind(found[2]), int(found[3])
