"""The tabs of a place, and the words of today."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.kernel.actor import Actor

REFUSALS = {
    "code-wrong": _l("没有这个码。请照着纸上再写一遍，或者扫旁边的二维码。"),
    "code-revoked": _l("这张票换过新的，旧码不能用了。请用新的那张。"),
    "card-revoked": _l(
        "这张户卡换过新的，旧码不能用了。请用新的那张；没有新卡，请找村（居）委会。"
    ),
    "code-waits": _l("这里试错的次数太多了。请过十五分钟再来，或者扫纸上的二维码。"),
}


def tab_links(slug: str, actor: Actor) -> list[tuple[str, str, str]]:
    """Return the tabs (key, words, address); the desk only for those who work there."""
    links = [
        ("today", _("今天"), url_for("today.show", slug=slug)),
        ("matters", _("议事"), url_for("matters.list_", slug=slug)),
        ("volunteers", _("志愿"), url_for("volunteers.list_", slug=slug)),
        ("open", _("公开"), url_for("today.open_books", slug=slug)),
    ]
    if actor.may("votes:help"):
        links.append(("help", _("帮投"), url_for("votes.help_list", slug=slug)))
    if actor.may("desk:see"):
        links.append(("desk", _("办公桌"), url_for("today.desk", slug=slug)))
    return links
