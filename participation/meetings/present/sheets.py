"""Papers before a meeting: the notice to put up, the sheet to sign in, ballots for its items.

Paper speaks Chinese whatever the page's language is; whoever prints forces that locale.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from participation.bodies.rules import Body
from participation.meetings.present.words import office_words
from participation.meetings.rules.items import Item
from participation.meetings.rules.life import Meeting
from participation.meetings.rules.notice import Notice, NoticeKind
from participation.meetings.rules.roll import Attendee, Standing
from participation.paper.elections import BallotPost, ElectionBallot, PublicList, TallySheet
from participation.votes.present.slips import ticks_words
from participation.votes.rules.questions import Question
from participation.votes.rules.vote import Vote
from participation.web.tongue import day_full, moment_full

ANSWERS = ("赞成", "反对", "弃权")


def notice(
    meeting: Meeting,
    body: Body,
    items: Sequence[Item],
    notices: Sequence[Notice],
    issuer: str,
    today: date,
) -> PublicList:
    """Return the notice (开会通知): who meets, where and when, about what."""
    return PublicList(
        title="开会通知",
        lead=f"{body.name}定于 {moment_full(meeting.starts_at)} 在{meeting.place}开会："
        f"{meeting.title}。{meeting.chair}主持。请准时到会，会前签到。",
        columns=("", "议什么"),
        widths=(1, 12),
        rows=tuple((str(one.position), one.title) for one in items),
        notes=(
            *_changes(notices),
            f"到会的人数够了才能表决（{body.charter.clause}）。不能到会的，请提前说一声。",
        ),
        issuer=issuer,
        issued_on=day_full(today),
    )


def _changes(notices: Sequence[Notice]) -> list[str]:
    """Return why the notice came late, and what was changed since, a line each."""
    lines = []
    for one in notices:
        at = day_full(one.at)
        if one.kind is NoticeKind.CALLED and one.reason:
            lines.append(f"因特殊情况临时通知：{one.reason}。")
        elif one.kind is NoticeKind.MOVED:
            lines.append(f"{at}改过时间、地点，以这张为准。原因：{one.reason}。")
        elif one.kind is NoticeKind.CANCELLED:
            lines.append(f"{at}取消，不用来。原因：{one.reason}。")
    return lines


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


def ballot(
    body: Body, items: Sequence[Item], handed: Mapping[UUID, Vote], issuer: str
) -> ElectionBallot:
    """Return a secret ballot: each item with its answers; nothing tells one from another."""
    return ElectionBallot(
        place=body.name,
        title="表决票",
        posts=posts_of(items, handed, is_named=False),
        how=(
            "每件事在方框里画○，能选几项照每件事下面写的。",
            "选多了，或者看不清，这件事作废。",
            "不写自己的名字，写好折起来，投进票箱。",
        ),
        stamp=issuer,
    )


def named_ballot(
    body: Body, items: Sequence[Item], handed: Mapping[UUID, Vote], issuer: str
) -> ElectionBallot:
    """Return a named ballot (记名), of what votes by name handed on, with a line for the name."""
    return ElectionBallot(
        place=body.name,
        title="记名表决票",
        posts=posts_of(items, handed, is_named=True),
        how=(
            "每件事在方框里画○，能选几项照每件事下面写的。",
            "写上自己的名字，签名或者按手印才算数，交给计票的人。",
            "姓名：__________________　签名（按手印）：__________________",
        ),
        stamp=issuer,
    )


def posts_of(
    items: Sequence[Item], handed: Mapping[UUID, Vote], *, is_named: bool
) -> tuple[BallotPost, ...]:
    """Return what stands on a ballot: a vote's own questions and options where one handed them on.

    An item of its own is asked 赞成, 反对, 弃权, and in secret.
    """
    posts: list[BallotPost] = []
    for item in items:
        vote = handed.get(item.id)
        if vote is None:
            posts += [] if is_named else [BallotPost(item.title, "选一项", ANSWERS)]
        elif vote.is_secret is not is_named:
            posts += [_post(question) for question in vote.questions]
    return tuple(posts)


def _post(question: Question) -> BallotPost:
    names = tuple(option.label for option in question.options)
    return BallotPost(question.text, str(ticks_words(question)), names)


def tally(
    meeting: Meeting, body: Body, items: Sequence[Item], handed: Mapping[UUID, Vote]
) -> TallySheet:
    """Return the count sheet (计票单) of everything that a ballot of the meeting asks."""
    both = [posts_of(items, handed, is_named=is_named) for is_named in (False, True)]
    return TallySheet(
        title=f"{body.name}　{meeting.title}",
        day=day_full(meeting.starts_at),
        posts=(*both[0], *both[1]),
        spoiled="废票、空白票",
        names_head="选项",
    )
