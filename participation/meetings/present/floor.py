"""Words of the floor: who speaks, motions with their differences, votes, and for the minutes."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask_babel import format_time
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.meetings.present.words import OUTCOMES
from participation.meetings.rules.floor import (
    AmendmentState,
    Choice,
    RoomVote,
    Side,
    SpeakingRules,
)
from participation.meetings.rules.items import Method
from participation.meetings.rules.motions import differences as differences
from participation.meetings.rules.roll import Attendee, Presence

SIDES = {Side.FOR: _l("赞成"), Side.AGAINST: _l("反对")}
CHOICES = {Choice.YES: _l("赞成"), Choice.NO: _l("反对"), Choice.ABSTAIN: _l("弃权")}
VOTE_METHODS = {
    Method.HANDS: _l("举手"),
    Method.SECRET: _l("纸票，不记名"),
    Method.OPEN: _l("手机，记名"),
}
VOTE_CALLS = {
    Method.HANDS: _l("请举手表决"),
    Method.SECRET: _l("请投纸票"),
    Method.OPEN: _l("请用手机表决"),
}
AMENDED = {
    AmendmentState.PROPOSED: (_l("还没有定"), "amber"),
    AmendmentState.ACCEPTED: (_l("动议人接受"), "pine"),
    AmendmentState.CARRIED: (_l("表决同意"), "pine"),
    AmendmentState.LOST: (_l("表决不同意"), "plain"),
    AmendmentState.WITHDRAWN: (_l("收回"), "plain"),
}

REFUSALS = {
    "meeting-opened": _l("会已经开了。请回到会场接着开。"),
    "meeting-not-opened": _l("还没有宣布开会。请先点“开会”。"),
    "not-present": _l("%(name)s 没有签到。请先点名，再来。"),
    "guests-propose-nothing": _l("%(name)s 是列席的，不提动议。请选一位成员。"),
    "item-first": _l("还没有选议哪一件。请先在议程里选一件。"),
    "item-decided": _l("这件事已经表决过了。还有别的动议，请先加一件议程。"),
    "motion-first": _l("还没有动议。请先提动议，再讨论。"),
    "motion-still-open": _l("眼下的动议还没有了结。一次只议一件：请先表决，或者请提的人收回。"),
    "motion-long": _l("太长了，动议最多 %(most)d 个字。请写成一句话。"),
    "proposer-missing": _l("请选是谁提的，或者写上名称。"),
    "chair-must-hand-over": _l(
        "主持人不能一边主持一边表态。请先把主持交给别人，再提动议、发言；这件事了结以后再接回来。"
    ),
    "presides-already": _l("现在就是 %(name)s 在主持。要换人，请选另一位。"),
    "vice-took-sides": _l("%(name)s 对眼下的动议已经表了态，不能来主持。请换一位。"),
    "chair-still-party": _l("%(name)s 对眼下的动议发过言，要等这件事了结，再接回主持。"),
    "waits-already": _l("%(name)s 已经在等着发言了。请等叫到再说。"),
    "turns-used": _l("%(name)s 对这个动议已经说过 %(turns)d 次，不能再说。请让别人说。"),
    "turn-gone": _l("这个人没有在等。请刷新再看看。"),
    "somebody-speaks": _l("还有人在发言，时间没有到。请等他说完，不要打断。"),
    "nobody-waits": _l("没有人等着发言。请问一问：谁还要说？没有就表决。"),
    "nobody-speaks": _l("现在没有人在发言。请先叫下一位。"),
    "time-left": _l("时间还没有到，不能叫停。请等到时间，或者请他自己说完。"),
    "amendment-open": _l("还有一个修改没有定。请先定下来，再提下一个。"),
    "amendment-first": _l("还有一个修改没有定。请先定下怎么改，再表决动议。"),
    "amendment-gone": _l("现在没有等着定的修改。请刷新再看看。"),
    "amendment-missing": _l("请写上改成哪句话。"),
    "amendment-same": _l("和原来的话一样。请写上改成哪句话。"),
    "vote-open": _l("正在表决，先不发言、不改动议。请先把表决做完。"),
    "no-vote-open": _l("现在没有在表决。请刷新再看看。"),
    "still-waiting": _l("还有 %(count)d 位等着发言。请等他们说完再表决；不说了的，点“不说了”。"),
    "counts-exceed-present": _l(
        "赞成、反对、弃权加起来是 %(cast)d，到会的只有 %(present)d 人。请再数一遍。"
    ),
    "counted-in-room": _l(
        "这件事在会场表决过了，动议和票数不能改。真的错了，请加一件议程，重新表决。"
    ),
    "count-by-missing": _l("请写上是谁点的数。"),
    "phone-counts-itself": _l("手机表决不用点数。请点“到此为止，出结果”。"),
    "no-phone-vote": _l("现在没有手机表决。请看主持人怎么说。"),
    "guests-do-not-vote": _l("列席的人不表决。请听主持人安排。"),
    "not-your-seat": _l("这不是您家的席位。请用自己的户卡或者账号打开。"),
    "room-code-wrong": _l("四位数不对。请看会场的墙上，或者问主持人。"),
    "room-code-wait": _l("四位数错了太多次。请举手告诉主持人，由记录的人处理。"),
}


def clock_words(moment: datetime | None) -> str:
    """Return a time of day: `19:32`."""
    return str(format_time(moment, "HH:mm"))


def second_words(moment: datetime) -> str:
    """Return a time to the second: `19:32:05`."""
    return str(format_time(moment, "HH:mm:ss"))


def turn_words(rules: SpeakingRules) -> str:
    """Return how often and how long one may speak: 一人两次，一次两分钟."""
    minutes = rules.turn // timedelta(minutes=1)
    return str(
        _(
            "赞成、反对轮着来，没说过的先说，一人 %(turns)d 次，一次 %(minutes)d 分钟。",
            turns=rules.turns,
            minutes=minutes,
        )
    )


def left_words(left: timedelta) -> str:
    """Return what is left of a turn as a clock shows it: `1:12`."""
    seconds = -(-left // timedelta(seconds=1))
    return f"{seconds // 60}:{seconds % 60:02}"


def names_of(roll: Iterable[Attendee]) -> dict[UUID, str]:
    """Return names by line of the roll."""
    return {one.id: one.name for one in roll}


def present_choices(
    roll: Iterable[Attendee], presiding_id: UUID | None, *, is_optional: bool = False
) -> list[Any]:
    """Return who is there, to choose from; with a line for who is not on the list if asked.

    Whoever presides stands last: they take no side.
    """
    ordered = sorted(roll, key=lambda one: one.id == presiding_id)
    there = [(one.id.hex, one.name) for one in ordered if one.status is Presence.PRESENT]
    return [("", _("不在名单上")), *there] if is_optional else there


def result_line(vote: RoomVote) -> str:
    """Return what the chair reads out: counts and what they come to."""
    votes = vote.votes
    return str(
        _(
            "赞成 %(yes)d 票，反对 %(no)d 票，弃权 %(abstain)d 票，"
            "到会 %(present)d 人：%(outcome)s。",
            yes=votes.yes,
            no=votes.no,
            abstain=votes.abstain,
            present=votes.present,
            outcome=OUTCOMES[vote.outcome][0],
        )
    )


def pressed_lines(vote: RoomVote, names: Mapping[UUID, str]) -> list[str]:
    """Return who chose what in a vote by name, a line for each choice."""
    chosen = dict(vote.pressed)
    return [
        f"{words}：{'、'.join(name for one, name in names.items() if chosen.get(one) is said)}"
        for said, words in CHOICES.items()
        if said in chosen.values()
    ]
