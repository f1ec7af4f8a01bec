"""The result of an election as a school sum: each test, its article, and who was elected."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from participation.kernel.fractions import Op, least
from participation.votes.present.elections.words import where_written
from participation.votes.present.figures import exact, share_words
from participation.votes.rules.decision_rules import Rule
from participation.votes.rules.elections.counting import (
    Fate,
    PostResult,
    Result,
    Sheet,
    Trial,
    result_of,
)
from participation.votes.rules.elections.plan import Election

FATES: Mapping[Fate, LazyString] = {
    Fate.ELECTED: _l("当选"),
    Fate.TIED: _l("票数相同"),
    Fate.NOT_ELECTED: _l("未当选"),
}


@dataclass(frozen=True, slots=True)
class PostShown:
    """A post with its sum, and what follows from it in a sentence."""

    title: str
    lines: list[dict[str, object]]
    verdict: str
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A result as page and paper show it."""

    papers: list[dict[str, object]]
    quorum: dict[str, object]
    is_valid: bool
    posts: list[PostShown]
    following: str
    may_rerun: bool


def shown(election: Election, sheet: Sheet, rerun: Rule | None = None) -> Shown:
    """Return what a sheet comes to, in words; `rerun` is the rule for seats left open."""
    result = result_of(election, sheet)
    may_rerun = rerun is not None and result.is_valid and bool(result.open_seats)
    return Shown(
        papers=_papers(sheet),
        quorum=_line(
            election,
            str(_l("参加投票的人")),
            result.quorum,
            _l("就是至少 %(num)s 人", num=_enough(result.quorum)),
        ),
        is_valid=result.is_valid,
        posts=[_post(election, result, one) for one in result.posts],
        following=str(_following(election, result, rerun)),
        may_rerun=may_rerun,
    )


def _papers(sheet: Sheet) -> list[dict[str, object]]:
    pairs = (
        (_l("登记选民"), sheet.registered),
        (_l("发出选票"), sheet.issued),
        (_l("收回选票"), sheet.returned),
        (_l("有效票"), sheet.valid),
        (_l("废票"), sheet.spoiled),
    )
    return [{"label": str(words), "sum": number} for words, number in pairs]


def _line(election: Election, name: str, trial: Trial, enough: LazyString) -> dict[str, object]:
    limit = _l(
        "%(share)s：%(sign)s %(limit)s，%(enough)s",
        share=_share(trial),
        sign=">" if trial.op is Op.GT else "≥",
        limit=exact(trial.limit),
        enough=enough,
    )
    return {
        "label": name,
        "sum": f"{trial.number} ÷ {trial.of}",
        "limit": str(limit),
        "is_met": trial.is_met,
        "article": str(where_written(election.rule, trial.article)),
    }


def _enough(trial: Trial) -> int:
    return least(trial.op, trial.share, trial.of)


def _share(trial: Trial) -> LazyString:
    share = share_words(trial.op, trial.share)
    is_half = trial.share == Fraction(1, 2)
    return share if trial.op is Op.GT or is_half else _l("%(share)s以上", share=share)


def _post(election: Election, result: Result, one: PostResult) -> PostShown:
    lines = [
        {
            **_line(
                election,
                placed.name,
                placed.trial,
                _l("就是至少 %(num)s 票", num=_enough(placed.trial)),
            ),
            "fate": "" if election.is_recall else str(FATES[placed.fate]),
        }
        for placed in one.placed
    ]
    is_settled = result.is_valid and (
        bool(one.elected) if election.is_recall else not one.open_seats
    )
    return PostShown(one.post.title, lines, str(_verdict(election, result, one)), is_settled)


def _verdict(election: Election, result: Result, one: PostResult) -> LazyString:
    if not result.is_valid:
        return _l("参加投票的人不够数，这次投票无效。")
    if election.is_recall:
        return _l("罢免成立。") if one.elected else _l("罢免不成立。")
    if not one.open_seats:
        return _l("当选：%(names)s。", names="、".join(one.elected))
    facts = {"names": "、".join(one.elected), "tied": "、".join(one.tied), "num": one.open_seats}
    if one.tied:
        return _l("%(tied)s票数相同，分不出先后。还空 %(num)s 个名额。", **facts)
    if one.elected:
        return _l("当选：%(names)s。还空 %(num)s 个名额。", **facts)
    return _l("没有人当选。还空 %(num)s 个名额。", **facts)


def _following(election: Election, result: Result, rerun: Rule | None) -> LazyString | str:
    article = election.terms.vote_article
    where = where_written(election.rule, article)
    if not result.is_valid:
        return _l("这次不算，要重新投票。什么时候重投，请问乡镇（街道）。")
    if election.is_recall or not result.open_seats:
        return ""
    if rerun is None:
        return _l("还是有名额空着。怎么补，请问乡镇（街道）。")
    enough = rerun.routes[0].passing[0]
    return _l(
        "不足的名额另行选举：没有当选的人里得票多的当候选人，得票多的当选，"
        "但是不能少于已投选票的%(share)s（%(where)s）。",
        share=share_words(enough.op, enough.share),
        where=where,
    )
