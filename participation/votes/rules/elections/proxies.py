"""Voting for somebody who is away (委托投票): in writing, few each, never by a candidate."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from participation.kernel.outcome import Refusal
from participation.votes.rules.decision_rules import ProxyKind
from participation.votes.rules.elections.plan import Election, State
from participation.votes.rules.elections.voters import Elector


@dataclass(frozen=True, slots=True)
class Proxy:
    """Who votes for whom (委托人, 受托人), and whether they are near kin (近亲属)."""

    id: UUID
    giver: Elector
    holder: Elector
    is_kin: bool
    written_on: date


@dataclass(frozen=True, slots=True)
class Asked:
    """A proxy that is to be entered: list numbers, kin, and whether it was given in writing."""

    giver_no: int
    holder_no: int
    is_kin: bool
    is_written: bool
    written_on: date


def check_proxy(
    election: Election,
    asked: Asked,
    giver: Elector | None,
    holder: Elector | None,
    others: Collection[Proxy],
) -> Refusal | None:
    """Refuse what the law does not let somebody do for another (village Art 18, urban Art 19).

    `list-not-published`, `election-over`, `proxy-barred` (reps vote themselves),
    `proxy-law-silent` (a recall), `proxy-not-written`, `proxy-not-kin`, `proxy-undated` (after
    the election day), `voter-not-listed`, `proxy-to-self`, `proxy-given` (has given one),
    `proxy-is-away` (holds or gives one already), `proxy-is-candidate`, `proxy-too-many`.
    """
    return (
        _check_law(election)
        or _check_paper(election, asked)
        or _check_people(election, giver, holder, others)
    )


def _check_law(election: Election) -> Refusal | None:
    if election.state is State.PREPARING:
        return Refusal("list-not-published")
    if election.state is not State.LISTED:
        return Refusal("election-over")
    match election.rule.proxy.kind:
        case ProxyKind.NONE:
            return Refusal("proxy-barred", None, {"article": election.terms.proxy_article})
        case ProxyKind.SILENT:
            return Refusal("proxy-law-silent")
        case ProxyKind.WRITTEN:
            return None


def _check_paper(election: Election, asked: Asked) -> Refusal | None:
    if not asked.is_written:
        facts = {"article": election.terms.proxy_article}
        return Refusal("proxy-not-written", "is_written", facts)
    if election.rule.proxy.is_near_kin and not asked.is_kin:
        facts = {"article": election.terms.proxy_article}
        return Refusal("proxy-not-kin", "is_kin", facts)
    if asked.written_on > election.plan.day:
        return Refusal("proxy-undated", "written_on")
    return None


def _check_people(
    election: Election, giver: Elector | None, holder: Elector | None, others: Collection[Proxy]
) -> Refusal | None:
    if giver is None or not giver.is_listed:
        return Refusal("voter-not-listed", "giver_no")
    if holder is None or not holder.is_listed:
        return Refusal("voter-not-listed", "holder_no")
    if giver.id == holder.id:
        return Refusal("proxy-to-self", "holder_no")
    givers = {one.giver.id for one in others}
    if giver.id in givers:
        return Refusal("proxy-given", "giver_no", {"name": giver.name})
    holders = [one.holder.id for one in others]
    if holder.id in givers or giver.id in holders:
        return Refusal("proxy-is-away", "holder_no")
    return _check_holder(election, holder, holders.count(holder.id))


def _check_holder(election: Election, holder: Elector, held: int) -> Refusal | None:
    facts = {"name": holder.name, "article": election.terms.proxy_article}
    is_candidate = any(_is(holder, one.person_id, one.name) for one in election.candidates)
    if election.rule.proxy.is_never_candidate and is_candidate:
        return Refusal("proxy-is-candidate", "holder_no", facts)
    most = election.rule.proxy.most
    if most is not None and held >= most:
        return Refusal("proxy-too-many", "holder_no", facts | {"most": most})
    return None


def _is(elector: Elector, person_id: UUID | None, name: str) -> bool:
    """Whether a line of the list is a candidate; one the roster does not know, by name."""
    return elector.name == name if person_id is None else elector.person_id == person_id
