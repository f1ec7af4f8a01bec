"""Words for meetings: states, roll, methods, outcomes, sums and refusals."""

from collections.abc import Iterable
from itertools import compress
from typing import Any

from flask_babel import format_time
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.bodies.present import OFFICES, share_words
from participation.bodies.rules import Charter, SeatOffice
from participation.meetings.present.gates import gate_lines as gate_lines
from participation.meetings.rules.deciding import ByLaw, question_of
from participation.meetings.rules.items import Method, Outcome
from participation.meetings.rules.life import MeetingForm, State
from participation.meetings.rules.minutes import ItemFacts, Minutes, Paper
from participation.meetings.rules.roll import Attendee, Presence, Quorum, Standing
from participation.votes.present.sums import sum_lines
from participation.votes.rules.outcomes import Name

STATES = {
    State.CALLED: (_l("待开"), "amber"),
    State.HELD: (_l("在核对记录"), "amber"),
    State.ADOPTED: (_l("记录定稿"), "pine"),
    State.CANCELLED: (_l("取消了"), "plain"),
}
FORMS = {MeetingForm.ON_SITE: _l("现场会议")}
PRESENCES = {
    Presence.CALLED: (_l("没点到"), "amber"),
    Presence.PRESENT: (_l("到会"), "pine"),
    Presence.LEAVE: (_l("请假"), "plain"),
    Presence.ABSENT: (_l("缺席"), "plain"),
}
METHODS = {
    Method.NONE: _l("不表决"),
    Method.HANDS: _l("举手"),
    Method.OPEN: _l("记名投票"),
    Method.SECRET: _l("无记名投票"),
}
OUTCOMES = {
    Outcome.NO_VOTE: (_l("没有表决"), "plain"),
    Outcome.CARRIED: (_l("通过"), "pine"),
    Outcome.NOT_CARRIED: (_l("没有通过"), "seal"),
    Outcome.AGREED: (_l("形成协商意见"), "pine"),
    Outcome.NOT_AGREED: (_l("没有形成协商意见"), "plain"),
}
PAPERS = {Paper.RECORD: _l("会议记录"), Paper.SUMMARY: _l("会议纪要")}

