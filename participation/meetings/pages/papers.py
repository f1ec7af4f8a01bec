"""Minutes on paper: printing registers it once, and from then on its very bytes are there."""

import io

from flask import render_template, request, send_file, url_for
from flask_babel import force_locale
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.audit.actions import new_record_code
from participation.audit.store import get_head
from participation.committees.rules import CommitteeKind
from participation.kernel import codes
from participation.kernel.outcome import Done, Refusal
from participation.meetings import actions, store
from participation.meetings.pages.blueprint import NO, Answer, meeting_of, pages, revision_of
from participation.meetings.pages.checks import round_now
from participation.meetings.present import papers, words
from participation.meetings.present.checks import round_line
from participation.meetings.rules.life import Deed, Meeting, may
from participation.meetings.rules.minutes import Paper, Print, Revision
from participation.paper.fonts import find_fonts
from participation.paper.minutes import print_record, print_summary
from participation.web.house import errand, house, place, reading
from participation.web.perform import perform
from participation.web.rights import right

LOG_DIGITS = 32


@pages.get(f"/{NO}/minutes.pdf")
@right("minutes:print")
def kept(no: int) -> Answer:
    """Give the paper that was printed and registered, byte for byte."""
    meeting, paper = meeting_of(no), _paper()
    printed = store.find_print(reading(), place().id, meeting.id, meeting.minutes_no, paper)
    if printed is None:
        refusal = may(meeting, Deed.PRINT) or Refusal("not-printed")
        return _refused(meeting, paper, refusal), 404
    return _sent(meeting, printed)


@pages.post(f"/{NO}/minutes.pdf")
@right("minutes:print")
def press(no: int) -> Answer:
    """Print the adopted minutes and register the paper; a second tap gives the same paper."""
    meeting, paper = meeting_of(no), _paper()
    refusal = may(meeting, Deed.PRINT)
    if refusal is not None:
        return _refused(meeting, paper, refusal), 422
    printed = store.find_print(reading(), place().id, meeting.id, meeting.minutes_no, paper)
    outcome = Done(printed) if printed is not None else _printed(meeting, paper)
    if isinstance(outcome, Refusal):
        return _refused(meeting, paper, outcome), 422
    return _sent(meeting, outcome.value)


def _paper() -> Paper:
    try:
        return Paper(request.values.get("form", Paper.RECORD))
    except ValueError as error:
        raise NotFound from error


def _printed(meeting: Meeting, paper: Paper) -> Done[Print] | Refusal:
    """Print outside the transaction (the press takes its time), then register what came out."""
    revision = revision_of(meeting)
    assert revision is not None
    code = new_record_code(errand())
    with force_locale("zh_Hans"):
        title = papers.paper_title(revision.minutes, paper)
        pdf = _pressed(meeting, revision, paper, code)
    if isinstance(pdf, Refusal):
        return pdf
    return perform(
        lambda session, errand: actions.print_minutes(
            session, errand, meeting.no, revision.no, paper, code=code, pdf=pdf, title=title
        )
    )


def _pressed(meeting: Meeting, revision: Revision, paper: Paper, code: str) -> bytes | Refusal:
    fonts = find_fonts(house().font_dir)
    if isinstance(fonts, Refusal):
        return fonts
    head = papers.Letterhead(
        committee=place().name,
        kind=CommitteeKind(place().kind),
        printed_at=errand().now,
        code=codes.grouped(code),
        address=house().base_url.rstrip("/") + url_for("records.show", code=code),
        log_head=get_head(reading(), place().id)[1].hex()[:LOG_DIGITS],
        checked=round_line(round_now(meeting)),
    )
    if paper is Paper.RECORD:
        pdf = print_record(papers.record_of(revision, meeting.no, head), fonts)
    else:
        pdf = print_summary(papers.summary_of(revision, meeting.no, head), fonts)
    return _worded(pdf) if isinstance(pdf, Refusal) else pdf


def _worded(refusal: Refusal) -> Refusal:
    """Return a refusal of the press with its signs in one line, as words need them."""
    signs = refusal.facts.get("characters")
    if not isinstance(signs, tuple):
        return refusal
    return Refusal(refusal.code, None, {"characters": "、".join(signs)})


def _sent(meeting: Meeting, printed: Print) -> Response:
    name = f"{place().slug}-{meeting.no}-{printed.paper}-{printed.minutes_no}.pdf"
    return send_file(io.BytesIO(printed.pdf), mimetype="application/pdf", download_name=name)


def _refused(meeting: Meeting, paper: Paper, refusal: Refusal) -> str:
    return render_template(
        "meetings/refused.html",
        meeting=meeting,
        refusal=refusal,
        paper=paper if refusal.code == "not-printed" else None,
        words=words,
    )
