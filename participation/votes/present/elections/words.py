"""States, steps, grounds and reasons of an election in words."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from participation.votes.present.figures import amount, article_words, share_words
from participation.votes.rules.decision_rules import Base, Rule
from participation.votes.rules.elections.law import Occasion, terms_of
from participation.votes.rules.elections.plan import Election, State, needed_signatures
from participation.votes.rules.elections.steps import Name
from participation.votes.rules.elections.voters import Ground
from participation.votes.rules.rule_terms import Petition

STATES: Mapping[State, LazyString] = {
    State.PREPARING: _l("正在准备"),
    State.LISTED: _l("名单已公布"),
    State.COUNTED: _l("票数已录，等第二个人确认"),
    State.CONFIRMED: _l("结果已公布"),
}

STEPS: Mapping[Name, LazyString] = {
    Name.LIST: _l("登记选民"),
    Name.PUBLISH: _l("公布选民名单"),
    Name.OBJECTIONS: _l("处理异议"),
    Name.CANDIDATES: _l("写候选人"),
    Name.PROXIES: _l("登记委托投票"),
    Name.BALLOTS: _l("印选票和计票单"),
    Name.COUNT: _l("照计票单录票数"),
    Name.CONFIRM: _l("第二个人确认"),
}

PAGES: Mapping[Name, str] = {
    Name.LIST: "elections.voters",
    Name.PUBLISH: "elections.voters",
    Name.OBJECTIONS: "elections.objections",
    Name.CANDIDATES: "elections.candidates",
    Name.PROXIES: "elections.proxies",
    Name.BALLOTS: "elections.ballots",
    Name.COUNT: "elections.count",
    Name.CONFIRM: "elections.count",
}

GROUNDS: Mapping[Ground, LazyString] = {
    Ground.RESIDENT: _l("在本地居住"),
    Ground.AWAY: _l("户籍在本地，人在外面"),
    Ground.OUTSIDER: _l("户籍不在本地"),
    Ground.UNCLEAR: _l("名册上看不出来"),
    Ground.REPRESENTATIVE: _l("户的代表"),
    Ground.REP: _l("居民代表"),
}

# What must be there before somebody on this ground is registered.
NEEDS_VILLAGE: Mapping[Ground, LazyString] = {
    Ground.AWAY: _l("本人表示参加，才登记。"),
    Ground.OUTSIDER: _l(
        "在本村居住或者从事村务工作一年以上，本人申请，村民会议或者村民代表会议同意，才登记。"
    ),
    Ground.UNCLEAR: _l("先核对户籍和住处，再登记。"),
}
NEEDS_COMMUNITY: Mapping[Ground, LazyString] = {
    Ground.RESIDENT: _l("本人表示参加，才登记。"),
    Ground.AWAY: _l("本人表示参加，才登记。"),
    Ground.UNCLEAR: _l("这一户还没有代表。请先在名册上定下代表，再重新做名单。"),
}

BASES: Mapping[Base, LazyString] = {
    Base.REGISTERED: _l("登记的选民"),
    Base.HOUSEHOLD: _l("每户一个代表"),
    Base.REP: _l("居民代表"),
}
SIGNERS: Mapping[Base, LazyString] = {
    Base.REGISTERED: _l("有选举权的人"),
    Base.HOUSEHOLD: _l("户的代表"),
    Base.REP: _l("村（居）民代表"),
}


def where_written(rule: Rule, *articles: int | None) -> LazyString:
    """Return the law with articles: 村民委员会组织法第十八条."""
    return article_words(rule.law or rule.title, tuple(one for one in articles if one))


def paper_reason(rule: Rule) -> LazyString:
    """Return why nobody votes on this by phone, and by which article."""
    terms = terms_of(rule)
    where = where_written(rule, terms.vote_article)
    if terms.occasion is Occasion.RECALL:
        return _l(
            "罢免要由选民投票（%(where)s），法律没有写可以用手机投。这里照选举的办法，"
            "到场用无记名纸票，手机上不收这样的票。",
            where=where,
        )
    return _l(
        "这一次只能到场用纸票：法律要求无记名投票、公开计票、设秘密写票处（%(where)s），"
        "没有写可以用手机投。手机上不收这样的票。",
        where=where,
    )


def recall_reason(rule: Rule) -> LazyString:
    """Return why nobody signs a petition by phone, and by which article."""
    return _l(
        "要求罢免，要在纸上联名，写明理由（%(where)s）。手机上点一下，谁也核不清是不是本人，"
        "也会叫人看见谁签了名，所以这里不收。",
        where=where_written(rule, terms_of(rule).vote_article),
    )


def petition_line(petition: Petition, entitled: int | None) -> LazyString:
    """Return how many must sign: 有选举权的人五分之一以上, and that number where it is known."""
    share = _l(
        "%(who)s%(share)s以上联名",
        who=SIGNERS[petition.base],
        share=share_words(petition.op, petition.share),
    )
    if not entitled:
        return share
    needed = amount(petition.base, needed_signatures(petition, entitled))
    return _l("%(share)s：现在名册上 %(all)s 个，至少 %(needed)s", share=share, all=entitled,
              needed=needed)  # fmt: skip


def hints(election: Election) -> tuple[LazyString, ...]:
    """Return what the national law leaves to the province, where this election uses it."""
    told = []
    if election.plan.box:
        told.append(_l("流动票箱：国家法律没有写，按本省的选举办法，未核实。请问乡镇（街道）。"))
    if election.plan.has_write_in:
        told.append(_l("另选他人：国家法律没有写，按本省的选举办法，未核实。请问乡镇（街道）。"))
    if election.terms.days is None:
        told.append(_l("罢免的名单公布几天，国家法律没有写，按本省的办法，未核实。"))
    return tuple(told)
