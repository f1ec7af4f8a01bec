"""The desk of the clerk and the supervisor."""

from flask import render_template

from participation.today.pages.blueprint import pages
from participation.web.house import place
from participation.web.rights import right


@pages.get("/c/<slug>/desk/")
@right("desk:see")
def desk() -> str:
    """Show the desk: what is due, and where each errand begins."""
    return render_template("today/desk.html", committee=place())
