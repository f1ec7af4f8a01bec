"""The log in words: verbs and subjects; what has no words yet shows its code."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from participation.audit.rules import Entry

VERBS: dict[str, Any] = {
    "access-reset": _l("重新给了登录地址"),
    "argument-given": _l("说了一条理由"),
    "argument-withdrawn": _l("收回一条理由"),
    "attendance-taken": _l("点了名"),
    "body-dissolved": _l("解散组织"),
    "body-founded": _l("成立组织"),
    "home-cards-issued": _l("发了户卡"),
    "committee-added": _l("建了这个村（社区）"),
    "ballots-printed": _l("印了选票"),
    "candidates-named": _l("写了候选人"),
    "draft-changed": _l("改了草稿"),
    "ballot-voided": _l("作废了一张票"),
    "call-noted": _l("记下了回访"),
    "calls-drawn": _l("抽了要回访的人"),
    "carrier-named": _l("写下了送票人"),
    "complaint-answered": _l("答复了投诉"),
    "election-changed": _l("改了选举的安排"),
    "election-confirmed": _l("确认了选举结果"),
    "election-counted": _l("录了选举票数"),
    "election-started": _l("开始一次选举或罢免"),
    "groups-added": _l("加了小组"),
    "guest-added": _l("加了列席的人"),
    "item-added": _l("加了一项议程"),
    "item-recorded": _l("记下一项决定"),
    "vote-handed-on": _l("把投票的事交给会议"),
    "charter-written": _l("写下一版章程"),
    "item-gated": _l("记下一件事表决前的关口"),
    "party-study-signed": _l("记下党组织研究讨论"),
    "petition-started": _l("有人联名提议开会"),
    "petition-signed": _l("录入联名表一行"),
    "petition-line-struck": _l("划掉联名表一行"),
    "petition-withdrawn": _l("收回联名提议"),
    "petition-answered": _l("记下为联名提议开的会"),
    "meeting-demanded": _l("联名人数够了，要开会"),
    "list-objected": _l("收到对选民名单的异议"),
    "list-published": _l("公布选民名单"),
    "matter-answered": _l("答复了"),
    "matter-declined": _l("说明不办"),
    "matter-moved": _l("走到下一步"),
    "matter-put-to-body": _l("交去商量"),
    "matter-raised": _l("提了一件事"),
    "matter-supported": _l("附议"),
    "left-early": _l("记了早退"),
    "meeting-answered": _l("回了来不来开会"),
    "signed-in": _l("扫码签到"),
    "meeting-called": _l("通知开会"),
    "meeting-cancelled": _l("取消开会"),
    "meeting-moved": _l("改了开会的时间、地点"),
    "meeting-closed": _l("散会"),
    "meeting-reopened": _l("重新打开会议"),
    "meeting-opened": _l("宣布开会"),
    "chair-handed-over": _l("换人主持"),
    "motion-put": _l("提了动议"),
    "motion-withdrawn": _l("收回动议"),
    "amendment-proposed": _l("提了修改"),
    "amendment-settled": _l("定了修改"),
    "room-vote-opened": _l("会场开始表决"),
    "room-vote-closed": _l("会场表决出了结果"),
    "room-vote-cancelled": _l("会场表决作废"),
    "minutes-corrected": _l("给定稿的记录写补正"),
    "minutes-adopted": _l("纪要定稿"),
    "minutes-written": _l("写了纪要"),
    "objection-ruled": _l("处理了异议"),
    "paper-confirmed": _l("核对了纸票"),
    "paper-late": _l("停电补录了纸票"),
    "paper-typed": _l("录了纸票"),
    "print-asked": _l("请打印机准备"),
    "print-done": _l("纸印好了"),
    "print-refused": _l("纸没有印成"),
    "proxy-given": _l("登记了委托投票"),
    "proxy-taken-back": _l("收回了委托投票"),
    "record-printed": _l("打印存档"),
    "rerun-started": _l("开始另行选举"),
    "role-ended": _l("职务结束"),
    "role-given": _l("给了职务"),
    "roster-changed": _l("改了名册"),
    "roster-import-confirmed": _l("确认导入名册"),
    "roster-import-dropped": _l("放弃导入名册"),
    "roster-imported": _l("名册导入好了"),
    "roster-refused": _l("名册没有收下"),
    "roster-uploaded": _l("传来一份名册"),
    "seat-ended": _l("离开席位"),
    "seat-given": _l("给了席位"),
    "shift-called-off": _l("取消志愿活动"),
    "shift-joined": _l("报名志愿活动"),
    "shift-left": _l("取消报名"),
    "shift-offered": _l("招志愿者"),
    "slips-issued": _l("发了票"),
    "voters-added": _l("登记了选民"),
    "voters-listed": _l("做了选民名单"),
    "voters-struck": _l("从选民名单上去掉"),
    "vote-announced": _l("公示谁能投"),
    "vote-withdrawn": _l("撤回公示"),
    "vote-hurried": _l("写明原因，提前打开"),
    "vote-paused": _l("暂停投票"),
    "vote-resumed": _l("恢复投票"),
    "vote-extended": _l("延长投票"),
    "vote-cancelled": _l("取消投票"),
    "vote-final": _l("公示期满"),
    "roll-objected": _l("收到对名册的异议"),
    "roll-objection-ruled": _l("处理了对名册的异议"),
    "result-objected": _l("收到对结果的异议"),
    "result-objection-ruled": _l("处理了对结果的异议"),
    "vote-closed": _l("停止投票"),
    "vote-confirmed": _l("核对了结果"),
    "vote-sealed": _l("打乱封存了选票"),
    "vote-swept": _l("清干净了封存前的痕迹"),
    "vote-counted": _l("清点好了"),
    "vote-drafted": _l("起草投票"),
    "vote-opened": _l("开始投票"),
    "vote-published": _l("公布结果"),
}

SUBJECTS: dict[str, Any] = {
    "matter": _l("议题 %(no)s"),
    "meeting": _l("会议 %(no)s"),
    "shift": _l("志愿活动 %(no)s"),
    "vote": _l("投票 %(no)s"),
    "election": _l("选举或罢免 %(no)s"),
    "body": _l("组织 %(no)s"),
    "import": _l("名册 %(no)s"),
}

KINDS: dict[str, Any] = {
    "account": _l("账号"),
    "role": _l("职务"),
    "seat": _l("席位"),
    "argument": _l("理由"),
    "person": _l("名册上的人"),
    "household": _l("名册上的户"),
    "home-cards": _l("户卡"),
    "print": _l("打印"),
}

ACTORS: dict[str, Any] = {
    "operator": _l("系统管理员"),
    "system": _l("系统自动"),
    "visitor": _l("来访的人"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log (日志) as it reads."""

    seq: int
    at: datetime
    actor: str
    what: str
    subject: str


def line(entry: Entry) -> Line:
    """Return a line in words."""
    return Line(
        seq=entry.seq,
        at=entry.at,
        actor=str(ACTORS.get(entry.actor, entry.actor)),
        what=str(VERBS.get(entry.verb, entry.verb)),
        subject=_subject(entry.subject),
    )


def _subject(subject: str) -> str:
    """Return what a line is about; ids stay out of sight, numbers do not."""
    kind, _colon, number = subject.partition(":")
    if kind in SUBJECTS:
        return str(SUBJECTS[kind]) % {"no": number}
    return str(KINDS.get(kind, subject))
