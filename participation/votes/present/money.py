"""How a sum was shared out, project by project, in numbers anyone can check."""

from fractions import Fraction

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from participation.votes.present.figures import exact
from participation.votes.rules.budgets import Funding, How, Round
from participation.votes.rules.questions import Question, yuan


def money_lines(question: Question, funding: Funding) -> list[dict[str, object]]:
    """Return a line for each project in the order in which money was given, then what is left."""
    labels = {option.code: option.label for option in question.options}
    lines: list[dict[str, object]] = [
        {
            "label": labels[one.code],
            "sum": _l("%(votes)s 票 · %(cost)s 元", votes=one.votes, cost=yuan(one.cost)),
            "limit": _said(one),
        }
        for one in funding.rounds
    ]
    left = _l("%(left)s 元", left=yuan(funding.left))
    return [*_shares(funding), *lines, {"label": _l("没有用完"), "sum": left}]


def _shares(funding: Funding) -> list[dict[str, object]]:
    if funding.share is None:
        return []
    return [{"label": _l("每张票分到"), "sum": _l("%(sum)s 元", sum=_exact(funding.share))}]


def _exact(fen: Fraction) -> str:
    return exact(fen / 100)


def _said(one: Round) -> LazyString:
    left = yuan(one.left)
    match one.how:
        case How.SKIPPED if not one.votes:
            return _l("没有人选")
        case How.SKIPPED:
            return _l("不够，跳过。这时还剩 %(left)s 元", left=left)
        case How.COMPLETED:
            return _l("分完以后剩下的钱够，办。还剩 %(left)s 元", left=left)
        case How.BOUGHT if one.price is None:
            return _l("办。还剩 %(left)s 元", left=left)
        case How.BOUGHT:
            return _paid(one, left)


def _paid(one: Round, left: str) -> LazyString:
    words = {"full": one.full, "price": _exact(one.price or Fraction()), "left": left}
    if not one.short:
        return _l("%(full)s 票各出 %(price)s 元，办。还剩 %(left)s 元", **words)
    return _l(
        "%(full)s 票各出 %(price)s 元，其余的票一共出 %(short)s 元，办。还剩 %(left)s 元",
        short=_exact(one.short),
        **words,
    )
