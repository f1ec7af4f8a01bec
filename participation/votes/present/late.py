"""Lists of a vote to print, sheets for a power cut (停电), and words for papers typed late."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from flask_babel import gettext as _

from participation.paper.elections import BallotPost, PublicList, TallySheet
from participation.votes.actions.roll import listed
from participation.votes.present.slips import ticks_words
from participation.votes.rules.late import LatePapers
from participation.votes.rules.roll import Unit
from participation.votes.rules.vote import Vote, Voter
from participation.web.tongue import day_full, moment, moment_full

SQUARE = "□"
ABREAST = 3


def paper_roll(vote: Vote, voters: Sequence[Voter], place: str) -> PublicList:
    """Return the roll with a square for each stub; the hours stand for the sheet, never a line."""
    return PublicList(
        title="停电时的收票登记表",
        lead=f"{vote.title}　{moment_full(vote.closes_at)} 截止。名册上 {len(voters)} 行。",
        columns=("号", "小组", _who(vote), "收到纸票"),
        widths=(2, 5, 8, 3),
        rows=tuple((str(one.no), one.group_name, listed(vote.unit, one), SQUARE) for one in voters),
        notes=(
            "截止以前收到的才算。收到一张，打一个勾；存根另外收好，选票投进投票箱。"
            if vote.is_secret
            else "截止以前收到的才算。收到一张，打一个勾；纸票收好，不要散失。",
            "这张表从 ______ 时 ______ 分用到 ______ 时 ______ 分，一共收到 ______ 张。",
            "来电以后照存根上的码补录，写明收到的时间和证明人。",
            "证明人（两人）签名：______________　______________",
        ),
        issuer=place,
        issued_on="　　　年　　月　　日",
    )


def roll_notice(
    vote: Vote, voters: Sequence[Voter], issuer: str, opens: datetime, today: date
) -> PublicList:
    """Return who may vote (谁能投) to be put up beside the screen, three to a line."""
    names = tuple(listed(vote.unit, one) for one in voters)
    blank = ("",) * (-len(names) % ABREAST)
    cells = [f"{one.group_name}　{name}" for one, name in zip(voters, names, strict=True)]
    padded = (*cells, *blank)
    rows = tuple(padded[at : at + ABREAST] for at in range(0, len(padded), ABREAST))
    return PublicList(
        title="谁能投",
        lead=f"{vote.title}　共 {len(voters)} 行。请看看您家在不在上面。",
        columns=(_who(vote),) * ABREAST,
        widths=(1,) * ABREAST,
        rows=rows,
        notes=(
            f"最早 {moment_full(opens)} 打开投票，打开以后名册不再改。",
            "有不对的，请在打开以前到村（居）委会说，或者扫家里的户卡写下来。怎么处理的，会公开。",
        ),
        issuer=issuer,
        issued_on=day_full(today),
    )


def _who(vote: Vote) -> str:
    return "户号" if vote.unit is Unit.HOUSEHOLD else "户号和姓名"


def paper_tally(vote: Vote) -> TallySheet:
    """Return the count sheet of a vote: each question with its options."""
    return TallySheet(
        title=vote.title,
        day=f"{moment_full(vote.closes_at)} 截止",
        posts=tuple(
            BallotPost(
                title=question.text,
                limit=str(ticks_words(question)),
                names=tuple(option.label for option in question.options),
            )
            for question in vote.questions
        ),
        spoiled="废票、空白票",
        names_head="选项",
    )


def late_lines(piles: Iterable[LatePapers]) -> list[str]:
    """Return what everybody reads of papers that were typed late."""
    return [
        _(
            "停电补录 %(num)s 张，%(when)s 收到。",
            num=pile.papers,
            when=moment(pile.received_at),
        )
        for pile in piles
    ]
