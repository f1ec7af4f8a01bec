"""A slip's page: a ballot slip shows its question and choices, a home card opens its home."""

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from participation.committees.store import get_committee
from participation.db.locators import Located, find_locator
from participation.deliberation import store as deliberation
from participation.deliberation.rules import Argument
from participation.kernel.outcome import Refusal
from participation.residents.actions.actor import card_hmac, find_card
from participation.today.pages.blueprint import pages
from participation.today.pages.card import remembered
from participation.votes import store as votes
from participation.votes.actions.slips import find_any_slip, find_typed_slip, token_hmac
from participation.votes.pages import tries
from participation.votes.pages.ballot import STATUS, refused, sent_ballot, slip_frame
from participation.votes.present import slips as words
from participation.votes.present.notices import moved_words
from participation.votes.rules.vote import Slip, Vote
from participation.votes.store import box
from participation.votes.store.notices import list_notices
from participation.web.house import Place, enter, errand, house, place, reading
from participation.web.rights import PUBLIC, right
from participation.web.words import word

EACH_SIDE = 1
Answer = tuple[str, int]


@pages.route("/s/<code>", methods=["GET", "POST"])
@right(PUBLIC)
def slip(code: str) -> Response | Answer:
    """Show what a code from paper opens; the code in the address decides, never a session.

    Posted back from a later step it shows the ballot with the ticks that were made.
    """
    kind = _enter(code)
    if kind is Located.HOME_CARD:
        return _home(code)
    if kind is Located.BALLOT_SLIP:
        found = find_any_slip(reading(), errand(), code)
        if not isinstance(found, Refusal):
            return choice_page(found, code), 200
        return _refused(found)
    return _refused(Refusal("slip-unknown"))


def _enter(code: str) -> Located | None:
    """Go to the committee a code belongs to; return what the code is of."""
    key = house().key
    for hashed in (token_hmac(key, code), card_hmac(key, code)):
        found = find_locator(reading(), hashed)
        if found is not None:
            kind, committee_id = found
            at = get_committee(reading(), committee_id)
            enter(Place(at.id, at.slug, at.name, at.kind, at.region, at.phone))
            return kind
    return None


def _home(token: str) -> Response | Answer:
    """Remember the home card on this phone, and show today."""
    if find_card(reading(), errand(), token) is None:
        return _refused(Refusal("card-revoked"))
    return remembered(token)


def _refused(refusal: Refusal) -> Answer:
    page = render_template(
        "web/error.html",
        heading=_("这个码打不开"),
        advice=word(refusal),
        **slip_frame("", request.path),
    )
    return page, 410 if refusal.code == "card-revoked" else STATUS[refusal.code]


@pages.route("/c/<slug>/slip/", methods=["GET", "POST"])
@right(PUBLIC)
def typed_slip() -> Response | Answer:
    """Show a ballot slip whose code was typed; the code travels in the body only."""
    code = request.form.get("code", "")[:40]
    if not code:
        return redirect(url_for("today.code"), code=303)
    if tries.must_wait():
        return refused(Refusal("code-waits"), url_for("today.code"))
    found = find_typed_slip(reading(), errand(), code)
    if isinstance(found, Refusal):
        tries.count_wrong_code()
        return refused(found, url_for("today.code"))
    return choice_page(found, code), 200


def choice_page(found: Slip, code: str) -> str:
    """Return the page of a ballot slip: its questions, their choices, its rules in words."""
    vote = votes.get_vote(reading(), place().id, found.vote_id)
    now = errand().now
    marks, first, named = box.get_standing(reading(), place().id, vote.id, found.voter.id)
    said, may_choose = words.second_words(vote, first if vote.is_secret else named)
    if found.is_torn:
        said, may_choose = words.strip_words(found, may_choose=not said)
    stopped = words.stopped_words(vote, now)
    is_scanned = request.endpoint == "today.slip"
    here = request.path if is_scanned else url_for("today.code")
    reasons, total = _reasons(vote)
    return render_template(
        "today/slip.html",
        vote=vote,
        lead=words.lead(vote, now) if not stopped else "",
        chips=words.chip_line(vote),
        counted=words.counted_words(vote, marks),
        asked=words.asked(vote, sent_ballot()) if may_choose and not stopped else [],
        is_one_tap=len(vote.questions) == 1 and vote.questions[0].most == 1,
        said=said,
        asks_receipt=first is not None and vote.is_secret and may_choose and not stopped,
        stopped=stopped,
        moved=moved_words(list_notices(reading(), place().id, vote.id)) if vote.notices else "",
        secrecy=words.secrecy_line(vote),
        rule_lines=words.rule_lines(vote),
        hidden={"slip_code": code},
        reasons=reasons,
        reasons_total=total,
        **slip_frame(words.voter_line(vote, found.voter), here),
    )


def _reasons(vote: Vote) -> tuple[list[Argument], int]:
    """Return the newest reason of each side under the vote's matter, and how many there are."""
    if vote.matter_id is None:
        return [], 0
    return deliberation.list_first(reading(), place().id, vote.matter_id, EACH_SIDE)
