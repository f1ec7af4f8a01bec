"""The list of voters: made from the roster, published, objected to, corrected; and proxies."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from participation.audit.actions import note
from participation.bodies import store as bodies
from participation.bodies.rules import BodyKind
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.residents.store import people
from participation.votes.actions.elections.preparing import locked, still_preparing
from participation.votes.rules.decision_rules import Base, Place
from participation.votes.rules.elections.plan import Election, State
from participation.votes.rules.elections.proxies import Asked, Proxy, check_proxy
from participation.votes.rules.elections.voters import (
    Elector,
    Ground,
    Objection,
    check_change,
    check_objection,
    check_publication,
    check_ruling,
    ground_of,
    is_listed_at_once,
    numbers_in,
)
from participation.votes.store import electors as store
from participation.votes.store.elections import save_election

Line = tuple[UUID | None, UUID | None, str, str, str, Ground]
MOST_BODIES = 500


def make_list(session: Session, errand: Errand, no: int, place: Place) -> Done[int] | Refusal:
    """Make the list from the roster, in the order of walks; return how many are registered.

    Refuses `election-over`, `list-published` (from then on it is corrected, not made again) and
    `roll-empty`.
    """
    kept = still_preparing(session, errand, no)
    if isinstance(kept, Refusal):
        return kept
    if kept.state is not State.PREPARING:
        return Refusal("list-published")
    electors = [
        Elector(errand.new_id(), at, *line, is_listed=is_listed_at_once(place, line[-1]))
        for at, line in enumerate(_lines(session, errand, kept, place), 1)
    ]
    if not electors:
        return Refusal("roll-empty")
    store.save_electors(session, errand.committee_id, kept.id, electors)
    listed = sum(1 for one in electors if one.is_listed)
    note(session, errand, "voters-listed", f"election:{no}", all=len(electors), listed=listed)
    return Done(listed)


def _lines(session: Session, errand: Errand, kept: Election, place: Place) -> Iterator[Line]:
    match kept.plan.base:
        case Base.HOUSEHOLD:
            for home in people.list_representatives(session, errand.committee_id):
                yield (
                    home.person_id,
                    home.household_id,
                    home.label,
                    home.group_name,
                    home.name,
                    Ground.REPRESENTATIVE if home.person_id else Ground.UNCLEAR,
                )
        case Base.REP:
            yield from _representatives(session, errand, kept.plan.day)
        case _:
            for one in people.list_adults(session, errand.committee_id, kept.plan.day):
                ground = ground_of(place, one.standing)
                home_line = (one.household_id, one.label, one.group_name, one.name)
                yield (one.person_id, *home_line, ground)


def _representatives(session: Session, errand: Errand, day: date) -> Iterator[Line]:
    """Yield whoever holds a seat in the 居民代表会议 on the day."""
    cid = errand.committee_id
    for body in bodies.list_bodies(session, cid, 0, MOST_BODIES):
        if body.kind is BodyKind.RESIDENT_REPRESENTATIVES and not body.is_dissolved(day):
            for seat in bodies.list_seats(session, cid, body.id, day):
                person = people.get_person(session, cid, seat.person_id)
                home = people.get_household(session, cid, person.household_id)
                yield (person.id, home.id, home.label, home.group_name, person.name, Ground.REP)


def correct_list(
    session: Session,
    errand: Errand,
    no: int,
    numbers: str | Ground,
    *,
    is_listed: bool,
    on_day: date,
    why: str,
    today: date,
) -> Done[int] | Refusal:
    """Put people on the list or take them off, by number or ground; return how many.

    Refuses `election-unknown`, numbers that cannot be read or are not there, somebody with a
    proxy (`voter-has-proxy`), and what `check_change` refuses.
    """
    kept = locked(session, errand, no)
    if isinstance(kept, Refusal):
        return kept
    fault = check_change(kept, on_day, why, today)
    wanted = numbers if isinstance(numbers, Ground) else numbers_in(numbers)
    if fault is not None or isinstance(wanted, Refusal):
        return fault or Refusal("numbers-unread", "numbers")
    if not is_listed and not isinstance(wanted, Ground):
        proxies = store.list_proxies(session, errand.committee_id, kept.id)
        if any(who.no in wanted for one in proxies for who in (one.giver, one.holder)):
            return Refusal("voter-has-proxy", "numbers")
    changed = store.save_listed(
        session,
        errand.committee_id,
        kept.id,
        wanted,
        is_listed=is_listed,
        changed_on=on_day if kept.published_on is not None else None,
        why=why,
    )
    if not changed:
        return Refusal("nobody-in-range", "numbers")
    verb = "voters-added" if is_listed else "voters-struck"
    note(session, errand, verb, f"election:{no}", count=changed, day=f"{on_day}")
    return Done(changed)


def publish_list(
    session: Session, errand: Errand, no: int, published_on: date, today: date
) -> Done[Election] | Refusal:
    """Write down the day the list was put up; refuses what `check_publication` refuses."""
    kept = locked(session, errand, no)
    if isinstance(kept, Refusal):
        return kept
    listed = store.count_listed(session, errand.committee_id, kept.id)
    fault = check_publication(kept, published_on, listed, today)
    if fault is not None:
        return fault
    save_election(
        session, errand.committee_id, kept.id, state=State.LISTED, published_on=published_on
    )
    note(session, errand, "list-published", f"election:{no}", day=f"{published_on}", count=listed)
    return Done(kept)


def object_to_list(
    session: Session, errand: Errand, no: int, filed_on: date, about: str, today: date
) -> Done[Objection] | Refusal:
    """Take in an objection to the list; refuses what `check_objection` refuses."""
    kept = locked(session, errand, no)
    if isinstance(kept, Refusal):
        return kept
    fault = check_objection(kept, filed_on, today)
    if fault is not None:
        return fault
    number = len(_objections(session, errand, kept)) + 1
    objection = Objection(errand.new_id(), number, filed_on, about)
    store.add_objection(session, errand.committee_id, kept.id, objection)
    note(session, errand, "list-objected", f"election:{no}", objection=number, day=f"{filed_on}")
    return Done(objection)


def _objections(session: Session, errand: Errand, kept: Election) -> Sequence[Objection]:
    return store.list_objections(session, errand.committee_id, kept.id)


def rule_on_objection(
    session: Session,
    errand: Errand,
    no: int,
    objection_no: int,
    *,
    ruled_on: date,
    is_upheld: bool,
    ruling: str,
    today: date,
) -> Done[Objection] | Refusal:
    """Write down the ruling on an objection, with its true day.

    Refuses `objection-unknown` and what `check_ruling` refuses.
    """
    kept = locked(session, errand, no)
    if isinstance(kept, Refusal):
        return kept
    filed = {one.no: one for one in _objections(session, errand, kept)}
    objection = filed.get(objection_no)
    if objection is None:
        return Refusal("objection-unknown")
    fault = check_ruling(objection, ruled_on, today)
    if fault is not None:
        return fault
    store.save_ruling(session, errand.committee_id, objection.id, ruled_on, is_upheld, ruling)
    facts = {"objection": objection_no, "day": f"{ruled_on}", "upheld": is_upheld}
    note(session, errand, "objection-ruled", f"election:{no}", **facts)
    return Done(objection)


def give_proxy(session: Session, errand: Errand, no: int, asked: Asked) -> Done[Proxy] | Refusal:
    """Enter who votes for whom; refuses `election-unknown` and what `check_proxy` refuses.

    The election is held for the errand, so that two clerks together give nobody a fourth.
    """
    kept = locked(session, errand, no)
    if isinstance(kept, Refusal):
        return kept
    cid = errand.committee_id
    giver = store.find_elector(session, cid, kept.id, asked.giver_no)
    holder = store.find_elector(session, cid, kept.id, asked.holder_no)
    others = store.list_proxies(session, cid, kept.id)
    fault = check_proxy(kept, asked, giver, holder, others)
    if fault is not None:
        return fault
    assert giver is not None
    assert holder is not None
    proxy = Proxy(errand.new_id(), giver, holder, asked.is_kin, asked.written_on)
    store.add_proxy(session, cid, kept.id, proxy)
    note(session, errand, "proxy-given", f"election:{no}", giver=giver.no, holder=holder.no)
    return Done(proxy)


def take_back_proxy(
    session: Session, errand: Errand, no: int, giver_no: int
) -> Done[None] | Refusal:
    """Take a proxy back: its giver votes in person. Refuses `election-over`, `proxy-unknown`."""
    kept = still_preparing(session, errand, no)
    if isinstance(kept, Refusal):
        return kept
    if not store.delete_proxy(session, errand.committee_id, kept.id, giver_no):
        return Refusal("proxy-unknown", "giver_no")
    note(session, errand, "proxy-taken-back", f"election:{no}", giver=giver_no)
    return Done(None)
