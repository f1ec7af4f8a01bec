"""Notices about a vote and objections to it, as everybody reads them."""

from collections.abc import Iterable, Mapping

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.votes.rules.halting import NoticeKind, VoteNotice
from participation.votes.rules.objections import Ground, Objection, Period
from participation.web import tongue

NOTICES: Mapping[NoticeKind, LazyString] = {
    NoticeKind.ANNOUNCED: _l("公示：要问什么，谁能投"),
    NoticeKind.WITHDRAWN: _l("撤回公示"),
    NoticeKind.HURRIED: _l("情况特殊，提前打开"),
    NoticeKind.PAUSED: _l("暂停投票"),
    NoticeKind.RESUMED: _l("恢复投票"),
    NoticeKind.EXTENDED: _l("延长投票"),
    NoticeKind.CANCELLED: _l("取消投票"),
}

MOVED = frozenset({NoticeKind.RESUMED, NoticeKind.EXTENDED})

GROUNDS: Mapping[Ground, LazyString] = {
    Ground.MISSING: _l("少了"),
    Ground.WRONG: _l("不该有"),
    Ground.RESULT: _l("对结果"),
}


def notice_events(notices: Iterable[VoteNotice]) -> list[dict[str, str]]:
    """Return notices as lines of a trail, the newest first as given."""
    return [
        {"when": tongue.moment(one.at), "text": str(NOTICES[one.kind]), "note": _note(one)}
        for one in notices
    ]


def _note(one: VoteNotice) -> str:
    parts = [one.reason]
    if one.kind in MOVED and one.closes_at is not None:
        parts.append(_("改到 %(when)s 截止", when=tongue.moment(one.closes_at)))
    return "；".join(part for part in parts if part)


def moved_words(notices: Iterable[VoteNotice]) -> str:
    """Return that the close is no longer the one printed on slips, and why; empty if it is."""
    moved = (one for one in notices if one.kind in MOVED and one.closes_at is not None)
    last = next(moved, None)
    if last is None or last.closes_at is None:
        return ""
    said = _("截止时间改到 %(when)s，票上印的时间不算了。", when=tongue.moment(last.closes_at))
    why = _("原因：%(reason)s", reason=last.reason) if last.reason else ""
    return f"{said}{why}"


def objection_line(one: Objection) -> dict[str, str]:
    """Return an objection as everybody sees it: number, household, day, ruling; no words."""
    thing = _("第 %(no)s 号异议 · %(what)s", no=one.no, what=GROUNDS[one.ground])
    if one.label:
        thing = f"{thing} · {one.label}"
    return {
        "thing": thing,
        "state": _state(one),
        "tone": "amber" if one.is_waiting else ("pine" if one.is_upheld else "plain"),
        "fact": one.ruling or _("%(day)s 提的", day=tongue.day(one.filed_at)),
    }


def _state(one: Objection) -> str:
    if one.is_waiting:
        return str(_("等处理"))
    if one.corrected_on is not None and one.is_upheld:
        return str(_("异议成立，%(day)s 已更正", day=tongue.day(one.corrected_on)))
    return str(_("异议成立")) if one.is_upheld else str(_("异议不成立"))


def period_words(period: Period) -> str:
    """Return how long a result stays up, and by which article."""
    return str(
        _(
            "%(law)s第%(article)s条：公示不少于 %(days)s 天。",
            law=period.law,
            article=period.article,
            days=period.days,
        )
    )
