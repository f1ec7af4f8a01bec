"""Papers before a meeting: the notice to put up, the sheet to sign in, ballots for its items.

Paper speaks Chinese whatever the page's language is; whoever prints forces that locale.
"""

from collections.abc import Sequence
from datetime import date

from participation.bodies.rules import Body
from participation.meetings.present.words import office_words
from participation.meetings.rules.items import Item
from participation.meetings.rules.life import Meeting
from participation.meetings.rules.roll import Attendee, Standing
from participation.paper.elections import BallotPost, ElectionBallot, PublicList
from participation.web.tongue import day_full, moment_full

ANSWERS = ("赞成", "反对", "弃权")


def notice(
    meeting: Meeting, body: Body, items: Sequence[Item], issuer: str, today: date
) -> PublicList:
    """Return the notice (开会通知): who meets, where and when, about what."""
    return PublicList(
        title="开会通知",
        lead=f"{body.name}定于 {moment_full(meeting.starts_at)} 在{meeting.place}开会："
        f"{meeting.title}。{meeting.chair}主持。请准时到会，会前签到。",
        columns=("", "议什么"),
        widths=(1, 12),
        rows=tuple((str(one.position), one.title) for one in items),
        notes=(f"到会的人数够了才能表决（{body.charter.clause}）。不能到会的，请提前说一声。",),
        issuer=issuer,
        issued_on=day_full(today),
    )


def sign_in_sheet(
    meeting: Meeting, body: Body, roll: Sequence[Attendee], issuer: str
) -> PublicList:
    """Return the sheet to sign in (签到表): every member with a line, and room for guests."""
    members = [one for one in roll if one.standing is Standing.MEMBER]
    lines = tuple(
        (str(at), one.name, office_words(one.standing, one.office), "")
        for at, one in enumerate(members, 1)
    )
    guests = (("", "", "列席", ""),) * 4
    return PublicList(
        title="签到表",
        lead=f"{body.name}　{meeting.title}　{moment_full(meeting.starts_at)}　{meeting.place}",
        columns=("", "姓名", "身份", "签名"),
        widths=(1, 4, 4, 5),
        rows=lines + guests,
        notes=(f"应到 {len(members)} 人，实到 ______ 人。列席的人不表决。",),
        issuer=issuer,
        issued_on=day_full(meeting.starts_at),
    )


def ballot(body: Body, items: Sequence[Item], issuer: str) -> ElectionBallot:
    """Return a ballot: each item with 赞成, 反对 and 弃权; nothing tells one from another."""
    return ElectionBallot(
        place=body.name,
        title="表决票",
        posts=tuple(BallotPost(one.title, "选一项", ANSWERS) for one in items),
        how=(
            "每件事在一个方框里画○。",
            "选多了，或者看不清，这件事作废。",
            "不写自己的名字，写好折起来，投进票箱。",
        ),
        stamp=issuer,
    )
