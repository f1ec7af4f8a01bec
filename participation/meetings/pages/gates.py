"""The page of what has to stand before an item is decided: what it touches, and the study."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from participation.bodies.store.charters import get_body_at
from participation.kernel.outcome import Done, Refusal
from participation.meetings.actions import gates as actions
from participation.meetings.forms.gates import GateForm, StudyForm
from participation.meetings.pages.blueprint import NO, Answer, day_of, item_of, meeting_of, pages
from participation.meetings.present import gates as words
from participation.meetings.rules.gates import Gate, Touch, is_deliberating, needs_study
from participation.meetings.rules.items import Item
from participation.meetings.rules.law import law_of
from participation.meetings.rules.life import Deed, Meeting, may
from participation.meetings.store.gates import list_gates
from participation.residents.rules.rights import Role
from participation.votes.rules.decision_rules import Place
from participation.web.forms import Form
from participation.web.house import place, reading, rules_on, today, who
from participation.web.perform import perform
from participation.web.rights import right

AT = f"/{NO}/items/<int(max=999):position>"


@pages.route(f"{AT}/gates/", methods=["GET", "POST"])
@right("meetings:record")
def gates(no: int, position: int) -> Answer:
    """Say what an item touches, where its money comes from, and who may decide."""
    meeting = meeting_of(no)
    item = item_of(meeting, position)
    gate = _gate(meeting, item)
    form = GateForm(
        data={
            "touches": [str(one) for one in gate.touches],
            "money_source": gate.money_source,
            "decider": gate.decider,
            "not_major": gate.not_major,
        }
    )
    form.touches.choices = words.touch_choices()
    form.decider.choices = words.decider_choices(Place(place().kind))
    if form.is_sent():
        outcome = _said(no, position, form)
        if isinstance(outcome, Done):
            flash(_("记下了。"))
            return redirect(url_for("meetings.item", no=no, position=position), code=303)
        form.refuse(outcome)
    return _page("gates", meeting, item, gate, form)


def _gate(meeting: Meeting, item: Item) -> Gate:
    return list_gates(reading(), place().id, meeting.id).get(item.id) or Gate()


def _said(no: int, position: int, form: GateForm) -> Done[Gate] | Refusal:
    return perform(
        lambda s, e: actions.say_of_item(
            s,
            e,
            no,
            position,
            touches=[Touch(one) for one in form.touches.data or ()],
            money_source=form.money_source.data or "",
            decider=form.decider.data or "",
            not_major=form.not_major.data or "",
        )
    )


def _page(name: str, meeting: Meeting, item: Item, gate: Gate, form: Form) -> Answer:
    """Show a page of the gate of an item; 422 where its form was refused."""
    day = day_of(meeting)
    body = get_body_at(reading(), place().id, meeting.body_id, meeting.starts_at)
    rule = law_of(body.kind, rules_on(day), day)
    page = render_template(
        f"meetings/{name}.html",
        meeting=meeting,
        item=item,
        gate=gate,
        form=form,
        lines=list(words.gate_lines(gate)),
        law=rule.law if rule else "",
        article=needs_study(rule),
        is_view=is_deliberating(body.kind),
        refusal=may(meeting, Deed.RECORD) if request.method == "GET" else None,
        is_paper=not _is_secretary(),
    )
    return page, 422 if form.errors or form.form_errors else 200


def _is_secretary() -> bool:
    return Role.SECRETARY in who().roles


@pages.route(f"{AT}/study/", methods=["GET", "POST"])
@right("study:sign")
def study(no: int, position: int) -> Answer:
    """Sign the party organisation's study of an item, or write down who signed it on paper."""
    meeting = meeting_of(no)
    item = item_of(meeting, position)
    is_own = _is_secretary()
    form = StudyForm(data={"studied_on": today(), "signed_by": who().label if is_own else ""})
    if form.is_sent():
        day = form.studied_on.data
        assert day is not None
        outcome = perform(
            lambda s, e: actions.sign_study(
                s,
                e,
                no,
                position,
                studied_on=day,
                organisation=form.organisation.data or "",
                opinion=form.opinion.data or "",
                signed_by=who().label if is_own else form.signed_by.data or "",
                is_on_paper=not is_own,
                today=today(),
            )
        )
        if isinstance(outcome, Done):
            flash(_("记下了。"))
            back = "meetings.show" if is_own else "meetings.gates"
            return redirect(_back(back, no, position), code=303)
        form.refuse(outcome)
    return _page("study", meeting, item, _gate(meeting, item), form)


def _back(endpoint: str, no: int, position: int) -> str:
    if endpoint == "meetings.show":
        return url_for(endpoint, no=no)
    return url_for(endpoint, no=no, position=position)
