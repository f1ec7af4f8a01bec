"""What the QR on a printed record leads to: is this paper the current one, an old one, or none."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from participation.audit import store
from participation.audit.actions import record_hmac
from participation.audit.present import HEADINGS, Standing, standing_of
from participation.audit.rules import Printed
from participation.db.locators import Located, find_locator
from participation.kernel import codes
from participation.web.house import house, reading
from participation.web.rights import PUBLIC, right

pages = Blueprint("records", __name__)
LONGEST = 60


@pages.get("/r/")
@right(PUBLIC)
def ask() -> Response | str:
    """Ask for the code of a paper, where it cannot be scanned."""
    code = codes.clean(request.args.get("code", "")[:LONGEST])
    if code:
        return redirect(url_for("records.show", code=code))
    return render_template("audit/ask.html")


@pages.get("/r/<code>")
@right(PUBLIC)
def show(code: str) -> tuple[str, int]:
    """Say whether the paper in hand is the current, a superseded or no version, to anyone."""
    found = _find(code[:LONGEST])
    standing = standing_of(found)
    page = render_template(
        "audit/record.html",
        worth=standing,
        heading=HEADINGS[standing],
        printed=found[0] if found else None,
        newest=found[1] if found else 0,
    )
    return page, 404 if standing is Standing.UNKNOWN else 200


def _find(code: str) -> tuple[Printed, int] | None:
    hashed = record_hmac(house().key, code)
    located = find_locator(reading(), hashed)
    if located is None or located[0] is not Located.RECORD:
        return None
    return store.find_printed(reading(), located[1], hashed)
