"""Forms of votes: drafting, stubs, papers, receipts."""

from participation.votes.forms.drafting import (
    DraftForm,
    QuestionForm,
    begun,
    written,
    written_question,
)
from participation.votes.forms.levies import LevyForm, written_levy
from participation.votes.forms.life import (
    HaltForm,
    ReasonForm,
    ResultObjectionForm,
    RollObjectionForm,
    RulingForm,
)
from participation.votes.forms.paper import (
    BatchForm,
    PileForm,
    RangeForm,
    ReceiptForm,
    batch_form,
    stub_form,
)

__all__ = [
    "BatchForm",
    "DraftForm",
    "HaltForm",
    "LevyForm",
    "PileForm",
    "QuestionForm",
    "RangeForm",
    "ReasonForm",
    "ReceiptForm",
    "ResultObjectionForm",
    "RollObjectionForm",
    "RulingForm",
    "batch_form",
    "begun",
    "stub_form",
    "written",
    "written_levy",
    "written_question",
]
