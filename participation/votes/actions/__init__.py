"""Errands of a vote, in the order of its life."""

from participation.votes.actions.announcing import announce_vote, withdraw_announcement
from participation.votes.actions.casting import begin_ballot, cast
from participation.votes.actions.charters import deciding_charters
from participation.votes.actions.counting import (
    close_due,
    confirm_count,
    count_vote,
    publish_due,
)
from participation.votes.actions.drafting import (
    change_draft,
    draft_again,
    draft_vote,
    drop_levy,
    drop_question,
    keep_levy,
    keep_question,
    open_vote,
)
from participation.votes.actions.halting import (
    cancel_vote,
    extend_vote,
    pause_vote,
    resume_vote,
)
from participation.votes.actions.helping import begin_help, cast_help, read_back, reopen_help
from participation.votes.actions.late import enter_late_papers
from participation.votes.actions.objecting import (
    Said,
    file_objection,
    rule_on_objection,
    settle_due,
)
from participation.votes.actions.paper import (
    confirm_batch,
    confirm_pile,
    enter_open_paper,
    enter_stubs,
    type_batch,
)
from participation.votes.actions.printing import register_result
from participation.votes.actions.sealing import note_swept, seal_vote, sweep_box
from participation.votes.actions.slips import find_typed_slip, issue_slips
from participation.votes.actions.watching import (
    add_carrier,
    answer_complaint,
    calls_missing,
    draw_call_backs,
    file_complaint,
    note_call,
)

__all__ = [
    "Said",
    "add_carrier",
    "announce_vote",
    "answer_complaint",
    "begin_ballot",
    "begin_help",
    "calls_missing",
    "cancel_vote",
    "cast",
    "cast_help",
    "change_draft",
    "close_due",
    "confirm_batch",
    "confirm_count",
    "confirm_pile",
    "count_vote",
    "deciding_charters",
    "draft_again",
    "draft_vote",
    "draw_call_backs",
    "drop_levy",
    "drop_question",
    "enter_late_papers",
    "enter_open_paper",
    "enter_stubs",
    "extend_vote",
    "file_complaint",
    "file_objection",
    "find_typed_slip",
    "issue_slips",
    "keep_levy",
    "keep_question",
    "note_call",
    "note_swept",
    "open_vote",
    "pause_vote",
    "publish_due",
    "read_back",
    "register_result",
    "reopen_help",
    "resume_vote",
    "rule_on_objection",
    "seal_vote",
    "settle_due",
    "sweep_box",
    "type_batch",
    "withdraw_announcement",
]
