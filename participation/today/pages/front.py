"""The front door, today for whoever looks, and how the reader wants to read."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from participation.committees import store as committees
from participation.today.pages.blueprint import pages
from participation.web import tongue
from participation.web.house import place, reading
from participation.web.rights import PUBLIC, right
from participation.web.signin import go_on


@pages.get("/")
@right(PUBLIC)
def front() -> Response | str:
    """Show the committees here; one only leads straight to it."""
    found = committees.list_committees(reading())
    if len(found) == 1:
        return redirect(url_for("today.show", slug=found[0].slug))
    return render_template("today/front.html", committees=found)


@pages.get("/c/<slug>/")
@right(PUBLIC)
def show() -> str:
    """Show what is asked of me now, and what became of what I asked."""
    return render_template("today/show.html", committee=place())


@pages.post("/view/")
@right(PUBLIC)
def view() -> Response:
    """Remember large type in a cookie, and go back to the page."""
    response = go_on(request.form.get("next", ""), "/")
    if "large" in request.form:
        value = "1" if request.form["large"] == "1" else "0"
        response.set_cookie(tongue.LARGE_COOKIE, value, max_age=tongue.YEAR, samesite="Lax")
    return response


@pages.get("/language/<code>/")
@right(PUBLIC)
def language(code: str) -> Response:
    """Remember the reader's language in a cookie, and go back to the page."""
    response = go_on(request.args.get("next", ""), "/")
    if code in tongue.LANGUAGES:
        response.set_cookie(tongue.LANGUAGE_COOKIE, code, max_age=tongue.YEAR, samesite="Lax")
    return response
