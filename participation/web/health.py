"""Whether it is alive, and whether it can serve."""

from flask import Blueprint

from participation.db.schema import is_current
from participation.db.session import OperationalError
from participation.web.house import house
from participation.web.rights import PUBLIC, right

pages = Blueprint("health", __name__)


@pages.get("/healthz")
@right(PUBLIC)
def alive() -> tuple[str, int, dict[str, str]]:
    """Say that the process answers."""
    return "ok\n", 200, {"Content-Type": "text/plain"}


@pages.get("/readyz")
@right(PUBLIC)
def ready() -> tuple[str, int, dict[str, str]]:
    """Say whether the database answers and stands at the newest schema."""
    try:
        is_ready = is_current(house().database.engine)
    except OperationalError:
        is_ready = False
    return (
        ("ready\n", 200, {"Content-Type": "text/plain"})
        if is_ready
        else (
            "not ready\n",
            503,
            {"Content-Type": "text/plain"},
        )
    )
