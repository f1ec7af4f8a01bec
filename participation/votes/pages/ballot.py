"""Where ballots arrive: the confirm page, the count, the receipt."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.kernel import codes, sealed
from participation.kernel.outcome import Refusal
from participation.votes import actions, store
from participation.votes.actions.casting import Begun
from participation.votes.actions.dropping import Ballot, Cast
from participation.votes.actions.slips import TYPED_LENGTH
from participation.votes.pages import tries
from participation.votes.pages.blueprint import pages
from participation.votes.present import slips as words
from participation.votes.rules.ballots import answers_of, ballot_of
from participation.votes.rules.drafts import MOST_QUESTIONS
from participation.votes.rules.vote import Vote
from participation.web.house import errand, house, place, reading
from participation.web.perform import perform
from participation.web.rights import PUBLIC, right
from participation.web.tongue import YEAR
from participation.web.words import word

Answer = tuple[str, int]

DEVICE_COOKIE = "device"
DEVICE_LENGTH = 27

WRONG_DIGITS = frozenset({"digits-wrong", "tail-wrong"})

STATUS = {
    "vote-unknown": 404,
    "slip-unknown": 404,
    "slip-elsewhere": 404,
    "slip-revoked": 410,
    "vote-closed": 410,
    "vote-cancelled": 410,
    "vote-paused": 503,
    "already-voted": 409,
    "strip-used": 409,
    "paper-stands": 409,
    "ballot-counted": 409,
    "code-waits": 429,
    "digits-wait": 429,
    "database-busy": 503,
    "database-full": 503,
}


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a form of a slip sent: the ballot, and where its page lies."""

    no: int
    ballot: Ballot
    retry_code: str

    @property
    def is_typed(self) -> bool:
        return len(codes.clean(self.ballot.slip_code)) <= TYPED_LENGTH

    @property
    def back_href(self) -> str:
        """The page of the slip again; a typed code stands in no address."""
        if self.is_typed or not self.ballot.slip_code.isalnum():
            return url_for("today.typed_slip")
        return url_for("today.slip", code=self.ballot.slip_code)

    @property
    def ticked(self) -> dict[str, str]:
        """What goes back to the slip's page with its ticks: their fields, and a typed code."""
        found = {"code": self.ballot.slip_code} if self.is_typed else {}
        for at, answer in enumerate(answers_of(self.ballot.choice)):
            found[words.field_of(at)] = answer
        return found


@pages.post("/votes/<int(max=999999999):no>/ballot")
@right(PUBLIC)
def ballot(no: int) -> Response | Answer:
    """Take a choice and show it once more; take it confirmed, and count it."""
    sent = _Sent(
        no,
        Ballot(
            choice=sent_ballot(),
            slip_code=request.form.get("slip_code", "").strip()[:80],
            digits=request.form.get("digits", "").strip()[:20],
            old_receipt=request.form.get("receipt", "").strip()[:40],
        ),
        request.form.get("retry_code", "")[:200],
    )
    if sent.is_typed and tries.must_wait():
        return refused(Refusal("code-waits"), sent.back_href)
    if sent.ballot.digits:
        waits = tries.count_digits(sent.ballot.slip_code)
        if waits is not None:
            return refused(waits, sent.back_href)
    return _confirmed(sent) if request.form.get("confirm") == "1" else _begun(sent)


def sent_ballot() -> str:
    """Return what the form says to each question, in one text; nothing where nothing was ticked."""
    ticked = [request.form.getlist(words.field_of(at)) for at in range(MOST_QUESTIONS)]
    while len(ticked) > 1 and not ticked[-1]:
        ticked.pop()
    return ballot_of(",".join(each)[:200] for each in ticked)


def _begun(sent: _Sent, *, error: str = "", status: int = 200) -> Answer:
    begun = actions.begin_ballot(reading(), errand(), sent.no, sent.ballot)
    if isinstance(begun, Refusal) and begun.code in WRONG_DIGITS and not error:
        plain = Ballot(sent.ballot.choice, sent.ballot.slip_code, "", sent.ballot.old_receipt)
        again = _Sent(sent.no, plain, "")
        return _begun(again, error=word(begun), status=422)
    if isinstance(begun, Refusal):
        return _refused(begun, sent)
    if sent.ballot.digits:
        tries.forgive_digits(sent.ballot.slip_code)
    return _confirm_page(sent, begun, error), status


def _confirm_page(sent: _Sent, begun: Begun, error: str) -> str:
    hidden = {
        "slip_code": sent.ballot.slip_code,
        "retry_code": begun.retry_code,
        "confirm": "1",
    }
    for at, answer in enumerate(answers_of(begun.choice)):
        hidden[words.field_of(at)] = answer
    if sent.ballot.old_receipt:
        hidden["receipt"] = sent.ballot.old_receipt
    return render_template(
        "votes/confirm.html",
        vote=begun.vote,
        chosen=words.chosen(begun.vote, begun.choice),
        hidden=hidden,
        asks_digits=not begun.is_proved,
        digits_label=words.digits_label(begun.slip),
        error=error,
        back_href=sent.back_href,
        ticked=sent.ticked,
        **slip_frame(words.voter_line(begun.vote, begun.slip.voter), sent.back_href),
    )


