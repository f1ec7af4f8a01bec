"""Reads what a rule says beside its shares out of its table, and writes it as JSON values."""

from fractions import Fraction

from participation.kernel.fractions import Op
from participation.votes.rules.bases import Base
from participation.votes.rules.rule_table import Table
from participation.votes.rules.rule_terms import (
    Contest,
    Convening,
    Delegation,
    Excluded,
    Exempt,
    LevyTerms,
    Makeup,
    Office,
    Passage,
    Petition,
    Terms,
    WhileOpen,
)


def read_terms(rule: Table, law: str | None) -> Terms:
    """Return the terms that stand in a rule's table."""
    petitions = rule.tables("petitions") if rule.has("petitions") else ()
    return Terms(
        petitions=tuple(_petition(each, law) for each in petitions),
        convening=_convening(rule.table("convening")) if rule.has("convening") else None,
        makeup=_makeup(rule.table("makeup")) if rule.has("makeup") else None,
        contest=_contest(rule.table("contest")) if rule.has("contest") else None,
        filed=_passage(rule.table("filed")) if rule.has("filed") else None,
        approved=_passage(rule.table("approved")) if rule.has("approved") else None,
        delegation=read_delegation(rule.table("delegation")) if rule.has("delegation") else None,
        split=read_delegation(rule.table("split")) if rule.has("split") else None,
        excluded=_excluded(rule.table("excluded")) if rule.has("excluded") else None,
        levy=_levy(rule.table("levy")) if rule.has("levy") else None,
        is_most_votes=bool(rule.maybe("most_votes", bool)),
        answer_article=rule.maybe("answer_article", int),
        party_article=rule.maybe("party_article", int),
        listeners_article=rule.maybe("listeners_article", int),
        while_open=frozenset(rule.words("while_open", WhileOpen))
        if rule.has("while_open")
        else frozenset(),
    )


def _petition(table: Table, law: str | None) -> Petition:
    named = table.maybe("law", str) or law
    if named is None:
        raise table.error("law", "is missing: a petition needs a source")
    base, op, share = table.word("base", Base), table.word("op", Op), table.share()
    found = Petition(base, op, share, table.take("article", int), named)
    table.done()
    return found


def _convening(table: Table) -> Convening:
    by, article = table.take("by", str), table.take("article", int)
    found = Convening(by, article, table.maybe("per_year", int))
    table.done()
    return found


def _makeup(table: Table) -> Makeup:
    shares = {key: table.share(key) for key in ("reps", "women") if table.has(key)}
    found = Makeup(table.take("article", int), **shares, fewest=table.maybe("fewest", int))
    table.done()
    return found


def _contest(table: Table) -> Contest:
    found = Contest(
        article=table.take("article", int),
        list_days=table.take("list_days", int),
        objection_days=table.take("objection_days", int),
        ruling_days=table.take("ruling_days", int),
        list_article=table.take("list_article", int),
        rerun_id=table.maybe("rerun", str),
    )
    table.done()
    return found


def _passage(table: Table) -> Passage:
    found = Passage(table.word("office", Office), table.take("article", int))
    table.done()
    return found


def read_delegation(table: Table) -> Delegation:
    """Return whether a matter may be handed on; `to` is left out where it may not."""
    to, article = table.maybe("to", str), table.take("article", int)
    found = Delegation(to, article, table.maybe("law", str))
    table.done()
    return found


def _excluded(table: Table) -> Excluded:
    found = Excluded(table.take("article", int), table.numbers("items"))
    table.done()
    return found


def _levy(table: Table) -> LevyTerms:
    found = LevyTerms(
        article=table.take("article", int),
        item=table.take("item", int),
        exempt_money=table.words("exempt_money", Exempt),
        exempt_labour=table.words("exempt_labour", Exempt),
        source=table.take("source", str),
        is_verified=table.take("verified", bool),
    )
    table.done()
    return found


def terms_to_data(terms: Terms, law: str | None) -> dict[str, object]:
    """Return the terms as `read_terms` reads them; what a text is silent on is left out."""
    found: dict[str, object] = {
        "petitions": [_petition_data(each, law) for each in terms.petitions],
        "convening": terms.convening and _convening_data(terms.convening),
        "makeup": terms.makeup and _makeup_data(terms.makeup),
        "contest": terms.contest and _contest_data(terms.contest),
        "filed": terms.filed and _passage_data(terms.filed),
        "approved": terms.approved and _passage_data(terms.approved),
        "delegation": terms.delegation and _delegation_data(terms.delegation),
        "split": terms.split and _delegation_data(terms.split),
        "excluded": terms.excluded
        and {"article": terms.excluded.article, "items": list(terms.excluded.items)},
        "levy": terms.levy and _levy_data(terms.levy),
        "most_votes": terms.is_most_votes,
        "answer_article": terms.answer_article,
        "party_article": terms.party_article,
        "listeners_article": terms.listeners_article,
        "while_open": sorted(terms.while_open),
    }
    return _known(found)


def _known(values: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value}


def share_text(share: Fraction) -> str:
    """Return a share as files write it: 2/3, and 1/1 for all."""
    return f"{share.numerator}/{share.denominator}"


def _petition_data(each: Petition, law: str | None) -> dict[str, object]:
    data: dict[str, object] = {
        "base": each.base.value,
        "op": each.op.value,
        "share": share_text(each.share),
        "article": each.article,
    }
    return data if each.law == law else data | {"law": each.law}


def _convening_data(each: Convening) -> dict[str, object]:
    return _known({"by": each.by, "article": each.article, "per_year": each.per_year})


def _makeup_data(each: Makeup) -> dict[str, object]:
    shares = {"reps": each.reps, "women": each.women}
    data = {key: share_text(share) for key, share in shares.items() if share is not None}
    return _known({"article": each.article, **data, "fewest": each.fewest})


def _contest_data(each: Contest) -> dict[str, object]:
    return _known(
        {
            "article": each.article,
            "list_days": each.list_days,
            "objection_days": each.objection_days,
            "ruling_days": each.ruling_days,
            "list_article": each.list_article,
            "rerun": each.rerun_id,
        }
    )


def _delegation_data(each: Delegation) -> dict[str, object]:
    return _known({"to": each.to, "article": each.article, "law": each.law})


def _levy_data(each: LevyTerms) -> dict[str, object]:
    return {
        "article": each.article,
        "item": each.item,
        "exempt_money": list(each.exempt_money),
        "exempt_labour": list(each.exempt_labour),
        "source": each.source,
        "verified": each.is_verified,
    }


def _passage_data(each: Passage) -> dict[str, object]:
    return {"office": each.office.value, "article": each.article}
