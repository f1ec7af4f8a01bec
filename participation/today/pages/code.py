"""The typed code of a home card or a ballot slip: a budget of wrong ones, and where it leads."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from participation.kernel.outcome import Refusal
from participation.residents.actions.actor import card_pass
from participation.residents.actions.cards import find_typed_card, typed_hmac
from participation.today.forms import CodeForm
from participation.today.pages.blueprint import pages
from participation.today.pages.card import remembered
from participation.votes.actions.slips import find_typed_slip
from participation.votes.pages import tries
from participation.web.house import errand, house, place, reading
from participation.web.rights import PUBLIC, right


@pages.route("/c/<slug>/code/", methods=["GET", "POST"])
@right(PUBLIC)
def code() -> Response | tuple[str, int]:
    """Ask for a code, and lead to what it opens."""
    form = CodeForm()
    if form.is_sent():
        outcome = _open(form.code.data)
        if not isinstance(outcome, Refusal):
            return outcome
        form.refuse(outcome)
    status = 422 if form.errors or form.form_errors else 200
    return render_template("today/code.html", form=form), status


def _open(typed: str) -> Response | Refusal:
    """Lead to the home or the slip of a code; a wrong one is paid for by address and committee."""
    if tries.must_wait():
        return Refusal("code-waits")
    if find_typed_card(reading(), errand(), typed) is not None:
        return _to_home(typed)
    slip = find_typed_slip(reading(), errand(), typed)
    if not isinstance(slip, Refusal):
        return to_slip()
    tries.count_wrong_code()
    return Refusal("code-revoked" if slip.code == "slip-revoked" else "code-wrong", "code")


def _to_home(typed: str) -> Response:
    """Remember the home card on this phone, as scanning it would, and show today."""
    return remembered(card_pass(house().key, typed_hmac(house().key, place().id, typed)))


def to_slip() -> Response:
    """Hand a ballot slip's typed code on, in the body of a POST, never in an address."""
    return redirect(url_for("today.typed_slip"), code=307)
