"""Texts that leave the house, worded when they are read: template and facts → what to post."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.audit.rules import Outgoing
from participation.votes.present.words import OUTCOME_LINES
from participation.votes.rules.outcomes import Code
from participation.web import tongue

Facts = Mapping[str, Any]

CHANNELS = {"group": _l("发到群里"), "loudspeaker": _l("广播里念")}


@dataclass(frozen=True, slots=True)
class Text:
    """One text to copy, the address that belongs under it, and by which channel it goes."""

    id: UUID
    channel: str
    words: str
    href: str


def _moment(facts: Facts, name: str) -> str:
    return tongue.moment(datetime.fromisoformat(str(facts[name])))


def _vote_opened(facts: Facts) -> str:
    lead = _("请您家投票") if facts["unit"] == "household" else _("请您投票")
    kind = _("表决") if facts["is_binding"] else _("意见征求")
    return str(
        _(
            "%(lead)s（%(kind)s）：%(question)s %(moment)s停止。票送到家，扫码就能投，"
            "填纸票也算。反对也请投。群里回复不算票。",
            lead=lead,
            kind=kind,
            question=facts["question"],
            moment=_moment(facts, "closes_at"),
        )
    )


def _vote_published(facts: Facts) -> str:
    outcome = OUTCOME_LINES[Code(facts["outcome"])]
    return str(
        _(
            "结果公布了：%(question)s %(outcome)s。怎么算的，公开页上都有。谢谢每一家。",
            question=facts["question"],
            outcome=outcome,
        )
    )


def _vote_announced(facts: Facts) -> str:
    return str(
        _(
            "公示：%(question)s 谁能投、怎么投，公示栏和网页上都有。请看看自己家在不在上面，"
            "有不对的到村（居）委会说，或者扫户卡提。",
            question=facts["question"],
        )
    )


def _vote_withdrawn(facts: Facts) -> str:
    return str(
        _(
            "公示撤回了：%(question)s 原因：%(reason)s。改好以后重新公示。",
            question=facts["question"],
            reason=facts["reason"],
        )
    )


def _vote_hurried(facts: Facts) -> str:
    return str(
        _(
            "情况特殊，提前投票：%(question)s 原因：%(reason)s。",
            question=facts["question"],
            reason=facts["reason"],
        )
    )


def _vote_paused(facts: Facts) -> str:
    return str(
        _(
            "投票暂停：%(question)s 原因：%(reason)s。现在不收票，恢复了再通知，截止时间往后顺延。",
            question=facts["question"],
            reason=facts["reason"],
        )
    )


def _vote_resumed(facts: Facts) -> str:
    return str(
        _(
            "投票恢复了：%(question)s 改到%(moment)s停止。投过的票都还在。",
            question=facts["question"],
            moment=_moment(facts, "closes_at"),
        )
    )


def _vote_extended(facts: Facts) -> str:
    return str(
        _(
            "投票延长：%(question)s 改到%(moment)s停止。原因：%(reason)s。投过的票都还在。",
            question=facts["question"],
            moment=_moment(facts, "closes_at"),
            reason=facts["reason"],
        )
    )


def _vote_cancelled(facts: Facts) -> str:
    return str(
        _(
            "投票取消：%(question)s 原因：%(reason)s。投过的票不数，也没有留。",
            question=facts["question"],
            reason=facts["reason"],
        )
    )


def _shift_offered(facts: Facts) -> str:
    return str(
        _(
            "顺手帮一次：%(title)s。%(moment)s，在%(place)s集合，要 %(places)s 人。"
            "扫户卡报名，来不了随时取消。",
            title=facts["title"],
            moment=_moment(facts, "starts_at"),
            place=facts["place"],
            places=facts["places"],
        )
    )


def _shift_called_off(facts: Facts) -> str:
    return str(
        _(
            "取消通知：%(moment)s的“%(title)s”不办了，不用来。谢谢报名的各位。",
            title=facts["title"],
            moment=_moment(facts, "starts_at"),
        )
    )


def _meeting_called(facts: Facts) -> str:
    return str(
        _(
            "开会通知：%(body)s定于 %(moment)s 在%(place)s开会，%(title)s。"
            "请叫到的各位准时来；来不了，请提前说一声。",
            body=facts["body"],
            moment=_moment(facts, "starts_at"),
            place=facts["place"],
            title=facts["title"],
        )
    )


def _meeting_moved(facts: Facts) -> str:
    return str(
        _(
            "改会通知：%(body)s“%(title)s”的会，改到 %(moment)s，在%(place)s。原因：%(reason)s。",
            body=facts["body"],
            title=facts["title"],
            moment=_moment(facts, "starts_at"),
            place=facts["place"],
            reason=facts["reason"],
        )
    )


def _meeting_cancelled(facts: Facts) -> str:
    return str(
        _(
            "取消通知：%(moment)s的会“%(title)s”不开了，不用来。原因：%(reason)s。",
            moment=_moment(facts, "starts_at"),
            title=facts["title"],
            reason=facts["reason"],
        )
    )


WORDED: Mapping[str, tuple[Callable[[Facts], str], str]] = {
    "vote-announced": (_vote_announced, "votes"),
    "vote-withdrawn": (_vote_withdrawn, "votes"),
    "vote-hurried": (_vote_hurried, "votes"),
    "vote-paused": (_vote_paused, "votes"),
    "vote-resumed": (_vote_resumed, "votes"),
    "vote-extended": (_vote_extended, "votes"),
    "vote-cancelled": (_vote_cancelled, "votes"),
    "vote-opened": (_vote_opened, "votes"),
    "vote-published": (_vote_published, "votes"),
    "meeting-called": (_meeting_called, "meetings"),
    "meeting-moved": (_meeting_moved, "meetings"),
    "meeting-cancelled": (_meeting_cancelled, "meetings"),
    "shift-offered": (_shift_offered, "volunteering"),
    "shift-called-off": (_shift_called_off, "volunteering"),
}


def text(row_id: UUID, outgoing: Outgoing, base_url: str, slug: str) -> Text:
    """Return a text as it is to be posted; a template without words shows its code and facts."""
    channel = str(CHANNELS[outgoing.channel])
    worded = WORDED.get(outgoing.template)
    if worded is None:
        facts = "，".join(f"{name} {value}" for name, value in outgoing.facts.items())
        return Text(row_id, channel, f"{outgoing.template}：{facts}", "")
    say, room = worded
    href = f"{base_url}/c/{slug}/{room}/{outgoing.facts['no']}/"
    return Text(row_id, channel, say(outgoing.facts), href if outgoing.channel == "group" else "")
