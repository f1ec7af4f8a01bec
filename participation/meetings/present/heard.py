"""What minutes take from the floor: who opened and presided, who spoke, what was voted on."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _

from participation.meetings.present.floor import (
    AMENDED,
    SIDES,
    clock_words,
    names_of,
    pressed_lines,
    result_line,
)
from participation.meetings.present.words import METHODS
from participation.meetings.rules.floor import (
    Amendment,
    Floor,
    Motion,
    MotionState,
    RoomVote,
    Turn,
    TurnState,
    VoteState,
)
from participation.meetings.rules.items import Item
from participation.meetings.rules.roll import Attendee

Line = tuple[datetime, str]


def opening_of(floor: Floor, roll: Iterable[Attendee]) -> str:
    """Return how the meeting was opened and who presided from when, for the minutes."""
    names = names_of(roll)
    at, who = clock_words(floor.opened_at), names[floor.chair_id]
    handed = [
        str(_("%(at)s 起由%(who)s主持。", at=clock_words(one.at), who=names[one.to_id]))
        for one in floor.handovers
    ]
    return "\n".join([str(_("%(at)s %(who)s宣布开会。", at=at, who=who)), *handed])


def discussion_of(floor: Floor, item: Item, roll: Iterable[Attendee]) -> str:
    """Return what happened on the floor of an item for the minutes, a line each, in its order."""
    names = names_of(roll)
    told = [
        line
        for motion in floor.motions
        if motion.item_id == item.id
        for line in _told(floor, motion, names)
    ]
    ordered = sorted(told, key=lambda one: one[0])
    return "\n".join(f"{clock_words(at)} {words}" for at, words in ordered)


def _told(floor: Floor, motion: Motion, names: dict[UUID, str]) -> list[Line]:
    """Return what happened on a motion, each with its time."""
    amended = [one for one in floor.amendments if one.motion_id == motion.id]
    first = amended[0].before if amended else motion.text
    said = str(_("%(who)s提出动议：%(text)s", who=motion.mover, text=first))
    told: list[Line] = [(motion.moved_at, said)]
    told += [
        (one.started_at, _spoken(one, names)) for one in floor.taken_on(motion) if one.started_at
    ]
    told += [(one.at, _amended(one)) for one in amended]
    told += [
        (one.closed_at, "\n".join([_voted(one), *pressed_lines(one, names)]))
        for one in floor.votes
        if one.motion_id == motion.id and one.closed_at is not None
    ]
    if motion.state is MotionState.WITHDRAWN and motion.settled_at:
        told.append((motion.settled_at, str(_("这个动议收回了。"))))
    return told


def _spoken(turn: Turn, names: dict[UUID, str]) -> str:
    end = str(_("（到时间停下）")) if turn.state is TurnState.CUT else ""
    who, side = names[turn.attendee_id], SIDES[turn.side]
    if turn.gist:
        return str(_("%(who)s（%(side)s）：%(gist)s", who=who, side=side, gist=turn.gist)) + end
    return str(_("%(who)s（%(side)s）发言。", who=who, side=side)) + end


def _amended(one: Amendment) -> str:
    return str(
        _(
            "%(who)s提出修改：%(after)s（%(state)s）",
            who=one.by,
            after=one.after,
            state=AMENDED[one.state][0],
        )
    )


def _voted(vote: RoomVote) -> str:
    method = METHODS[vote.method]
    if vote.state is VoteState.CANCELLED:
        return str(_("一次%(method)s表决作废，没有结果。", method=method))
    result, times = result_line(vote), len(vote.counts)
    if vote.amendment_id is not None:
        return str(_("表决要不要这样改（%(method)s）：%(result)s", method=method, result=result))
    if times > 1:
        counted = {"method": method, "times": times, "result": result}
        return str(_("%(method)s表决，点了 %(times)d 遍：%(result)s", **counted))
    return str(_("%(method)s表决：%(result)s", method=method, result=result))
