"""Who may do what: one table of posts and rights, readable by one who does not program."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """A post in a committee.

    文书, 议事会成员, 村务监督委员会成员, 小组长, 帮投员（网格员）, 党组织书记.
    """

    CLERK = "clerk"
    COUNCIL = "council"
    SUPERVISOR = "supervisor"
    HEAD = "head"
    HELPER = "helper"
    SECRETARY = "secretary"


class Office(StrEnum):
    """A post above committees: 镇（街道）民政办 or 县民政局."""

    TOWNSHIP = "township"
    COUNTY = "county"


RESIDENT = frozenset(
    {
        "matters:raise",
        "matters:support",
        "matters:argue",
        "shifts:join",
        "objections:file",
        "petitions:start",
        "petitions:print",
        "meetings:join",
    }
)
ANY_ACCOUNT = frozenset({"me:see"})

RIGHTS: dict[Role | Office, frozenset[str]] = {
    Role.CLERK: frozenset(
        {
            "desk:see",
            "roster:see",
            "roster:edit",
            "roster:import",
            "cards:print",
            "slips:print",
            "roles:give",
            "matters:raise",
            "matters:answer",
            "bodies:found",
            "votes:draft",
            "votes:announce",
            "votes:open",
            "votes:halt",
            "objections:file",
            "objections:rule",
            "votes:enter-paper",
            "votes:count",
            "elections:prepare",
            "elections:record",
            "elections:confirm",
            "shifts:offer",
            "texts:send",
            "meetings:call",
            "petitions:type",
            "petitions:print",
            "meetings:record",
            "meetings:join",
            "study:sign",
            "minutes:edit",
            "minutes:adopt",
            "minutes:print",
            "files:keep",
            "files:read",
            "packs:make",
            "log:read",
        }
    ),
    Role.COUNCIL: frozenset({"matters:argue", "meetings:join", "minutes:print", "files:read"}),
    Role.SUPERVISOR: frozenset(
        {
            "desk:see",
            "votes:confirm",
            "votes:check-paper",
            "votes:oversee",
            "results:rule",
            "elections:confirm",
            "petitions:type",
            "petitions:print",
            "meetings:join",
            "minutes:print",
            "files:keep",
            "files:read",
            "packs:make",
            "log:read",
        }
    ),
    Role.HEAD: frozenset({"matters:argue", "meetings:join"}),
    Role.HELPER: frozenset({"votes:help", "meetings:join"}),
    Role.SECRETARY: frozenset(
        {"desk:see", "study:sign", "meetings:join", "minutes:print", "files:read"}
    ),
    Office.TOWNSHIP: frozenset({"county:see"}),
    Office.COUNTY: frozenset({"county:see"}),
}

EVERY_RIGHT = (
    frozenset({"public:read"}) | RESIDENT | ANY_ACCOUNT | frozenset().union(*RIGHTS.values())
)


@dataclass(frozen=True, slots=True)
class Post:
    """A role with its term; `person_id` is who on the roster holds it, if anybody there does."""

    role: Role
    from_day: date
    until_day: date | None
    person_id: UUID | None = None
    group_id: UUID | None = None


def is_running(from_day: date, until_day: date | None, day: date) -> bool:
    """Whether a term covers a day; its last day counts."""
    return from_day <= day and (until_day is None or day <= until_day)


def rights_of(posts: Iterable[Role | Office]) -> frozenset[str]:
    """Return all that these posts allow together."""
    rights = ANY_ACCOUNT
    for post in posts:
        rights = rights | RIGHTS[post]
    return rights
