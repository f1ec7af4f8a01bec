"""For a power cut: sheets printed beforehand, and typing what came in before the close."""

import io
from collections.abc import Callable

from flask import flash, redirect, render_template, send_file, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from participation.committees.present import full_name
from participation.kernel import clock
from participation.kernel.outcome import Done, Refusal
from participation.paper.elections import print_public_list, print_tally_sheet
from participation.paper.fonts import Fonts, find_fonts
from participation.votes import actions
from participation.votes.actions.roll import copy_roll
from participation.votes.forms.late import LateForm
from participation.votes.pages.blueprint import pages
from participation.votes.pages.desk import desk_page, on_desk
from participation.votes.present.late import paper_roll, paper_tally, roll_notice
from participation.votes.rules.life import BEFORE, State
from participation.votes.rules.opening import ROLL_DAYS, opens_from
from participation.votes.rules.vote import Vote
from participation.votes.store import slips
from participation.web.house import errand, house, place, reading
from participation.web.perform import perform
from participation.web.rights import right
from participation.web.words import word

Answer = tuple[str, int]
NO = "/desk/votes/<int(max=999999999):no>/"


@pages.get(NO + "shown-roll.pdf")
@right("votes:announce")
def shown_roll_pdf(no: int) -> Response | Answer:
    """Print who may vote, to put up on the board while the roll is shown."""
    vote, here = on_desk(no), errand()
    today = clock.local_day(here.now, house().zone)
    if vote.state is not State.ANNOUNCED or vote.announced_at is None:
        return desk_page(vote, Refusal("roll-not-announced", None, {"days": ROLL_DAYS}))
    voters = copy_roll(reading(), here, vote, today)
    if isinstance(voters, Refusal):
        return desk_page(vote, voters)
    opens = opens_from(vote, vote.announced_at, is_hurried=False)
    issuer = full_name(place().name, place().kind)

    def made(fonts: Fonts) -> bytes | Refusal:
        return print_public_list(roll_notice(vote, voters, issuer, opens, today), fonts)

    return _sent(vote, "shown-roll", made)


@pages.get(NO + "paper-roll.pdf")
@right("votes:enter-paper")
def paper_roll_pdf(no: int) -> Response | Answer:
    """Print the roll with a square to tick for each stub, for when there is no power."""
    vote = on_desk(no)
    if vote.state in BEFORE:
        return desk_page(vote, Refusal("vote-not-open"))
    voters = slips.list_voters(reading(), place().id, vote.id)
    issuer = place().name

    def made(fonts: Fonts) -> bytes | Refusal:
        return print_public_list(paper_roll(vote, voters, issuer), fonts)

    return _sent(vote, "paper-roll", made)


@pages.get(NO + "paper-tally.pdf")
@right("votes:enter-paper")
def paper_tally_pdf(no: int) -> Response | Answer:
    """Print the count sheet of a vote."""
    vote = on_desk(no)
    return _sent(vote, "paper-tally", lambda fonts: print_tally_sheet(paper_tally(vote), fonts))


def _sent(vote: Vote, name: str, make: Callable[[Fonts], bytes | Refusal]) -> Response | Answer:
    fonts = find_fonts(house().font_dir)
    if isinstance(fonts, Refusal):
        return desk_page(vote, fonts)
    with force_locale("zh_Hans"):
        pdf = make(fonts)
    if isinstance(pdf, Refusal):
        return desk_page(vote, pdf)
    called = f"{place().slug}-vote-{vote.no}-{name}.pdf"
    return send_file(io.BytesIO(pdf), mimetype="application/pdf", download_name=called)


@pages.route(NO + "late/", methods=["GET", "POST"])
@right("votes:enter-paper")
def late(no: int) -> Response | Answer:
    """Type papers that came in before the close, with their true hour and who says so."""
    vote, form = on_desk(no), LateForm()
    if not vote.needs_signature:
        del form.is_signed
    if form.is_sent():
        received, papers = form.moment(house().zone), form.lines()
        is_signed = "is_signed" in form and bool(form.is_signed.data)
        outcome = perform(
            lambda s, e: actions.enter_late_papers(
                s, e, no, papers, received, form.said_by.data or "", is_signed=is_signed
            )
        )
        if isinstance(outcome, Done):
            flash(_("补录了 %(num)s 张，结果页会写明。", num=outcome.value.papers))
            return redirect(url_for("votes.desk", no=no), code=303)
        _refuse(form, outcome)
    page = render_template("votes/late.html", vote=vote, form=form)
    return page, 422 if form.errors or form.form_errors else 200


def _refuse(form: LateForm, refusal: Refusal) -> None:
    """Put a refusal beside its field; one of a paper says in which line it stands."""
    if "line" not in refusal.facts:
        form.refuse(refusal)
        return
    words = _("第 %(line)s 行：%(words)s", line=refusal.facts["line"], words=word(refusal))
    form.papers.errors = [*form.papers.errors, words]
