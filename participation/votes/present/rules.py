"""A rule in words: which text set it, which layer made it stricter, and what else it asks."""

from collections.abc import Iterator, Mapping

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.kernel.fractions import Op
from participation.votes.present.figures import article_words, numeral, share_words
from participation.votes.rules.bases import Base
from participation.votes.rules.decision_rules import Layer, Notice, ProxyKind, Rule
from participation.votes.rules.rule_terms import Delegation, Makeup, Office, Petition

Fact = tuple[str, str]

LAYERS: Mapping[Layer, LazyString] = {
    Layer.LAW: _l("国家法律"),
    Layer.PROVINCE: _l("本省（直辖市）规定"),
    Layer.CITY: _l("本市规定"),
    Layer.COUNTY: _l("本县（区）规定"),
    Layer.CHARTER: _l("章程、议事规则"),
}

WHO: Mapping[Base, LazyString] = {
    Base.ADULT: _l("十八周岁以上的人"),
    Base.HOUSEHOLD: _l("户的代表"),
    Base.ASSEMBLY: _l("会议组成人员"),
    Base.REGISTERED: _l("登记的选民"),
    Base.REP: _l("代表"),
    Base.WOMEN_REP: _l("妇女代表"),
    Base.GROUP_REP: _l("各小组选的代表"),
    Base.GROUP: _l("居民小组"),
    Base.MEMBER: _l("集体经济组织成员"),
    Base.OWNER: _l("业主"),
    Base.INTERESTED_OWNER: _l("有利害关系的业主"),
    Base.AREA: _l("专有部分面积"),
}

OFFICES: Mapping[Office, LazyString] = {
    Office.TOWNSHIP: _l("乡镇人民政府"),
    Office.STREET: _l("街道办事处或者区（市）人民政府"),
    Office.COUNTY: _l("县级人民政府"),
}


def source_facts(rule: Rule) -> list[Fact]:
    """Return which text a rule is, and which lower layers spoke after it."""
    facts = [(_("规则"), rule.title), (_("依据"), rule.source)]
    facts += [(str(LAYERS[local.layer]), local.source) for local in rule.layers]
    if rule.notice is not None:
        facts.append((_("提前通知"), notice_words(rule.notice)))
    return facts


def notice_words(notice: Notice) -> str:
    """Return how long before a meeting people are told, how, and who says so."""
    said = [_("%(days)s 天", days=notice.days), notice.how]
    said += [_("遇有特殊情况可以临时通知")] if notice.has_exception else []
    where = article_words(notice.law, (notice.article,))
    words = "；".join(part for part in said if part)
    who = str(LAYERS[notice.layer])
    return f"{words}（{who}：{where}）"


def term_facts(rule: Rule, rules: Mapping[str, Rule]) -> list[Fact]:
    """Return what a rule asks beside its shares, each with its article."""
    titles = {each.id: each.title for each in rules.values()}
    return [*_meeting(rule), *_decision(rule, titles), *_voting(rule)]


def _meeting(rule: Rule) -> Iterator[Fact]:
    """Yield what comes before the meeting: the party's study, who calls it, who may force it."""
    terms = rule.terms
    if terms.party_article is not None:
        yield _("开会以前"), _cited(rule, _("重要事项先经党组织研究讨论"), terms.party_article)
    if terms.convening is not None:
        words = _("%(who)s召集", who=terms.convening.by)
        times = terms.convening.per_year
        if times is not None:
            words += ngettext("，每年至少 %(num)d 次", "，每年至少 %(num)d 次", times)
        yield _("谁召集"), _cited(rule, words, terms.convening.article)
    if terms.petitions:
        yield _("谁提议就要办"), _("，或者").join(_petition(each) for each in terms.petitions)
    if terms.makeup is not None:
        yield _("由谁组成"), _cited(rule, _makeup(terms.makeup), terms.makeup.article)


def _decision(rule: Rule, titles: Mapping[str, str]) -> Iterator[Fact]:
    """Yield where a decision may come from and where it goes."""
    terms = rule.terms
    for handed in (terms.delegation, terms.split):
        if handed is not None:
            yield _handed(rule, handed, titles, is_split=handed is terms.split)
    if terms.excluded is not None:
        items = _("、").join(str(numeral(item)) for item in terms.excluded.items)
        yield _("不能决定"), _cited(rule, _("第 %(items)s 项", items=items), terms.excluded.article)
    if terms.filed is not None:
        yield _("报备案"), _cited(rule, str(OFFICES[terms.filed.office]), terms.filed.article)
    if terms.approved is not None:
        yield _("报批准"), _cited(rule, str(OFFICES[terms.approved.office]), terms.approved.article)


def _voting(rule: Rule) -> Iterator[Fact]:
    """Yield who may be there without a vote, and who may vote for another."""
    proxy, listeners = rule.proxy, rule.terms.listeners_article
    if listeners is not None:
        yield _("旁听"), _cited(rule, _("其他居民可以列席、发言"), listeners)
    if proxy.kind is ProxyKind.WRITTEN and proxy.article is not None:
        yield _("委托"), _cited(rule, _("可以书面委托"), proxy.article, proxy.law)


def _cited(rule: Rule, words: str, article: int, law: str | None = None) -> str:
    where = article_words(law or rule.law or rule.title, (article,))
    return f"{words}（{where}）"


def _petition(petition: Petition) -> str:
    said = {"who": WHO[petition.base], "share": share_words(petition.op, petition.share)}
    words = (
        _("%(who)s%(share)s以上", **said) if petition.op is Op.GE else _("%(who)s%(share)s", **said)
    )
    return f"{words}（{article_words(petition.law, (petition.article,))}）"


def _makeup(makeup: Makeup) -> str:
    said = []
    if makeup.reps is not None:
        said.append(_("代表占%(share)s以上", share=share_words(Op.GE, makeup.reps)))
    if makeup.women is not None:
        said.append(_("妇女代表占%(share)s以上", share=share_words(Op.GE, makeup.women)))
    if makeup.fewest is not None:
        said.append(_("代表至少 %(num)s 人", num=makeup.fewest))
    return "，".join(said)


def _handed(rule: Rule, handed: Delegation, titles: Mapping[str, str], *, is_split: bool) -> Fact:
    if handed.to is None:
        words = _("不能交给代表会议，只能由这个会决定")
    elif is_split:
        words = _("意见不一致，交%(meeting)s投票决定", meeting=titles.get(handed.to, handed.to))
    else:
        words = _("可以授权%(meeting)s决定", meeting=titles.get(handed.to, handed.to))
    return _("交给谁定"), _cited(rule, words, handed.article, handed.law)