REFUSALS = {
    "meeting-gone": _l("没有找到这次会。请回到名单再看看。"),
    "meeting-not-held": _l("会还没有记完。请先点“散会”，记录会自己写出来。"),
    "meeting-held": _l("会已经散了。要改签到、票数，请先点“接着记”。"),
    "meeting-adopted": _l("记录已经定稿，不能再改。有错的话，请写补正。"),
    "meeting-cancelled": _l("这次会已经取消了。还要开的话，请另外通知一次。"),
    "meeting-open": _l("会已经开了，不能再改、再取消。开不下去的，请散会，另外通知。"),
    "notice-short": _l(
        "%(clause)s要求提前 %(days)d 天通知，最早 %(when)s 开。"
        "请改日子；特殊情况等不及的，在这里写明原因。"
    ),
    "notice-short-usual": _l(
        "章程没有写提前几天，这里按 %(days)d 天，最早 %(when)s 开。"
        "请改日子；特殊情况等不及的，在这里写明原因。"
    ),
    "notice-short-fixed": _l(
        "%(clause)s要求提前 %(days)d 天通知，不能提前开。请改到 %(when)s 以后。"
    ),
    "change-reason-missing": _l("请写明原因。通知到的人都会看到。"),
    "nothing-moved": _l("时间、地点都没有变。请改一样，再存。"),
    "minutes-not-adopted": _l("记录还没有定稿。请先核对、定稿，再打印。"),
    "meeting-title-missing": _l("请写上会议名称。"),
    "meeting-place-missing": _l("请写上在哪里开。"),
    "agenda-empty": _l("还没有写议什么。请至少选一件事，或者写一行。"),
    "agenda-long": _l("一次会最多议 %(most)d 件事。请分两次开。"),
    "agenda-matter-gone": _l("没有找到第 %(no)d 号议题。请重新选。"),
    "line-long": _l("太长了，最多 %(most)d 个字。请写短一点。"),
    "text-long": _l("太长了，一栏最多 %(most)d 个字。请写短一点，全文可以另附纸。"),
    "body-without-seats": _l("“%(name)s”那天还没有成员。请先安排成员，再开会。"),
    "attendee-gone": _l("这次会没有叫到这个人。请重新打开这一页再点。"),
    "chair-leaving": _l("主持的人不能先走。请先把主持交给别人，再记早退。"),
    "replies-over": _l("会已经到点了，不用再回。来了，请在门口签到；来不了，请打个电话。"),
    "door-early": _l("签到还没有开始，%(when)s 起可以签。请到时候再扫一次。"),
    "door-closed": _l("会散了，不能再签到。到了会的，请跟记录的人说。"),
    "door-wrong": _l("这个码不对。请扫门口或者大屏上的码。"),
    "guest-missing": _l("请写上列席的人叫什么。"),
    "guest-twice": _l("%(name)s 已经在签到表上了。"),
    "item-gone": _l("没有找到这件事。请回到会议再看看。"),
    "counts-without-vote": _l("选了“不表决”，可是写了票数。请选怎么表决的，或者把票数清零。"),
    "quorum-not-met": _l(
        "现在到会 %(present)d 人，要 %(needed)d 人才能表决。"
        "请先核对签到；人数真的不够，就选“不表决”。"
    ),
    "law-quorum-not-met": _l(
        "按法律，到会 %(present)s，要 %(needed)s 才能表决（%(law)s第 %(article)s 条）。"
        "请先核对签到；人数真的不够，就选“不表决”，改天再开。"
    ),
    "motion-missing": _l("请写上表决的是哪句话。"),
    "counts-do-not-add": _l(
        "赞成、反对、弃权加起来是 %(cast)d，到会的是 %(present)d 人，对不上。"
        "请再数一遍；没有举手的记作弃权；签到错了就先改签到。"
    ),
    "task-incomplete": _l("交办的事要写全：什么事、交给谁、哪天前办完。"),
    "counts-exceed-roll": _l(
        "第 %(no)d 件事有 %(votes)d 人表决，签到只有 %(present)d 人到会。请改签到或者票数。"
    ),
    "ended-before-start": _l("散会的时间早于开会的时间。请改一改。"),
    "roll-open": _l("还有 %(count)d 位没有点到。请点完名再散会。"),
    "nobody-came": _l("签到表上没有人到会。请先点名。"),
    "minutes-stale": _l(
        "别人刚刚存了第 %(current)d 版，您是从第 %(base)d 版改的。"
        "两边的话都在下面，请对一对，再存一次。"
    ),
    "was-not-there": _l("%(name)s没有到会，记录要请到会的人看。"),
    "minutes-moved-on": _l("记录刚刚改过，您看的是旧的一版。新的在这一页，请再看一遍。"),
    "remarks-many": _l("您提的还有 %(most)d 处没有答复。请等一等，或者打电话说。"),
    "remark-missing": _l("请写上哪里不对；都对的话，点“没有意见”。"),
    "remark-gone": _l("这一处已经答复过了。请重新打开这一页看看。"),
    "nothing-changed-yet": _l("记录还没有改过。请先去改记录，存下，再点“照着改了”。"),
    "remark-answer-missing": _l("没有照着改，请写一句为什么。"),
    "remarks-open": _l("还有 %(count)d 处意见没有答复。请先在“请大家看记录”里答复，再定稿。"),
    "draft-of-nobody": _l("请先登录，再改记录。"),
    "addendum-missing": _l("请写上要补正什么。"),
    "addenda-many": _l("补正已经有 %(most)d 条了。请另外开会更正。"),
    "not-printed": _l("这一份还没有打印过。请先点“打印”。"),
}


