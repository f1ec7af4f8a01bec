"""The count at the desk: typed from the sheets by one, confirmed by another, and the re-run."""

from flask_babel import gettext as _

from participation.kernel.outcome import Refusal
from participation.votes.actions import elections as actions
from participation.votes.forms.elections import CountForm, RerunForm, count_form, counted
from participation.votes.pages.elections.blueprint import (
    NO,
    Answer,
    election_of,
    onward,
    page,
    pages,
    rerun_of,
    settle,
)
from participation.votes.present.elections.results import shown
from participation.votes.rules.elections.plan import Election
from participation.votes.store import elections as store
from participation.votes.store import electors
from participation.web.house import place, reading, rules_on, today, who
from participation.web.perform import perform
from participation.web.rights import right


@pages.get(f"/desk/elections/{NO}/count/")
@right("desk:see")
def count(no: int) -> Answer:
    """Show what was typed and what it comes to."""
    return _count(election_of(no))


def _count(
    election: Election, form: CountForm | None = None, refusal: Refusal | None = None
) -> Answer:
    cid = place().id
    typed = store.find_count(reading(), cid, election.id)
    known = counted(election, typed.sheet) if typed else {}
    return page(
        "count",
        election,
        form or count_form(election, formdata=None, data=known),
        refusal,
        typed=typed,
        shown=shown(election, typed.sheet, rerun_of(election)) if typed else None,
        listed=electors.count_listed(reading(), cid, election.id),
        is_day=today() >= election.plan.day,
        is_own=typed is not None and typed.typed_account == who().account_id,
        rerun=RerunForm(formdata=None),
        rerun_no=store.find_following(reading(), cid, election.id),
    )


@pages.post(f"/desk/elections/{NO}/count/")
@right("elections:record")
def type_count(no: int) -> Answer:
    """Type what the count sheets say."""
    election = election_of(no)
    form = count_form(election)
    gone = settle(
        form,
        lambda s, e: actions.type_count(s, e, no, form.to_sheet(election), today()),
        _("票数录好了。请另一个人用自己的账号确认。"),
        "elections.count",
        no,
    )
    return gone or _count(election, form)


@pages.post(f"/desk/elections/{NO}/confirm/<int:position>/")
@right("elections:confirm")
def confirm(no: int, position: int) -> Answer:
    """Confirm the sheet that was read; everybody sees the result at once."""
    outcome = perform(lambda s, e: actions.confirm_count(s, e, no, position))
    if isinstance(outcome, Refusal):
        return _count(election_of(no), None, outcome)
    return onward(_("结果确认了，已经公布。请当场宣布，并打印报告单。"), "elections.count", no)


@pages.post(f"/desk/elections/{NO}/rerun/")
@right("elections:prepare")
def rerun(no: int) -> Answer:
    """Start the re-run for the seats left open."""
    form = RerunForm()
    if not form.is_sent():
        return _count(election_of(no), None, Refusal("election-day-past"))
    rules = rules_on(today())
    outcome = perform(lambda s, e: actions.start_rerun(s, e, rules, no, form.day.data, today()))
    if isinstance(outcome, Refusal):
        return _count(election_of(no), None, outcome)
    said = _("另行选举开始了，名单和候选人沿用第一次的。")
    return onward(said, "elections.desk", outcome.value.no)
