"""Every route declares a right; whoever lacks it is told what to do, never shown half a page."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app, redirect, request, url_for
from werkzeug.exceptions import Forbidden, InternalServerError
from werkzeug.wrappers import Response

from participation.kernel.actor import Kind
from participation.web.house import who

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public:read"
RIGHT = "right"


def right(name: str) -> Callable[[View], View]:
    """Declare the right that a route asks for."""

    def declare(view: View) -> View:
        setattr(view, RIGHT, name)
        return view

    return declare


def check_right() -> Response | None:
    """Hold the request's actor against the right of its route, before the route runs."""
    if request.endpoint is None or request.endpoint == "static":
        return None
    view = current_app.view_functions[request.endpoint]
    needed = getattr(view, RIGHT, None)
    if needed is None:
        raise InternalServerError(f"{request.endpoint} declares no right")
    if needed == PUBLIC or who().may(needed):
        return None
    if who().kind is not Kind.ACCOUNT and request.method == "GET":
        return redirect(url_for("access.sign_in", next=request.full_path.rstrip("?")))
    raise Forbidden
