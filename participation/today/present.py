"""The tabs of a place, and the words of today."""

from flask import url_for
from flask_babel import gettext as _

from participation.kernel.actor import Actor


def tab_links(slug: str, actor: Actor) -> list[tuple[str, str, str]]:
    """Return the tabs (key, words, address); the desk only for those who work there."""
    links = [("today", _("今天"), url_for("today.show", slug=slug))]
    links.append(("matters", _("议事"), url_for("matters.list_", slug=slug)))
    links.append(("volunteers", _("志愿"), url_for("volunteers.list_", slug=slug)))
    if actor.may("desk:see"):
        links.append(("desk", _("办公桌"), url_for("today.desk", slug=slug)))
    return links
