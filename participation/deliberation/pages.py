"""All reasons for and against a matter, giving one, taking one's own back."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.deliberation import actions, store
from participation.deliberation.forms import ReasonForm
from participation.deliberation.present import reasons
from participation.deliberation.rules import Side
from participation.kernel.outcome import Done, Refusal
from participation.matters import store as matters
from participation.matters.rules import Matter, Move
from participation.web.house import place, reading, who
from participation.web.perform import perform
from participation.web.rights import PUBLIC, right
from participation.web.words import word

pages = Blueprint("deliberation", __name__)
PAGE_SIZE = 40
Answer = Response | str | tuple[str, int]


@pages.get("/")
@right(PUBLIC)
def list_(no: int) -> str:
    """Show the reasons for and against, and the form for one's own."""
    return _page(no, ReasonForm())


@pages.post("/")
@right("matters:argue")
def argue(no: int) -> Answer:
    """Give a reason."""
    form = ReasonForm()
    if form.is_sent():
        side, text = Side(form.side.data), form.text.data or ""
        outcome = perform(lambda session, errand: actions.argue(session, errand, no, side, text))
        if isinstance(outcome, Done):
            flash(_("您的理由已经公开。"))
            return redirect(url_for(".list_", no=no), code=303)
        form.refuse(outcome)
    return _page(no, form), 422


def _matter(no: int) -> Matter:
    found = matters.find_matter(reading(), place().id, no)
    if found is None:
        raise NotFound
    return found


def _page(no: int, form: ReasonForm) -> str:
    matter = _matter(no)
    before = _cursor(request.args.get("before", ""))
    found = store.list_arguments(reading(), place().id, matter.id, PAGE_SIZE + 1, before)
    shown = found[:PAGE_SIZE]
    is_more = len(found) > PAGE_SIZE
    is_open = matter.may(Move.ARGUE)
    return render_template(
        "deliberation/list.html",
        matter=matter,
        columns=reasons(shown, who()),
        is_open=is_open,
        may_argue=is_open and who().may("matters:argue"),
        form=form,
        newer=url_for(".list_", no=no) if before else "",
        older=url_for(".list_", no=no, before=shown[-1].id.hex) if is_more else "",
    )


def _cursor(raw: str) -> UUID | None:
    """Read the address of an older page; anything else is the first page."""
    try:
        return UUID(hex=raw) if raw else None
    except ValueError:
        return None


@pages.post("/<uuid:argument_id>/withdraw/")
@right("matters:argue")
def withdraw(no: int, argument_id: UUID) -> Answer:
    """Take one's own reason back."""
    outcome = perform(lambda session, errand: actions.withdraw(session, errand, no, argument_id))
    if isinstance(outcome, Refusal):
        return _refused(outcome, no)
    flash(_("这条理由收回了。"))
    return redirect(url_for(".list_", no=no), code=303)


def _refused(refusal: Refusal, no: int) -> tuple[str, int]:
    if refusal.code == "matter-unknown":
        raise NotFound
    back = url_for(".list_", no=no)
    return render_template(
        "web/error.html",
        heading=_("这一步没有办成"),
        advice=word(refusal),
        back_href=back,
        back_text=_("回到利和弊"),
    ), 422