def _confirmed(sent: _Sent) -> Response | Answer:
    device = _device()
    outcome = perform(
        lambda s, e: actions.cast(s, e, sent.no, sent.ballot, sent.retry_code, device)
    )
    if isinstance(outcome, Refusal):
        if outcome.code in WRONG_DIGITS | {"ask-again", "retry-code-wrong"}:
            plain = Ballot(sent.ballot.choice, sent.ballot.slip_code, "", sent.ballot.old_receipt)
            return _begun(_Sent(sent.no, plain, ""), error=word(outcome), status=422)
        return _refused(outcome, sent)
    if sent.ballot.digits:
        tries.forgive_digits(sent.ballot.slip_code)
    return _with_device(redirect(receipt_href(outcome.value), code=303), device)


def _device() -> str:
    """Return the random code this telephone carries, a new one where it has none."""
    carried = request.cookies.get(DEVICE_COOKIE, "")
    return carried if len(carried) == DEVICE_LENGTH else codes.token(errand().chance(16))


def _with_device(response: Response, device: str) -> Response:
    """Let the telephone carry its code; it is by chance and says nothing about the telephone."""
    response.set_cookie(
        DEVICE_COOKIE,
        device,
        max_age=YEAR,
        secure=house().base_url.startswith("https://"),
        httponly=True,
        samesite="Lax",
    )
    return response


def _refused(refusal: Refusal, sent: _Sent) -> Answer:
    if refusal.code == "slip-unknown" and sent.is_typed:
        tries.count_wrong_code()
    if refusal.code in UNFINISHED:
        page = render_template(
            "votes/unfinished.html",
            advice=word(refusal),
            back_href=sent.back_href,
            ticked=sent.ticked,
            **slip_frame("", sent.back_href),
        )
        return page, 422
    return refused(refusal, sent.back_href)


UNFINISHED = frozenset({"question-unanswered", "too-many-ticks", "abstain-alone"})


def refused(refusal: Refusal, back_href: str) -> Answer:
    """Return the page of a ballot that was not taken, and what to do next."""
    is_lost = refusal.code in {"slip-unknown", "slip-revoked", "slip-elsewhere", "vote-unknown"}
    page = render_template(
        "web/error.html",
        heading=_("没有算成票"),
        advice=word(refusal),
        back_href=url_for("today.show") if is_lost else back_href,
        back_text=_("回到首页") if is_lost else _("回到这张票"),
        **slip_frame("", back_href),
    )
    return page, STATUS.get(refusal.code, 422)


def slip_frame(line: str, here: str) -> dict[str, Any]:
    """Return what the frame of a slip's page shows: whose it is; no tabs, no address passed on."""
    return {"standing": line, "tab_links": [], "languages": [], "here": here}


def receipt_href(counted: Cast, *, is_helped: bool = False) -> str:
    """Return the address of a receipt, sealed so that no log and no neighbour reads it there."""
    said = {
        "r": counted.receipt,
        "v": words.voter_line(counted.vote, counted.slip.voter),
        "of": counted.vote.id.hex,
        "by": "helper" if is_helped else "",
    }
    text = json.dumps(said, ensure_ascii=False)
    box = sealed.seal(house().key, text, errand().chance(24))
    code = base64.urlsafe_b64encode(box).decode().rstrip("=")
    return url_for("votes.receipt", no=counted.vote.no, code=code)


def _unsealed(code: str) -> dict[str, str]:
    try:
        box = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4))
    except (binascii.Error, ValueError) as error:
        raise NotFound from error
    text = sealed.unseal(house().key, box)
    if text is None:
        raise NotFound
    said: dict[str, str] = json.loads(text)
    return said


@pages.get("/votes/<int(max=999999999):no>/receipt/<code>/")
@right(PUBLIC)
def receipt(no: int, code: str) -> str:
    """Show that a ballot counts, and its receipt."""
    said = _unsealed(code)
    vote = known(no)
    if said.get("of") != vote.id.hex:
        raise NotFound
    return render_template(
        "votes/receipt.html",
        vote=vote,
        receipt=codes.grouped(said["r"]),
        is_household=vote.unit == "household",
        is_helped=bool(said.get("by")),
        **slip_frame(said["v"], url_for("votes.receipt", no=no, code=code)),
    )


def known(no: int) -> Vote:
    """Return the vote of an address, or answer 404; a draft is nobody's yet."""
    vote = store.find_vote(reading(), place().id, no)
    if vote is None or vote.state == "draft":
        raise NotFound
    return vote