def office_words(standing: Standing, office: str) -> str:
    """Return what somebody is in the meeting."""
    if standing is Standing.MEMBER:
        return str(OFFICES[SeatOffice(office)])
    return office or str(_("列席"))


def presence_words(one: Attendee) -> str:
    """Return whether somebody came, or left before the end."""
    return str(_("早退") if one.left_at else PRESENCES[one.status][0])


def came_words(one: Attendee) -> str:
    """Return what somebody is, when they came and left, and whether they signed in themselves."""
    words = [office_words(one.standing, one.office)]
    if one.came_at:
        at = format_time(one.came_at, "HH:mm")
        words.append(str(_("扫码 %(at)s", at=at) if one.is_by_door else at))
    if one.left_at:
        words.append(str(_("走 %(at)s", at=format_time(one.left_at, "HH:mm"))))
    return " · ".join(words)


def quorum_line(found: Quorum, charter: Charter) -> dict[str, Any]:
    """Return the test of the quorum as a line of a school sum."""
    share = share_words(charter.quorum)
    return {
        "label": _("实到 / 应到"),
        "sum": f"{found.present} / {found.due}",
        "limit": _("要 %(needed)d 人（应到的%(share)s）", needed=found.needed, share=share),
        "is_met": found.is_met,
        "article": charter.clause,
    }


def vote_lines(item: ItemFacts, charter: Charter) -> list[dict[str, Any]]:
    """Return the counts of an item as a school sum; none where it was not voted on."""
    if item.method is Method.NONE:
        return []
    is_tie = item.votes.yes == item.votes.no
    share = share_words(charter.majority)
    yes = {
        "label": _("赞成"),
        "sum": item.votes.yes,
        "limit": _("要 %(needed)d 人（到会的%(share)s）", needed=item.needed, share=share),
        "is_met": item.outcome.is_yes,
        "article": _("赞成和反对一样多，不算通过。") if is_tie else charter.clause,
    }
    rest = [(_("反对"), item.votes.no), (_("弃权"), item.votes.abstain)]
    total = (_("到会"), item.votes.present)
    return [yes, *({"label": label, "sum": number} for label, number in [*rest, total])]


def quorum_lines(minutes: Minutes) -> list[dict[str, Any]]:
    """Return whether enough came, by the charter and by the law where one judges it."""
    by_charter = quorum_line(minutes.quorum, minutes.charter)
    return [by_charter, *law_quorum_lines(minutes.lawful)]


def law_quorum_lines(found: ByLaw | None) -> list[dict[str, Any]]:
    """Return whether enough are there by law as a school sum; none where no law judges it."""
    tests = () if found is None else found.outcome.tests
    is_quorum = [one.name is Name.TAKING_PART for one in tests]
    return list(compress(law_lines("", found), is_quorum))


def law_lines(motion: str, by_law: ByLaw | None) -> list[dict[str, Any]]:
    """Return every test of the law behind an item as a school sum; none where no law judges it."""
    if by_law is None:
        return []
    found = sum_lines(by_law.rule, question_of(motion), by_law.outcome)
    return [
        {
            "label": line.name,
            "sum": line.figures,
            "limit": line.limit,
            "is_met": line.is_met,
            "article": line.where,
        }
        for line in found
    ]


TEXTS = {
    "opening": _l("开头"),
    "closing": _l("结尾"),
    "discussion": _l("大家怎么说"),
    "decision": _l("决定"),
    "dissent": _l("保留的不同意见"),
}


def text_name(name: str, no: int) -> str:
    """Return what a text of the minutes is called: 第 2 件：决定."""
    if name == "addendum":
        return str(_("补正 %(no)d", no=no))
    if no == 0:
        return str(TEXTS[name])
    return str(_("第 %(no)d 件：%(text)s", no=no, text=TEXTS[name]))


def method_choices() -> list[tuple[str, Any]]:
    """Return the ways to decide."""
    return [(str(method), words) for method, words in METHODS.items()]


def listed(names: Iterable[str]) -> str:
    """Return names in one line."""
    return "、".join(names)
