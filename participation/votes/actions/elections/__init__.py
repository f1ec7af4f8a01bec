"""Errands of a statutory election or recall, in the order of its preparation."""

from participation.votes.actions.elections.counting import (
    confirm_count,
    register_result,
    start_rerun,
    type_count,
)
from participation.votes.actions.elections.listing import (
    correct_list,
    give_proxy,
    make_list,
    object_to_list,
    publish_list,
    rule_on_objection,
    take_back_proxy,
)
from participation.votes.actions.elections.preparing import (
    change_plan,
    name_candidates,
    print_ballots,
    start_election,
)

__all__ = [
    "change_plan",
    "confirm_count",
    "correct_list",
    "give_proxy",
    "make_list",
    "name_candidates",
    "object_to_list",
    "print_ballots",
    "publish_list",
    "register_result",
    "rule_on_objection",
    "start_election",
    "start_rerun",
    "take_back_proxy",
    "type_count",
]
