"""Trials of the three doors: phone, paper and helper at one voter, and a helper at the limit."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from participation.kernel.outcome import Done
from participation.residents.actions.cards import issue_cards
from participation.votes import actions
from participation.votes.actions.dropping import Ballot
from participation.votes.actions.helping import Shown
from participation.votes.records import HelpedRecord
from participation.votes.rules.ballots import Channel
from participation.votes.store import box, oversight
from tests.trials.casting import Found, counts, naive_cast, released
from tests.votes.ballots import CLERK, NO, YES, Held
from tests.votes.test_helping import HELPER

ROUNDS = 5


def _pass(held: Held, label: str, witnesses: tuple[str, str], helper: Any = HELPER) -> str:
    """Return what a helper holds who has seen the slip and two neighbours."""
    shown = Shown(held.slips[label].typed, witnesses=witnesses, is_declared=True)
    errand = held.village.errand(helper)
    begun = held.village.read(lambda s: actions.begin_help(s, errand, held.no, shown))
    return str(begun.pass_code)


def _help(held: Held, label: str, pass_code: str, helper: Any = HELPER) -> Any:
    ballot = Ballot(NO, held.slips[label].typed)
    return held.village.do(lambda s, e: actions.cast_help(s, e, held.no, ballot, pass_code), helper)


def _neighbours(held: Held) -> dict[str, str]:
    """Return the typed code of every home's card."""
    issued = held.village.do(lambda s, e: issue_cards(s, e, None), CLERK).value
    return {card.label: card.typed for card in issued}


def _comers(held: Held, label: str, passes: list[str], helper: Any) -> Callable[[int], bool]:
    """Return what each of fifteen threads does: telephone, stub and helper in turn."""
    pages = [held.begin(Ballot(YES, held.slips[label].token)) for _round in range(ROUNDS)]
    typed = held.slips[label].typed

    def come(one: int) -> bool:
        turn, door = divmod(one, 3)
        if door == 0:
            done = held.cast(label, YES, retry=pages[turn].retry_code)
        elif door == 1:
            done = held.do(actions.enter_stubs, code=typed)
        else:
            done = _help(held, label, passes[turn], helper)
        return isinstance(done, Done)

    return come


def three_doors(held: Held, labels: list[str]) -> Found:
    """Let telephone, stub and helper come for each voter at the same moment, five of each."""
    cards = _neighbours(held)
    wrong = acknowledged = 0
    for at, label in enumerate(labels):
        others = (cards[labels[at - 1]], cards[labels[at - 2]])
        # One helper to a voter, so that none of them is at the limit.
        helper = replace(HELPER, account_id=UUID(int=1000 + at))
        passes = [_pass(held, label, others, helper) for _round in range(ROUNDS)]
        done = sum(released(3 * ROUNDS, _comers(held, label, passes, helper)))
        acknowledged += done
        wrong += done != 1
    marks, ballots, receipts = counts(held.village)
    place = held.village.id, held.id
    by = held.village.read(lambda s: box.count_marks(s, *place))
    stubs = by.get(Channel.PAPER, 0)
    wrong += receipts != marks
    helped = select(func.count()).select_from(HelpedRecord)
    wrong += held.village.read(lambda s: s.scalar(helped)) != by.get(Channel.HELPER, 0)
    return Found(len(labels) * 3 * ROUNDS, acknowledged, marks, ballots + stubs, wrong)


def _naive(held: Held, label: str, _door: int) -> bool:
    return naive_cast(held, label)


def naive_doors(held: Held, labels: list[str]) -> Found:
    """Each door looks whether another one was faster, and then takes the ballot: the twin."""
    wrong = acknowledged = 0
    for label in labels:
        done = sum(released(3 * ROUNDS, partial(_naive, held, label)))
        acknowledged += done
        wrong += done != 1
    marks, ballots, _receipts = counts(held.village)
    return Found(len(labels) * 3 * ROUNDS, acknowledged, marks, ballots, wrong)


def at_the_limit(held: Held, labels: list[str]) -> int:
    """Let one helper come with all these voters at once; return how many were taken."""
    cards = _neighbours(held)
    passes = {
        label: _pass(held, label, (cards[labels[at - 1]], cards[labels[at - 2]]))
        for at, label in enumerate(labels)
    }

    def come(at: int) -> bool:
        return isinstance(_help(held, labels[at], passes[labels[at]]), Done)

    return sum(released(len(labels), come))


def naive_limit(held: Held, labels: list[str], most: int) -> int:
    """Count before the transaction that stores: all come in; return how many were taken."""
    here = threading.Barrier(len(labels))
    village = held.village
    row = {"helper_id": HELPER.account_id, "helper": "", "proof": "digits", "witnesses": ""}

    def come(label: str) -> bool:
        voter = held.slips[label].voter.id
        account = HELPER.account_id
        before = village.read(
            lambda s: oversight.count_helped(s, village.id, held.id, account, voter)
        )
        here.wait()
        if before >= most:
            return False
        with village.database.writing() as session:
            oversight.add_helped(session, village.id, held.id, voter, row)
        return True

    with ThreadPoolExecutor(len(labels)) as pool:
        return sum(pool.map(come, labels))
