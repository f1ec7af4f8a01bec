"""Words for bodies, offices and the shares of a charter."""

from fractions import Fraction
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.bodies.rules import BodyKind, Seat, SeatOffice, Share
from participation.kernel.fractions import Op
from participation.web.tongue import day_full

KINDS = {
    BodyKind.COUNCIL: _l("议事会"),
    BodyKind.FORUM: _l("协商民主会"),
    BodyKind.BUILDING: _l("楼（院）自管会"),
    BodyKind.PARKING: _l("停车自管会"),
    BodyKind.GROUP: _l("村（居）民小组"),
    BodyKind.VILLAGERS: _l("村民会议"),
    BodyKind.VILLAGE_REPRESENTATIVES: _l("村民代表会议"),
    BodyKind.RESIDENTS: _l("居民会议"),
    BodyKind.RESIDENT_REPRESENTATIVES: _l("居民代表会议"),
    BodyKind.OWNERS: _l("业主大会"),
    BodyKind.OWNERS_COMMITTEE: _l("业主委员会"),
    BodyKind.SUPERVISORS: _l("村务监督委员会"),
    BodyKind.MEDIATION: _l("人民调解委员会"),
    BodyKind.PATROL: _l("联防队"),
}

OFFICES = {
    SeatOffice.CONVENOR: _l("召集人"),
    SeatOffice.RECORDER: _l("记录员"),
    SeatOffice.MEMBER: _l("成员"),
}

SHARES = {
    "gt 1/2": _l("过半数"),
    "ge 1/2": _l("二分之一以上"),
    "ge 2/3": _l("三分之二以上"),
    "gt 2/3": _l("超过三分之二"),
    "ge 3/4": _l("四分之三以上"),
    "ge 4/5": _l("五分之四以上"),
    "ge 1": _l("全体"),
}

REFUSALS = {
    "body-gone": _l("没有找到这个组织。请选一个现在还在的议事组织。"),
    "body-name-missing": _l("请写上组织的名字。"),
    "body-name-long": _l("名字太长了，最多 %(most)d 个字。请写短一点。"),
    "body-name-taken": _l("已经有叫“%(name)s”的了。请换一个名字。"),
    "clause-missing": _l("请写上章程里管开会人数的那一条，比如：《议事会章程》第九条。"),
    "clause-long": _l("太长了，最多 %(most)d 个字。写明章程名称和第几条就行。"),
    "body-dissolved": _l("“%(name)s”已经撤销了，不能再办这件事。要办的话，请另外成立一个。"),
    "seat-reversed": _l("任期的最后一天早于第一天。请改一改日期。"),
    "seat-twice": _l("%(name)s 这段时间已经在里面了。请先结束原来的席位，再安排新的。"),
    "office-taken": _l("这段时间这个职务是 %(name)s。请先结束他的席位，或者选“成员”。"),
    "seat-ended": _l("这个席位在那天以前就到期了。不用再办。"),
    "seat-gone": _l("没有找到这个席位。请回到名单再看看。"),
    "end-before-start": _l("撤销的日子早于成立的日子。请改一改。"),
}


def share_words(share: Share) -> str:
    """Return a share as charters say it: 三分之二以上, 过半数."""
    words = SHARES.get(f"{share.op} {share.share}")
    if words is not None:
        return str(words)
    return _plain(share.op, share.share)


def _plain(op: Op, share: Fraction) -> str:
    if op is Op.GE:
        return str(_("%(share)s 以上", share=share))
    return str(_("超过 %(share)s", share=share))


def kind_choices() -> list[tuple[str, Any]]:
    """Return the kinds of body to choose from."""
    return [(str(kind), KINDS[kind]) for kind in BodyKind]


def office_choices() -> list[tuple[str, Any]]:
    """Return the offices to choose from, the commonest first."""
    return [(str(office), OFFICES[office]) for office in reversed(SeatOffice)]


def share_choices() -> list[tuple[str, Any]]:
    """Return the shares that charters name."""
    return list(SHARES.items())


def term_words(seat: Seat) -> str:
    """Return the term of a seat in words."""
    start = day_full(seat.from_day)
    if seat.until_day is None:
        return str(_("从 %(start)s 起", start=start))
    return str(_("%(start)s 到 %(end)s", start=start, end=day_full(seat.until_day)))
