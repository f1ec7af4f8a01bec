"""People and households by hand: birth, death, moving, 分户, another 户代表, corrections."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from participation.audit.actions import note
from participation.committees.actions import ensure_groups
from participation.committees.rules import GroupKind
from participation.db.counters import next_number
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.residents.actions.numbers import (
    identity_hmac,
    opened_phone,
    phone_hmac,
    sealed_phone,
)
from participation.residents.rules.by_hand import (
    Checked,
    Told,
    check_day,
    check_split,
    check_told,
    may_speak,
    next_speaker,
)
from participation.residents.rules.imports import veiled
from participation.residents.rules.merging import HomeRow
from participation.residents.rules.people import Change, ChangeKind, Entry, Household
from participation.residents.rules.phones import masked_phone
from participation.residents.rules.roster.people import is_personal
from participation.residents.store import cards, roster
from participation.residents.store import people as store


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and why the roster changes; `today` is the local day of the errand."""

    day: date
    reason: str
    today: date


def _begin(session: Session, errand: Errand, occasion: Occasion) -> Refusal | None:
    """Hold the roster for this transaction, so that a preview under way notices the change."""
    next_number(session, errand.committee_id, roster.VERSION)
    return check_day(occasion.day, occasion.today)


def _tell(
    session: Session,
    errand: Errand,
    kind: ChangeKind,
    household_id: UUID,
    occasion: Occasion,
    person_id: UUID | None,
) -> None:
    """Write a line of history and of the log."""
    line = Change(
        household_id,
        kind,
        occasion.day,
        occasion.reason,
        errand.now,
        errand.actor.label,
        person_id,
    )
    roster.add_changes(session, errand.committee_id, [line], errand.new_id)
    subject = f"household:{household_id.hex}" if person_id is None else f"person:{person_id.hex}"
    note(session, errand, "roster-changed", subject, kind=str(kind), day=occasion.day.isoformat())


def _settle_home(session: Session, errand: Errand, household_id: UUID, occasion: Occasion) -> None:
    """See that a home has one who speaks for it; close it, and end its card, when it is empty."""
    people = store.list_entries(session, errand.committee_id, household_id)
    if not people:
        roster.save_closed(session, errand.committee_id, [household_id], occasion.day)
        cards.save_revoked(session, errand.committee_id, [household_id], errand.now)
        return
    speaker = next_speaker(people, occasion.today)
    roster.save_places(
        session,
        errand.committee_id,
        [
            (one.id, household_id, one is speaker)
            for one in people
            if one.is_representative != (one is speaker)
        ],
    )


def masked_phones(session: Session, errand: Errand, household_id: UUID) -> dict[UUID, str]:
    """Return the telephone numbers of a household as its page may show them: 138****1234."""
    return {
        one.id: masked_phone(number)
        for one in store.list_entries(session, errand.committee_id, household_id)
        if (number := opened_phone(errand.key, one.phone_sealed))
    }


# --- coming


def add_person(
    session: Session,
    errand: Errand,
    household_id: UUID,
    told: Told,
    kind: ChangeKind,
    occasion: Occasion,
) -> Done[UUID] | Refusal:
    """Add somebody born here or moving in.

    Refuses what `check_told` and `check_day` refuse, a household that is not here or closed
    (`household-gone`) and an identity number that is on the roster already (`identity-known`).
    """
    refusal = _begin(session, errand, occasion)
    home = store.find_home(session, errand.committee_id, household_id)
    if refusal is None and (home is None or home.closed_on is not None):
        refusal = Refusal("household-gone")
    checked = refusal or check_told(told, occasion.today)
    if isinstance(checked, Refusal):
        return checked
    known = _bearer(session, errand, checked)
    if known is not None:
        return known
    entry = _entry(errand, errand.new_id(), household_id, told, checked)
    roster.add_people(session, errand.committee_id, [entry])
    _settle_home(session, errand, household_id, occasion)
    _tell(session, errand, kind, household_id, occasion, entry.id)
    return Done(entry.id)


