"""Words for arguments, and how the two columns show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from participation.deliberation.rules import Argument, Side
from participation.kernel.actor import Actor
from participation.matters.present import home_words
from participation.web.tongue import day

REFUSALS = {
    "reason-missing": _l("请写一条理由，一句话就行。"),
    "arguing-closed": _l("现在不收理由了。商量和表决的时候才能说。请回到这件事的页面看看。"),
    "arguing-enough": _l("一件事每家最多说 %(most)d 条理由。想换，请先收回一条。"),
    "argument-gone": _l("这条理由已经收回了。请回到这件事的页面看看。"),
    "argument-not-yours": _l("这条理由不是您说的，只有说的人能收回。请回到这件事的页面。"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason as a page shows it."""

    id: str
    kind: str
    text: str
    fact: str
    is_mine: bool


def reasons(arguments: Iterable[Argument], actor: Actor) -> dict[str, list[Reason]]:
    """Return what each column shows: `for` and `against`."""
    columns: dict[str, list[Reason]] = {side.value: [] for side in Side}
    for one in arguments:
        by = home_words(one.by, is_home=one.account_id is None)
        shown = Reason(
            str(one.id), one.side.value, one.text, f"{by} · {day(one.at)}", one.is_by(actor)
        )
        columns[one.side.value].append(shown)
    return columns
