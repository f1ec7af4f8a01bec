"""What the wall shows (大屏): one thing at a time, large, without a name but the speaker's."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from participation.bodies.present import share_words
from participation.bodies.rules import Charter
from participation.kernel.fractions import least
from participation.meetings.present.words import OUTCOMES
from participation.meetings.rules.deciding import ByLaw
from participation.meetings.rules.floor import Floor, RoomVote
from participation.meetings.rules.items import Item, Method, needed
from participation.meetings.rules.life import Meeting, State
from participation.meetings.rules.roll import Quorum
from participation.votes.present.figures import article_words

LONG = 36
LONGER = 110
LONGEST = 180
STAMP = 4
ROOM = 6


class Stage(StrEnum):
    """What the room is at: 签到, 议这一件, 讨论, 发言, 修改, 表决, 结果, 散会."""

    GATHERING = "gathering"
    ITEM = "item"
    DEBATE = "debate"
    SPEAKING = "speaking"
    AMENDING = "amending"
    VOTING = "voting"
    RESULT = "result"
    OVER = "over"


def stage_of(meeting: Meeting, floor: Floor | None, item: Item | None) -> Stage:
    """Return what the wall shows now."""
    if meeting.state is not State.CALLED:
        return Stage.OVER
    if floor is None:
        return Stage.GATHERING
    if floor.motion is not None:
        return _debating(floor)
    is_decided = item is not None and item.method is not Method.NONE
    return Stage.RESULT if is_decided else Stage.ITEM


def _debating(floor: Floor) -> Stage:
    if floor.vote is not None:
        return Stage.VOTING
    if floor.speaking is not None:
        return Stage.SPEAKING
    return Stage.DEBATE if floor.amendment is None else Stage.AMENDING


def size_of(text: str) -> str:
    """Return how large a sentence can stand: `long`, `longer` and `longest` ones are smaller."""
    sizes = ((LONG, ""), (LONGER, "long"), (LONGEST, "longer"))
    return next((size for most, size in sizes if len(text) <= most), "longest")


def enough_words(found: Quorum, charter: Charter, lawful: ByLaw | None) -> dict[str, Any]:
    """Return whether enough are there, in a line, and by what: the law first where it asks more."""
    lacking = None if lawful is None else lawful.lacking
    if lacking is None:
        return {"is_met": found.is_met, "words": _quorum(found), "where": charter.clause}
    needed = least(lacking.op, lacking.share, lacking.of)
    facts = {"number": lacking.number, "of": lacking.of, "needed": needed}
    words = str(_("到会 %(number)d，应到 %(of)d（按法律要 %(needed)d，还不够）", **facts))
    where = charter.clause
    if lacking.law is not None and lacking.article is not None:
        where = str(article_words(lacking.law, (lacking.article,)))
    return {"is_met": False, "words": words, "where": where}


def _quorum(found: Quorum) -> str:
    facts = {"due": found.due, "present": found.present, "needed": found.needed}
    if found.is_met:
        return str(_("应到 %(due)d 人，实到 %(present)d 人（要 %(needed)d 人，够）", **facts))
    return str(_("应到 %(due)d 人，实到 %(present)d 人（要 %(needed)d 人，还不够）", **facts))


def result_of(item: Item, vote: RoomVote | None, charter: Charter) -> dict[str, Any] | None:
    """Return the stamp and the numbers of an item that was decided in the room."""
    if vote is None:
        return None
    words, tone = OUTCOMES[vote.outcome]
    share = share_words(charter.majority)
    limit = _(
        "到会 %(present)d 人，要 %(needed)d 票（%(share)s）", share=share, **_limit(item, charter)
    )
    tone = tone if len(words) <= STAMP else f"{tone} wide"
    return {"stamp": words, "tone": tone, "votes": vote.votes, "limit": limit}


def _limit(item: Item, charter: Charter) -> dict[str, int]:
    return {"present": item.votes.present, "needed": needed(item, charter)}


def agenda_of(items: Sequence[Item], item: Item | None) -> list[tuple[int, str, str]]:
    """Return the agenda with where it is: number, `done`, `now` or `todo`, and title."""
    return [(one.position, _state(one, item), one.title) for one in items]


def _state(one: Item, item: Item | None) -> str:
    if item is not None and one.id == item.id:
        return "now"
    return "todo" if one.method is Method.NONE else "done"


def near(agenda: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """Return as much of a long agenda as the wall has room for, around the item that is on."""
    now = next((at for at, one in enumerate(agenda) if one[1] == "now"), 0)
    first = max(0, min(now - ROOM // 2, len(agenda) - ROOM))
    return agenda[first : first + ROOM]