def _bearer(
    session: Session, errand: Errand, checked: Checked, own: UUID | None = None
) -> Refusal | None:
    """Refuse an identity number that somebody else bears here."""
    if checked.identity is None:
        return None
    hashed = identity_hmac(errand.key, checked.identity)
    known = store.find_identity(session, errand.committee_id, hashed)
    if known is None or known.id == own:
        return None
    home = store.get_household(session, errand.committee_id, known.household_id)
    code = "identity-known" if known.left_on is None else "identity-left"
    return Refusal(code, "identity", {"household": home.label, "name": known.name})


def _entry(
    errand: Errand, person_id: UUID, household_id: UUID, told: Told, checked: Checked
) -> Entry:
    return Entry(
        id=person_id,
        household_id=household_id,
        name=checked.name,
        born=checked.born,
        sex=checked.sex,
        relation=told.relation,
        is_representative=False,
        standing=told.standing,
        note=told.note,
        identity_hmac=identity_hmac(errand.key, checked.identity) if checked.identity else None,
        phone_sealed=sealed_phone(errand, checked.phone),
        phone_hmac=phone_hmac(errand.key, checked.phone) if checked.phone else None,
    )


def add_home(
    session: Session, errand: Errand, label: str, group: str, told: Told, occasion: Occasion
) -> Done[UUID] | Refusal:
    """Add a household with the one who moves in first; refuses a number in use, and as add_person.

    `household-taken` also holds for numbers of households that have ended: papers still name them.
    """
    opened = _new_home(session, errand, label, group, None)
    if isinstance(opened, Refusal):
        return opened
    added = add_person(session, errand, opened.id, told, ChangeKind.MOVED_IN, occasion)
    return added if isinstance(added, Refusal) else Done(opened.id)


def _new_home(
    session: Session, errand: Errand, label: str, group: str, position: int | None
) -> HomeRow | Refusal:
    if is_personal(label):
        return Refusal("household-personal", "label")
    if store.is_label_taken(session, errand.committee_id, label):
        return Refusal("household-taken", "label", {"label": label})
    names = [group] if group else []
    groups = ensure_groups(session, errand, names, GroupKind.GROUP) if names else {}
    if position is None:
        position = store.last_position(session, errand.committee_id) + 1
    row = HomeRow(errand.new_id(), label, group, position, is_new=True)
    ids = {name: one.id for name, one in groups.items()}
    roster.add_homes(session, errand.committee_id, [row], ids)
    return row


def come_back(
    session: Session, errand: Errand, person_id: UUID, occasion: Occasion
) -> Done[UUID] | Refusal:
    """Take somebody who had gone back into their household; refuses `person-gone` and days.

    A household that was closed opens again with them.
    """
    refusal = _begin(session, errand, occasion)
    person = store.find_person(session, errand.committee_id, person_id)
    if refusal is not None or person is None or person.left_on is None:
        return refusal or Refusal("person-gone")
    home = store.get_household(session, errand.committee_id, person.household_id)
    if home.closed_on is not None:
        _reopen(session, errand, home)
    store.save_back(session, errand.committee_id, person_id, home.id)
    _settle_home(session, errand, home.id, occasion)
    _tell(session, errand, ChangeKind.MOVED_IN, home.id, occasion, person_id)
    return Done(home.id)


def _reopen(session: Session, errand: Errand, home: Household) -> None:
    row = HomeRow(home.id, home.label, home.group_name, home.position, is_new=False)
    ids = {home.group_name: home.group_id} if home.group_id else {}
    roster.add_homes(session, errand.committee_id, [row], ids)


# --- changing


