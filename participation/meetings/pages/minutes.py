"""The clerk's pages to put the minutes better and to adopt them."""

from collections.abc import Iterator

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response

from participation.kernel.outcome import Done, Refusal
from participation.meetings import actions
from participation.meetings.actions import drafts
from participation.meetings.forms.minutes import MinutesForm, form_for
from participation.meetings.pages.blueprint import (
    NO,
    Answer,
    meeting_of,
    pages,
    refused,
    revision_of,
)
from participation.meetings.present import words
from participation.meetings.rules.life import Deed, Meeting, State, may
from participation.meetings.rules.minutes import Draft, Minutes, Revision, to_content
from participation.meetings.store.checks import list_checks
from participation.meetings.store.drafts import find_draft
from participation.paper.fonts import find_fonts, missing_glyphs
from participation.web.house import house, place, reading, who
from participation.web.perform import perform
from participation.web.rights import right
from participation.web.words import word


@pages.route(f"/{NO}/minutes/", methods=["GET", "POST"])
@right("minutes:edit")
def minutes(no: int) -> Answer:
    """Show the minutes as they were drafted; keep other words as the next revision; adopt."""
    meeting = meeting_of(no)
    current = revision_of(meeting)
    if current is None:
        raise NotFound
    if meeting.state is not State.HELD:
        return _too_late(meeting)
    if request.method == "GET":
        return _opened(meeting, current)
    form = form_for(current.minutes.texts, current.no)
    if form.is_sent():
        outcome = _revised(no, form, len(current.minutes.items))
        if isinstance(outcome, Done):
            return _saved(meeting, outcome.value)
        form.refuse(outcome)
        if outcome.code == "minutes-stale":
            return _conflict(meeting, form), 422
    return _page(meeting, current, form), 422 if form.errors else 200


def _opened(meeting: Meeting, current: Revision) -> str:
    """Show the minutes, with what this account has typed and not stored."""
    draft = find_draft(reading(), place().id, meeting.id, who().account_id)
    stored = current.minutes.texts
    if draft is None or draft.texts == stored or len(draft.texts.items) != len(stored.items):
        return _page(meeting, current, form_for(stored, current.no))
    form = form_for(draft.texts, current.no)
    other = _differing(form, current) if draft.base_no != current.no else None
    return _page(meeting, current, form, other, draft)


def _differing(form: MinutesForm, current: Revision) -> dict[str, str]:
    """Return the stored texts that a form holds otherwise, by their fields."""
    stored = form_for(current.minutes.texts, current.no, is_bare=True)
    return {
        field.name: field.object_data
        for field in stored
        if field.name in form and field.object_data != form[field.name].data
    }


@pages.post(f"/{NO}/minutes/draft/")
@right("minutes:edit")
def keep_draft(no: int) -> Answer:
    """Keep what is typed, while it is typed; a script asks for it."""
    current = revision_of(meeting_of(no))
    if current is None:
        raise NotFound
    form = form_for(current.minutes.texts, current.no)
    base_no, texts = form.base_no(), form.texts(len(current.minutes.items))
    outcome = perform(lambda s, e: drafts.keep_draft(s, e, no, base_no, texts))
    if isinstance(outcome, Refusal):
        return Response(word(outcome), 422, mimetype="text/plain")
    return Response(status=204, mimetype="text/plain")


@pages.post(f"/{NO}/minutes/draft/drop/")
@right("minutes:edit")
def drop_draft(no: int) -> Answer:
    """Forget what was typed and not stored."""
    meeting = meeting_of(no)
    outcome = perform(lambda s, e: drafts.drop_draft(s, e, no))
    if isinstance(outcome, Refusal):
        return refused(meeting, outcome)
    return redirect(url_for("meetings.minutes", no=no), code=303)


def _too_late(meeting: Meeting) -> Answer:
    refusal = may(meeting, Deed.REVISE)
    if refusal is None or request.method == "GET":
        return redirect(url_for("meetings.show", no=meeting.no))
    return refused(meeting, refusal)


def _saved(meeting: Meeting, revision: Revision) -> Answer:
    """Go back to the minutes, or adopt them just as they were saved."""
    no = meeting.no
    if request.form.get("then") == "adopt":
        return _adopt(meeting, revision)
    flash(_("存好了，是第 %(no)d 版。", no=revision.no))
    return redirect(url_for("meetings.minutes", no=no), code=303)


def _adopt(meeting: Meeting, revision: Revision) -> Answer:
    if not who().may("minutes:adopt"):
        raise Forbidden
    no, zone = meeting.no, house().zone
    outcome: Done[Meeting] | Refusal | None = _undrawable(revision.minutes)
    if outcome is None:
        outcome = perform(
            lambda session, errand: actions.adopt_minutes(session, errand, no, revision.no, zone)
        )
    if isinstance(outcome, Done):
        flash(_("记录定稿了。可以打印，请到会的人签字。"))
        return redirect(url_for("meetings.show", no=no), code=303)
    form = form_for(revision.minutes.texts, revision.no)
    form.refuse(outcome)
    return _page(meeting, revision, form), 422


def _revised(no: int, form: MinutesForm, count: int) -> Done[Revision] | Refusal:
    base_no, texts = form.base_no(), form.texts(count)
    return perform(
        lambda session, errand: actions.revise_minutes(session, errand, no, base_no, texts)
    )


def _conflict(meeting: Meeting, form: MinutesForm) -> str:
    """Show both texts: what was typed stays in the fields, what was stored stands beside it."""
    current = revision_of(meeting_of(meeting.no))
    assert current is not None
    form.base.raw_data = None
    form.base.data = str(current.no)
    return _page(meeting, current, form, _differing(form, current))


def _page(
    meeting: Meeting,
    current: Revision,
    form: MinutesForm,
    other: dict[str, str] | None = None,
    draft: Draft | None = None,
) -> str:
    return render_template(
        "meetings/minutes.html",
        meeting=meeting,
        revision=current,
        form=form,
        other=other or {},
        draft=draft,
        waiting=sum(one.is_open for one in list_checks(reading(), place().id, meeting.id)),
        words=words,
    )


def _undrawable(minutes: Minutes) -> Refusal | None:
    """Refuse minutes with signs that no font draws, while they can still be changed."""
    fonts = find_fonts(house().font_dir)
    if isinstance(fonts, Refusal):
        return None
    content = to_content(minutes)
    text = "".join(_texts([content["texts"], content["items"]]))
    missing = sorted(missing_glyphs(text, fonts))
    return Refusal("glyph-missing", None, {"characters": "、".join(missing)}) if missing else None


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
