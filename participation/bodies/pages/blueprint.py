"""The blueprint of bodies, and what each of its pages looks up first."""

from flask import Blueprint
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.bodies import store
from participation.bodies.rules import Body
from participation.web.house import place, reading

pages = Blueprint("bodies", __name__)

Answer = Response | str | tuple[str, int]


def body_of(no: int) -> Body:
    found = store.find_body(reading(), place().id, no)
    if found is None:
        raise NotFound
    return found