def change_person(
    session: Session, errand: Errand, person_id: UUID, told: Told, occasion: Occasion
) -> Done[UUID] | Refusal:
    """Correct what is written of somebody, or their standing (身份).

    Refuses as `add_person` does, and somebody who is not on the roster (`person-gone`).
    """
    refusal = _begin(session, errand, occasion)
    old = store.find_entry(session, errand.committee_id, person_id)
    if refusal is not None or old is None:
        return refusal or Refusal("person-gone")
    checked = check_told(told, occasion.today)
    if isinstance(checked, Refusal):
        return checked
    known = _bearer(session, errand, checked, person_id)
    if known is not None:
        return known
    fresh = _entry(errand, person_id, old.household_id, told, checked)
    keeps_phone = checked.phone is None and not told.is_phone_gone
    changed = replace(
        fresh,
        is_representative=old.is_representative,
        note=old.note if told.note == veiled(old.note) else told.note,
        identity_hmac=fresh.identity_hmac or old.identity_hmac,
        phone_sealed=old.phone_sealed if keeps_phone else fresh.phone_sealed,
        phone_hmac=old.phone_hmac if keeps_phone else fresh.phone_hmac,
    )
    roster.save_people(session, errand.committee_id, [changed])
    _settle_home(session, errand, old.household_id, occasion)
    is_standing = old.standing is not changed.standing
    kind = ChangeKind.STANDING if is_standing else ChangeKind.CORRECTION
    _tell(session, errand, kind, old.household_id, occasion, person_id)
    return Done(old.household_id)


def set_speaker(
    session: Session, errand: Errand, household_id: UUID, person_id: UUID, occasion: Occasion
) -> Done[UUID] | Refusal:
    """Let another member speak for the home (户代表).

    Refuses one who does not live there (`speaker-elsewhere`) or is a minor (`speaker-minor`).
    """
    refusal = _begin(session, errand, occasion)
    if refusal is not None:
        return refusal
    people = store.list_entries(session, errand.committee_id, household_id)
    chosen = next((one for one in people if one.id == person_id), None)
    if chosen is None:
        return Refusal("speaker-elsewhere", "person")
    if not may_speak(chosen, occasion.today):
        return Refusal("speaker-minor", "person", {"name": chosen.name})
    _place(session, errand, people, household_id, chosen)
    _tell(session, errand, ChangeKind.REPRESENTATIVE, household_id, occasion, person_id)
    return Done(household_id)


def _place(
    session: Session,
    errand: Errand,
    people: Sequence[Entry],
    household_id: UUID,
    speaker: Entry | None,
) -> None:
    places = [(one.id, household_id, one is speaker) for one in people]
    roster.save_places(session, errand.committee_id, places)


# --- leaving


def leave(
    session: Session, errand: Errand, person_id: UUID, kind: ChangeKind, occasion: Occasion
) -> Done[UUID] | Refusal:
    """Note that somebody died or moved away; nothing of them is deleted.

    Refuses days and somebody who is not on the roster now (`person-gone`).
    """
    refusal = _begin(session, errand, occasion)
    old = store.find_entry(session, errand.committee_id, person_id)
    if refusal is not None or old is None:
        return refusal or Refusal("person-gone")
    if old.born is not None and occasion.day < old.born:
        return Refusal("day-before-birth", "day")
    roster.save_left(session, errand.committee_id, [person_id], occasion.day, kind)
    _settle_home(session, errand, old.household_id, occasion)
    _tell(session, errand, kind, old.household_id, occasion, person_id)
    return Done(old.household_id)


def split(
    session: Session,
    errand: Errand,
    household_id: UUID,
    leaving: Collection[UUID],
    label: str,
    occasion: Occasion,
) -> Done[UUID] | Refusal:
    """Give part of a household its own number (分户); return the new household.

    Refuses as `check_split` does, a number in use (`household-taken`), and `household-gone`.
    """
    refusal = _begin(session, errand, occasion)
    home = store.find_home(session, errand.committee_id, household_id)
    if refusal is not None or home is None:
        return refusal or Refusal("household-gone")
    people = store.list_entries(session, errand.committee_id, household_id)
    moving = [one for one in people if one.id in leaving]
    refusal = check_split(people, moving, occasion.today)
    if refusal is not None:
        return refusal
    opened = _new_home(session, errand, label, home.group_name, home.position)
    if isinstance(opened, Refusal):
        return opened
    _place(session, errand, moving, opened.id, next_speaker(moving, occasion.today))
    _settle_home(session, errand, household_id, occasion)
    for home_id in (household_id, opened.id):
        _tell(session, errand, ChangeKind.SPLIT, home_id, occasion, None)
    return Done(opened.id)
