"""The county's table."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.insights.rules import Odd, Service, Watched
from participation.votes.rules.watching import Grievance

KINDS: dict[str, Any] = {
    Grievance.NOT_MINE: _l("不是我投的"),
    Grievance.PRESSED: _l("被催票"),
    Grievance.OTHER: _l("别的"),
}


def watched_line(one: Watched) -> dict[str, Any]:
    """Return a complaint as the county reads it: whole, and whether it was answered."""
    return {
        "thing": " · ".join(part for part in (str(KINDS[one.kind]), one.place, one.who) if part),
        "title": one.title,
        "href": url_for("votes.show", slug=one.slug, no=one.no),
        "text": one.text,
        "filed_at": one.filed_at,
        "answer": f"{one.by}：{one.answer}" if one.answer else "",
    }


def odd_line(one: Odd) -> dict[str, Any]:
    """Return what looks odd in a vote: a number to ask about, no accusation."""
    said = (
        _("%(who)s 一个人帮投了 %(num)s 票", who=one.who, num=one.number)
        if one.who
        else _("同一部手机投了 %(num)s 张票", num=one.number)
    )
    href = url_for("votes.show", slug=one.slug, no=one.no)
    return {"thing": f"{one.place} · {one.title}", "said": str(said), "href": href}


def table_lines(lines: Iterable[Service]) -> list[list[Any]]:
    """Return one line of cells for each committee; its name leads to its public page."""
    return [
        [
            {"text": one.name, "href": url_for("today.show", slug=one.slug)},
            one.region,
            one.open_matters,
            one.overdue,
        ]
        for one in lines
    ]
