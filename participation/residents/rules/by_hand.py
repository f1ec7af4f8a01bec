"""What may be entered for one person or household: days, numbers, who speaks, who moves out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from participation.kernel.outcome import Refusal
from participation.residents.rules.days import is_adult
from participation.residents.rules.identity import Identity, IdentityFault, Sex, read_identity
from participation.residents.rules.names import clean_name, is_firm, name_fault
from participation.residents.rules.people import Entry
from participation.residents.rules.phones import PhoneFault, read_phone
from participation.residents.rules.standing import Standing
from participation.residents.rules.writing import plain

FIRST_DAY = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody wrote of a person; numbers left empty stay as they were."""

    name: str
    born: date | None = None
    sex: Sex | None = None
    relation: str = ""
    standing: Standing = Standing.HOME
    note: str = ""
    identity: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    is_phone_gone: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """The same, checked: the identity number outweighs birth and sex written beside it."""

    name: str
    born: date | None
    sex: Sex | None
    identity: str | None = field(repr=False)
    phone: str | None = field(repr=False)


def check_told(told: Told, today: date) -> Checked | Refusal:
    """Check what was written of a person.

    Refuses a name that is none (`person-name-…`), an identity number whose check digit, date or
    length is wrong (`identity-…`, GB 11643), a birth in the future (`born-later`) or before 1900
    (`born-early`), and a telephone number that is none (`phone-wrong`).
    """
    name, _aside = clean_name(told.name)
    fault = name_fault(name)
    if fault is not None:
        return Refusal(f"person-{fault}", "name", {"name": told.name[:20]})
    number = _firm(told) if is_firm(name) else read_identity(told.identity, today)
    if isinstance(number, IdentityFault):
        return Refusal(str(number), "identity")
    phone = read_phone(told.phone)
    if isinstance(phone, PhoneFault):
        return Refusal("phone-wrong", "phone")
    born = (number.born if number else None) or told.born
    if born is not None and born > today:
        return Refusal("born-later", "born")
    if born is not None and born < FIRST_DAY:
        return Refusal("born-early", "born")
    sex = (number.sex if number else None) or told.sex
    return Checked(name, born, sex, number.number if number else None, phone)


def _firm(told: Told) -> Identity | None:
    """A firm's number (统一社会信用代码) is taken as it is written."""
    text = plain(told.identity).upper()
    return Identity(text, None, None) if text else None


def check_day(day: date, today: date) -> Refusal | None:
    """Refuse a day that has not come yet (`day-later`) or lies before 1900 (`day-early`)."""
    if day > today:
        return Refusal("day-later", "day")
    return Refusal("day-early", "day") if day < FIRST_DAY else None


def may_speak(person: Entry, today: date) -> bool:
    """Whether somebody may speak for a home (户代表): a firm, or one of eighteen years or more."""
    return person.is_company or person.born is None or is_adult(person.born, today)


def next_speaker(people: Sequence[Entry], today: date) -> Entry | None:
    """Return who speaks from now on: whoever did, else the eldest adult, else the eldest."""
    speaking = [one for one in people if one.is_representative]
    adults = [one for one in people if may_speak(one, today)]
    return next(iter(speaking or adults or people), None)


def check_split(
    members: Collection[Entry], leaving: Collection[Entry], today: date
) -> Refusal | None:
    """Refuse a 分户 of nobody (`split-nobody`), of all (`split-everybody`), or of minors only."""
    if not leaving:
        return Refusal("split-nobody", "people")
    if len(leaving) == len(members):
        return Refusal("split-everybody", "people")
    if not any(may_speak(one, today) for one in leaving):
        return Refusal("split-minors", "people")
    return None
