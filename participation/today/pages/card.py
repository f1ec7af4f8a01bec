"""Remembering a home card on the phone that showed it, scanned or typed."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from participation.web.house import CARD_COOKIE, house, place
from participation.web.tongue import YEAR


def remembered(card: str) -> Response:
    """Return the way to today, with what proves the home card kept for a year."""
    response = redirect(url_for("today.show"), code=303)
    response.set_cookie(
        CARD_COOKIE,
        card,
        max_age=YEAR,
        path=f"/c/{place().slug}/",
        secure=house().base_url.startswith("https://"),
        httponly=True,
        samesite="Lax",
    )
    return response
