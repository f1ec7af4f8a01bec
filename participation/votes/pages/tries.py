"""Wrong codes and digits: what they cost, and when somebody has to wait."""

from datetime import timedelta

from flask import request

from participation.kernel import codes
from participation.kernel.outcome import Refusal
from participation.votes.actions.slips import find_any_slip
from participation.web import ledger
from participation.web.house import errand, house, place, reading

WINDOW = timedelta(minutes=15)
ADDRESS_TRIES = 20
COMMITTEE_TRIES = 200
DIGIT_TRIES = 5
DIGIT_WINDOW = timedelta(hours=1)


def _address() -> str:
    return f"code:{place().id.hex}:{request.remote_addr}"


def must_wait() -> bool:
    """Whether this address has typed too many wrong codes of this committee."""
    return ledger.failures(_address(), WINDOW) >= ADDRESS_TRIES


def count_wrong_code() -> None:
    """Let address and committee pay for a wrong code.

    Where the whole committee's budget is spent, an address waits after its first wrong one; one
    that comes with the right code is still let in.
    """
    is_spent = ledger.count_failure(f"code:{place().id.hex}", WINDOW) > COMMITTEE_TRIES
    ledger.count_failure(_address(), WINDOW, ADDRESS_TRIES if is_spent else 1)


def _digits(code: str) -> str:
    """Return the key under which a voter's tries are counted, by whichever code they came."""
    slip = find_any_slip(reading(), errand(), code)
    whose = codes.clean(code) if isinstance(slip, Refusal) else slip.voter.id.hex
    hashed = codes.keyed(house().key, "digit-tries", place().id.hex, whose)
    return f"digits:{hashed.hex()[:32]}"


def count_digits(code: str) -> Refusal | None:
    """Count a try of the digits before it is judged; refuses the sixth of an hour."""
    if ledger.count_failure(_digits(code), DIGIT_WINDOW) > DIGIT_TRIES:
        return Refusal("digits-wait", "digits")
    return None


def forgive_digits(code: str) -> None:
    """Forget the tries of digits that were right."""
    ledger.clear(_digits(code))
