"""A result as a school sum (算式): numbers, limit, enough or not, and who set the limit."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from participation.kernel.fractions import Op, least
from participation.votes.present.figures import amount, article_words, plain, share_words
from participation.votes.present.rules import LAYERS
from participation.votes.rules.decision_rules import Base, Count, Layer, Level, Rule
from participation.votes.rules.outcomes import Name, Outcome, Test
from participation.votes.rules.questions import Kind, Question


@dataclass(frozen=True, slots=True)
class SumLine:
    """Two lines of a sum: 参加户数 249 ÷ 312; 公布过的门槛，三分之二：≥ 208 户; 够."""

    name: LazyString
    figures: str
    limit: LazyString
    verdict: LazyString
    is_met: bool
    where: LazyString | str = ""


def sum_lines(rule: Rule, question: Question, outcome: Outcome) -> tuple[SumLine, ...]:
    """Return the sum behind an outcome, one entry for each test."""
    return tuple(_line(rule, question, outcome, test) for test in outcome.tests)


def _line(rule: Rule, question: Question, outcome: Outcome, test: Test) -> SumLine:
    return SumLine(
        name=_name(rule, question, outcome, test),
        figures=f"{plain(test.base, test.number)} ÷ {plain(test.base, test.of)}",
        limit=_limit(outcome, test),
        verdict=_l("够") if test.is_met else _l("不够"),
        is_met=test.is_met,
        where=_where(outcome, test),
    )


def _where(outcome: Outcome, test: Test) -> LazyString | str:
    """Return the article of a limit; a consultation has none to be met."""
    if test.law is None or test.article is None or not outcome.is_binding:
        return ""
    return article_words(test.law, (test.article,))


def _name(rule: Rule, question: Question, outcome: Outcome, test: Test) -> LazyString:
    match test.name:
        case Name.TAKING_PART:
            return _taking_part(rule, test.base)
        case Name.SUPPORT:
            return _support(question, outcome, test)


def _taking_part(rule: Rule, base: Base) -> LazyString:
    if rule.counts is Count.PRESENT:
        if base is Base.WOMEN_REP:
            return _l("到会的妇女代表")
        return _l("到会户数") if base is Base.HOUSEHOLD else _l("到会人数")
    if base is Base.AREA:
        return _l("参加面积")
    return _l("参加户数") if base is Base.HOUSEHOLD else _l("参加人数")


def _support(question: Question, outcome: Outcome, test: Test) -> LazyString:
    if question.kind is Kind.YES_NO:
        return _l("同意面积") if test.base is Base.AREA else _l("同意")
    labels = {option.code: option.label for option in question.options}
    if test.option is not None and test.base is Base.AREA:
        return _l("选“%(label)s”的面积", label=labels[test.option])
    if test.option is not None:
        return _l("选“%(label)s”", label=labels[test.option])
    if len(outcome.leading) != 1:
        return _l("最多的选项（并列）")
    if test.base is Base.AREA:
        return _l("最多的选项的面积：%(label)s", label=labels[outcome.leading[0]])
    return _l("最多的选项：%(label)s", label=labels[outcome.leading[0]])


def _limit(outcome: Outcome, test: Test) -> LazyString:
    reached = _reached(test)
    enough = amount(test.base, least(test.op, test.share, test.of))
    # Nobody counts thirds of a household: beside them stands the whole number that is enough;
    # of an area it stands alone, in hundredths as flats are measured.
    if test.base is Base.AREA and test.limit.denominator != 1:
        words = {"share": share_words(test.op, test.share), "enough": enough}
        reached = _l("%(share)s：至少 %(enough)s", **words)
    elif test.limit.denominator % 3 == 0:
        reached = _l("%(limit)s，就是至少 %(enough)s", limit=reached, enough=enough)
    if test.name is Name.TAKING_PART and not outcome.is_binding:
        return _l("公布过的门槛，%(limit)s", limit=reached)
    return reached


def _reached(test: Test) -> LazyString:
    words = {
        "share": share_words(test.op, test.share),
        "sign": "≥" if test.op is Op.GE else ">",
        "amount": amount(test.base, test.limit),
    }
    return _l("%(share)s：%(sign)s %(amount)s", **words)


def source_words(rule: Rule, outcome: Outcome) -> LazyString:
    """Return where the limits come from; a consultation never cites a law as met."""
    if rule.law is not None and (outcome.is_binding or rule.level is Level.CHARTER):
        return _l("门槛由%(where)s定。", where=LazyString(_texts, rule))
    return _l("这是意见征求，只看参加的人里有没有过半数。")


def _texts(rule: Rule) -> str:
    """Return every text that set a share of a rule, the lower layers by what they are."""
    limits = [limit for route in rule.routes for limit in route.quorum + route.passing]
    found: dict[tuple[Layer, str], list[int]] = {}
    for limit in limits:
        if limit.law is not None and limit.article is not None:
            found.setdefault((limit.layer, limit.law), []).append(limit.article)
    own = (Layer.CHARTER if rule.level is Level.CHARTER else Layer.LAW, rule.law or "")
    found[own] = [*found.get(own, []), *rule.articles]
    return str(_l("，和")).join(
        (f"{LAYERS[layer]}：" if layer is not own[0] else "")
        + str(article_words(law, tuple(sorted(set(articles)))))
        for (layer, law), articles in found.items()
    )


def next_words(following: Rule) -> LazyString:
    """Return the meeting that can decide, and by which articles."""
    where = article_words(following.law or following.title, following.articles)
    return _l("正式表决由%(meeting)s作出，按%(where)s。", meeting=following.title, where=where)
