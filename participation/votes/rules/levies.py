"""Asking households for money or labour (一事一议筹资筹劳): what has to be there before a vote."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from participation.kernel.outcome import Refusal
from participation.votes.rules.decision_rules import Rule, rule_on
from participation.votes.rules.rule_terms import Exempt, LevyTerms

# Words that ask every home for something; "每户不出" and "不向各户收" do not.
ASKS = re.compile(
    r"(?<![不没免])(?<![不没免].)"
    r"(?:筹资|筹劳|集资|摊派|[每各](?:户|家|人)\s*(?:都|要|应|须|得)*\s*[出交摊收缴])"
)


@dataclass(frozen=True, slots=True)
class Levy:
    """What is asked of each (筹资筹劳方案): money in fen a head, working days a year.

    `exempt` were left out (减免), `cap_fen` and `cap_days` are the limit of the province and
    `cap_source` its document. `township_ref` is the number of the township's check (审核) of
    `township_on`. `signed` of `households` signed for their home (农户签字).
    """

    per_head_fen: int
    labour_days: int
    exempt: frozenset[Exempt]
    cap_fen: int
    cap_days: int
    cap_source: str
    township_ref: str
    township_on: date | None
    signed: int
    households: int


def asks_households(texts: Iterable[str]) -> bool:
    """Whether the words of a vote ask every home for money or labour."""
    return any(ASKS.search(text) for text in texts)


def levy_terms(rules: Mapping[str, Rule], rule: Rule, day: date) -> LevyTerms | None:
    """Return what the rule, or the meeting that decides after it, asks of a levy; None of others.

    村民委员会组织法 28 ¶1(4): the villagers' meeting, or the reps it authorised.
    """
    if rule.terms.levy is not None:
        return rule.terms.levy
    after = (rule_on(rules, following, day) for following in rule.next_ids.values())
    found = (one.terms.levy for one in after if not isinstance(one, Refusal))
    return next((terms for terms in found if terms is not None), None)


def check_levy(terms: LevyTerms | None, levy: Levy, today: date) -> Refusal | None:
    """Refuse a levy that may not be put to the vote.

    `levy-wrong-meeting` (neither V1 nor V2 decides), `levy-empty`, `levy-negative`,
    `levy-exempt-missing` (somebody who owes nothing is not left out), `levy-cap-missing`,
    `levy-over-cap`, `levy-unsigned`, `levy-signed-too-many`, `levy-unchecked` by the township, or
    by a date to come.
    """
    if terms is None:
        return Refusal("levy-wrong-meeting", "rule")
    return (
        _check_amount(levy)
        or _check_exempt(terms, levy)
        or _check_cap(levy)
        or _check_signed(levy)
        or _check_township(levy, today)
    )


def _check_amount(levy: Levy) -> Refusal | None:
    numbers = (levy.per_head_fen, levy.labour_days, levy.cap_fen, levy.cap_days, levy.signed)
    if min(numbers) < 0:
        return Refusal("levy-negative", "levy_money")
    if not levy.per_head_fen and not levy.labour_days:
        return Refusal("levy-empty", "levy_money")
    return None


def _check_exempt(terms: LevyTerms, levy: Levy) -> Refusal | None:
    needed = set(terms.exempt_money) if levy.per_head_fen else set()
    needed |= set(terms.exempt_labour) if levy.labour_days else set()
    if needed <= levy.exempt:
        return None
    return Refusal("levy-exempt-missing", "levy_exempt")


def _check_cap(levy: Levy) -> Refusal | None:
    asked = [(levy.per_head_fen, levy.cap_fen), (levy.labour_days, levy.cap_days)]
    if not levy.cap_source.strip() or any(number and not cap for number, cap in asked):
        return Refusal("levy-cap-missing", "levy_cap")
    if any(number > cap for number, cap in asked if number):
        return Refusal("levy-over-cap", "levy_money")
    return None


def _check_signed(levy: Levy) -> Refusal | None:
    if not levy.signed:
        return Refusal("levy-unsigned", "levy_signed")
    if levy.signed > levy.households:
        return Refusal("levy-signed-too-many", "levy_signed", {"households": levy.households})
    return None


def _check_township(levy: Levy, today: date) -> Refusal | None:
    is_checked = levy.township_ref.strip() and levy.township_on and levy.township_on <= today
    return None if is_checked else Refusal("levy-unchecked", "levy_township")


def levy_to_data(levy: Levy) -> dict[str, object]:
    """Return a levy as plain JSON values."""
    return {
        "per_head_fen": levy.per_head_fen,
        "labour_days": levy.labour_days,
        "exempt": sorted(levy.exempt),
        "cap_fen": levy.cap_fen,
        "cap_days": levy.cap_days,
        "cap_source": levy.cap_source,
        "township_ref": levy.township_ref,
        "township_on": levy.township_on and levy.township_on.isoformat(),
        "signed": levy.signed,
        "households": levy.households,
    }


def levy_from_data(data: Mapping[str, object]) -> Levy:
    """Return the levy that `levy_to_data` wrote."""
    values: dict[str, object] = dict(data)
    day = values.pop("township_on")
    exempt = values.pop("exempt")
    assert isinstance(exempt, list)
    return Levy(
        **values,  # type: ignore[arg-type]  # its own keys, read back
        exempt=frozenset(Exempt(each) for each in exempt),
        township_on=None if day is None else date.fromisoformat(str(day)),
    )
