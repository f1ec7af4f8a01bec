"""The desk of the clerk and the supervisor: what is due, texts to post, the log."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from participation.audit import actions as audit
from participation.audit import store as log_store
from participation.kernel import clock
from participation.kernel.outcome import Refusal
from participation.today.pages.blueprint import pages
from participation.today.present import desk as words
from participation.today.present import log as log_words
from participation.today.present import texts as text_words
from participation.today.rules.desk import MOST, lines_for
from participation.today.store.desk import list_due
from participation.web.house import house, place, reading, who
from participation.web.perform import perform
from participation.web.rights import right

LOG_PAGE = 30
TEXTS = 20


@pages.get("/c/<slug>/desk/")
@right("desk:see")
def desk() -> str:
    """Show the desk: what is due, and where each errand begins."""
    now = clock.now()
    due = lines_for(list_due(reading(), place().id, now, house().zone), who().rights)
    return render_template(
        "today/desk.html",
        lines=[words.line(one, now, house().zone) for one in due[:MOST]],
        more=max(0, len(due) - MOST),
        entries=words.entries(who()),
    )


@pages.get("/c/<slug>/desk/texts/")
@right("desk:see")
def texts() -> str:
    """Show the texts that wait to be posted or read out."""
    return _texts(None)


def _texts(refusal: Refusal | None) -> str:
    waiting = log_store.list_outgoing(reading(), place().id, TEXTS)
    shown = [
        text_words.text(row_id, one, house().base_url, place().slug) for row_id, one in waiting
    ]
    return render_template("today/texts.html", texts=shown, refusal=refusal)


@pages.post("/c/<slug>/desk/texts/<uuid:row_id>/done")
@right("texts:send")
def text_done(row_id: UUID) -> Response | tuple[str, int]:
    """Tick a text off."""
    outcome = perform(lambda session, errand: audit.tick_off(session, errand, row_id))
    if isinstance(outcome, Refusal):
        return _texts(outcome), 422
    flash(_("记下了，这段话发过了。"))
    return redirect(url_for(".texts"), code=303)


@pages.get("/c/<slug>/desk/log/")
@right("log:read")
def log() -> str:
    """Show the log, newest first, with the head of its chain."""
    before = request.args.get("before", type=int)
    if before is not None and not 0 < before < 10**15:
        before = None
    found = log_store.list_newest(reading(), place().id, before, LOG_PAGE + 1)
    shown = found[:LOG_PAGE]
    seq, head = log_store.get_head(reading(), place().id)
    return render_template(
        "today/log.html",
        lines=[log_words.line(one) for one in shown],
        older=url_for(".log", before=shown[-1].seq) if len(found) > LOG_PAGE else "",
        newer=url_for(".log") if before is not None else "",
        seq=seq,
        head=head.hex()[:16],
    )
