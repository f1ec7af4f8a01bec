"""The blueprint of petitions, and what each of its pages looks up first."""

from flask import Blueprint
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.kernel import clock
from participation.kernel.outcome import Refusal
from participation.meetings.rules.petitions import FORCED, Petition
from participation.meetings.store import petitions as store
from participation.votes.rules.decision_rules import Place, Rule, rule_on, rules_for
from participation.web.house import house, place, reading, rules_on, today

pages = Blueprint("petitions", __name__)
NO = "<int(max=999999999):no>"
Answer = Response | str | tuple[str, int]


def petition_of(no: int) -> Petition:
    """Return the petition of an address, or answer 404."""
    found = store.find_petition(reading(), place().id, no)
    if found is None:
        raise NotFound
    return found


def rule_of(petition: Petition) -> Rule:
    """Return the rule of the meeting a petition asks for, as it was in force when it began."""
    day = clock.local_day(petition.started_at, house().zone)
    found = rule_on(rules_on(day), petition.rule_id, day)
    if isinstance(found, Refusal):
        raise NotFound
    return found


def rules_here() -> list[Rule]:
    """Return the rules of the meetings that may be forced here."""
    found = rules_for(rules_on(today()), Place(place().kind), today())
    return [rule for rule in found if rule.id in FORCED and rule.terms.petitions]
