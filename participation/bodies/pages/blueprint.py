"""The blueprint of bodies, and what each of its pages looks up first."""

from datetime import date

from flask import Blueprint
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.bodies import store
from participation.bodies.rules import Body
from participation.kernel import clock
from participation.web.house import house, place, reading

pages = Blueprint("bodies", __name__)

Answer = Response | str | tuple[str, int]


def today() -> date:
    return clock.local_day(clock.now(), house().zone)


def body_of(no: int) -> Body:
    found = store.find_body(reading(), place().id, no)
    if found is None:
        raise NotFound
    return found
