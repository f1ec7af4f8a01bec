"""Words for petitions: states, ways to be enough, the sheet to sign, refusals.

Paper speaks Chinese whatever the page's language is; whoever prints forces that locale.
"""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.bodies.present import share_words
from participation.bodies.rules import Share
from participation.meetings.rules.petitions import CALL_WITHIN, Petition, State, Way
from participation.paper.elections import PublicList
from participation.votes.rules.bases import Base
from participation.votes.rules.decision_rules import Rule
from participation.web.tongue import day_full

BLANK_LINES = 20

STATES = {
    State.GATHERING: (_l("在收签名"), "amber"),
    State.DEMANDED: (_l("人数够了，要开会"), "seal"),
    State.CALLED: (_l("会已经通知"), "pine"),
    State.WITHDRAWN: (_l("收回了"), "plain"),
}

SIGNERS = {
    Base.ADULT: _l("十八周岁以上的人"),
    Base.HOUSEHOLD: _l("户"),
    Base.REP: _l("代表"),
    Base.OWNER: _l("业主"),
}

REFUSALS = {
    "petition-gone": _l("没有找到这份提议。请回到列表再看看。"),
    "petition-of-no-meeting": _l("法律没有写这种会可以联名要求开。请选别的会。"),
    "petition-title-missing": _l("请写上要开会商量什么。"),
    "petition-open": _l("这件事已经有人在联名了，是第 %(no)d 号提议。请到那里点“我家愿意签”。"),
    "petition-over": _l("这份提议不再收签名了。请看上面写的进展。"),
    "petition-of-another": _l("只有提出的那一户可以收回。"),
    "petition-not-demanded": _l("签名的人数还不够，先不用定会议。"),
    "recall-on-paper": _l(
        "罢免要用纸联名，网上不收：村民委员会组织法第十九条、城市居民委员会组织法第二十条。"
        "请到“要求罢免，怎么办”打印联名书。"
    ),
    "signed-twice": _l("%(name)s 已经录过了（%(sheet)s）。一个人只算一次，请录下一行。"),
    "signed-later": _l("签名的日子在今天以后。请照表上写的改。"),
    "signed-before": _l("签名的日子早于 %(day)s，那天才开始联名。请照表上写的改。"),
    "signer-not-entitled": _l(
        "%(name)s 不在能签的人里：要满十八周岁、在名册上；要代表或者业主签的，要是代表或者业主。"
    ),
    "signature-gone": _l("没有找到这一行。请重新打开这一页。"),
    "signature-struck": _l("这一行已经划掉了。"),
    "strike-reason-missing": _l("请写上为什么划掉。"),
    "meeting-of-another-body": _l("这次会不是提议要开的那种会。请选对的会，或者先去发通知。"),
    "meeting-before-demand": _l("这次会在人数够以前就定了，不算答复。请另外发通知。"),
}


def way_words(way: Way) -> str:
    """Return what a way asks for: 十八周岁以上的人十分之一以上."""
    share = share_words(Share(way.share.op, way.share.share))
    return str(_("%(who)s的%(share)s", who=SIGNERS[way.share.base], share=share))


def way_lines(found: Sequence[Way]) -> list[dict[str, Any]]:
    """Return each way as a line of a school sum; one whose people nobody listed says so."""
    return [
        {
            "label": way_words(way),
            "sum": f"{way.signed} / {way.size}" if way.size else _("名册上没有"),
            "limit": _("要 %(needed)d 个签名", needed=way.needed) if way.size else "",
            "is_met": way.is_met,
            "article": _("%(law)s第 %(no)d 条", law=way.share.law, no=way.share.article),
        }
        for way in found
    ]


def clock_words() -> str:
    """Return whose number the days to call the meeting are."""
    return str(
        _(
            "法律写的是“应当召集”，没有写几天。这里按 %(days)d 天提醒；当地有规定的，按当地的。",
            days=CALL_WITHIN.days,
        )
    )


def sheet(
    petition: Petition, rule: Rule, found: Sequence[Way], place: str, sheets: int
) -> PublicList:
    """Return the sheet to sign (联名表): one adult a line, by their own hand."""
    needed = "；或者".join(
        f"{way_words(way)}（{way.share.law}第 {way.share.article} 条"
        + (f"，现在要 {way.needed} 个" if way.size else "")
        + "）"
        for way in found
    )
    why = f"理由：{petition.reason}" if petition.reason else ""
    return PublicList(
        title=f"提议召开{rule.title}联名表",
        lead=f"我们提议召开{rule.title}，商量：{petition.title}。{why}",
        columns=("", "姓名（本人签，或者按指印）", "户号", "日期"),
        widths=(1, 6, 3, 3),
        rows=tuple((str(no), "", "", "") for no in range(1, sheets * BLANK_LINES + 1)),
        notes=(
            f"要多少人签才算数：{needed}。几种算法够一种就行，不能加在一起。",
            "满十八周岁的人才能签，一人一行，自己签自己的名字。不签也没有人会问。",
            f"签好以后交给村（居）委会，也可以交给监督委员会录入。这是第 {petition.no} 号提议。",
        ),
        issuer=place,
        issued_on=day_full(petition.started_at),
    )
