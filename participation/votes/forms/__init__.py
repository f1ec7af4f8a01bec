"""Forms of votes: drafting, stubs, papers, receipts."""

from participation.votes.forms.drafting import (
    DraftForm,
    QuestionForm,
    written,
    written_question,
)
from participation.votes.forms.paper import (
    BatchForm,
    RangeForm,
    ReceiptForm,
    batch_form,
    stub_form,
)

__all__ = [
    "BatchForm",
    "DraftForm",
    "QuestionForm",
    "RangeForm",
    "ReceiptForm",
    "batch_form",
    "stub_form",
    "written",
    "written_question",
]
