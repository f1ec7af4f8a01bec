"""Papers of an election: lists to put up, ballots, count sheets, and the result sheet."""

import hashlib
import io
from collections.abc import Callable

from flask import send_file, url_for
from flask_babel import force_locale
from werkzeug.wrappers import Response

from participation.audit.actions import new_record_code
from participation.audit.store import get_head
from participation.committees.rules import CommitteeKind
from participation.kernel import codes
from participation.kernel.outcome import Refusal
from participation.paper import elections as paper
from participation.paper.fonts import Fonts, find_fonts
from participation.paper.minutes import Proof
from participation.votes.actions import elections as actions
from participation.votes.actions.elections.counting import Pressed
from participation.votes.forms.elections import BallotsForm
from participation.votes.pages.elections.blueprint import (
    NO,
    Answer,
    election_of,
    page,
    pages,
    rerun_of,
)
from participation.votes.present.elections import papers
from participation.votes.rules.canonical import canonical
from participation.votes.rules.elections.counting import Typed
from participation.votes.rules.elections.plan import Election, State
from participation.votes.store import elections as store
from participation.votes.store import electors
from participation.web.forms import Form
from participation.web.house import errand, house, place, reading, today
from participation.web.perform import perform
from participation.web.rights import right

LOG_DIGITS = 32
HASH_DIGITS = 16


def _head() -> papers.Letterhead:
    return papers.Letterhead(place().name, CommitteeKind(place().kind))


def _pressed(make: Callable[[Fonts], bytes | Refusal]) -> bytes | Refusal:
    fonts = find_fonts(house().font_dir)
    if isinstance(fonts, Refusal):
        return fonts
    with force_locale("zh_Hans"):
        return make(fonts)


def _sent(no: int, name: str, pdf: bytes) -> Response:
    called = f"{place().slug}-election-{no}-{name}.pdf"
    return send_file(io.BytesIO(pdf), mimetype="application/pdf", download_name=called)


def _ballots(election: Election, form: Form, refusal: Refusal | None = None) -> Answer:
    listed = electors.count_listed(reading(), place().id, election.id)
    return page("ballots", election, form, refusal, listed=listed)


@pages.get(f"/desk/elections/{NO}/ballots/")
@right("elections:prepare")
def ballots(no: int) -> Answer:
    """Ask how many ballots are printed."""
    election = election_of(no)
    listed = electors.count_listed(reading(), place().id, election.id)
    form = BallotsForm(formdata=None, data={"copies": max(listed - election.printed, 0) or None})
    return _ballots(election, form)


@pages.post(f"/desk/elections/{NO}/ballots.pdf")
@right("elections:prepare")
def ballots_pdf(no: int) -> Answer:
    """Print ballots, and note how many."""
    election, form = election_of(no), BallotsForm()
    if not form.is_sent():
        return _ballots(election, form)
    copies = form.copies.data
    pdf = _pressed(
        lambda fonts: paper.print_election_ballots(papers.ballot(election, _head()), copies, fonts)
    )
    if isinstance(pdf, Refusal):
        return _ballots(election, form, pdf)
    noted = perform(lambda s, e: actions.print_ballots(s, e, no, copies))
    if isinstance(noted, Refusal):
        form.refuse(noted)
        return _ballots(election_of(no), form)
    return _sent(no, "ballots", pdf)


def _list_pdf(election: Election, name: str, wanted: paper.PublicList) -> Answer:
    pdf = _pressed(lambda fonts: paper.print_public_list(wanted, fonts))
    if isinstance(pdf, Refusal):
        return _ballots(election, BallotsForm(formdata=None), pdf)
    return _sent(election.no, name, pdf)


@pages.get(f"/desk/elections/{NO}/voters.pdf")
@right("elections:prepare")
def voters_pdf(no: int) -> Answer:
    """Print the list of voters with whole names, for the notice board."""
    election = election_of(no)
    listed = electors.list_electors(reading(), place().id, election.id, is_listed=True)
    with force_locale("zh_Hans"):
        wanted = papers.voters_list(election, listed, _head(), election.published_on)
    return _list_pdf(election, "voters", wanted)


@pages.get(f"/desk/elections/{NO}/proxies.pdf")
@right("elections:prepare")
def proxies_pdf(no: int) -> Answer:
    """Print who votes for whom with whole names, for the notice board."""
    election = election_of(no)
    given = electors.list_proxies(reading(), place().id, election.id)
    with force_locale("zh_Hans"):
        wanted = papers.proxies_list(election, given, _head(), today())
    return _list_pdf(election, "proxies", wanted)


@pages.get(f"/desk/elections/{NO}/tally.pdf")
@right("elections:prepare")
def tally_pdf(no: int) -> Answer:
    """Print the count sheet."""
    election = election_of(no)
    if not election.posts:
        return _ballots(election, BallotsForm(formdata=None), Refusal("posts-missing"))
    pdf = _pressed(lambda fonts: paper.print_tally_sheet(papers.tally(election), fonts))
    if isinstance(pdf, Refusal):
        return _ballots(election, BallotsForm(formdata=None), pdf)
    return _sent(no, "tally", pdf)


@pages.post(f"/desk/elections/{NO}/result.pdf")
@right("elections:prepare")
def result_pdf(no: int) -> Answer:
    """Print the result sheet and register it, so that its code tells it is unchanged."""
    election = election_of(no)
    typed = store.find_count(reading(), place().id, election.id)
    if typed is None or election.state is not State.CONFIRMED:
        return _ballots(election, BallotsForm(formdata=None), Refusal("election-not-confirmed"))
    code = new_record_code(errand())
    digest = _digest(election, typed)
    with force_locale("zh_Hans"):
        sheet = _sheet(election, typed, code, digest)
    pdf = _pressed(lambda fonts: paper.print_result_sheet(sheet, fonts))
    if isinstance(pdf, Refusal):
        return _ballots(election, BallotsForm(formdata=None), pdf)
    title = f"{sheet.title}：{election.plan.title}"
    pressed = Pressed(code, hashlib.sha256(pdf).digest(), title, digest)
    outcome = perform(lambda s, e: actions.register_result(s, e, no, pressed))
    if isinstance(outcome, Refusal):
        return _ballots(election, BallotsForm(formdata=None), outcome)
    return _sent(no, "result", pdf)


def _sheet(election: Election, typed: Typed, code: str, digest: str) -> paper.ResultSheet:
    cid = place().id
    proof = Proof(
        serial_no=f"{place().name}选〔{election.plan.day.year}〕{election.no}号",
        version=str(typed.no),
        short_hash=digest,
        log_head=get_head(reading(), cid)[1].hex()[:LOG_DIGITS],
        code=codes.grouped(code),
        address=house().base_url.rstrip("/") + url_for("records.show", code=code),
    )
    course = papers.Course(
        objections=electors.list_objections(reading(), cid, election.id),
        proxies=len(electors.list_proxies(reading(), cid, election.id)),
    )
    return papers.result_sheet(election, typed, course, _head(), proof, rerun_of(election))


def _digest(election: Election, typed: Typed) -> str:
    """Return a short hash of what was counted, in groups: the same on every printing."""
    body = {
        "no": election.no,
        "title": election.plan.title,
        "day": election.plan.day.isoformat(),
        "names": [[one.post_no, one.no, one.name] for one in election.candidates],
        "sheet": store.sheet_data(typed.sheet),
    }
    return codes.grouped(hashlib.sha256(canonical(body)).hexdigest()[:HASH_DIGITS])
