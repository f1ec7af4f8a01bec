"""Signing in, by a first address or by name and password, and what is mine."""

from datetime import timedelta

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from participation.committees import store as committees
from participation.kernel import clock
from participation.kernel.outcome import Done, Refusal
from participation.residents.actions import access as actions
from participation.residents.forms.access import PasswordForm, SignInForm
from participation.residents.present.access import ROLES
from participation.residents.rules.access import TRIES, TRIES_WINDOW, Account, clean_login
from participation.residents.store import access as store
from participation.web import ledger, signin
from participation.web.house import house, reading, who
from participation.web.perform import perform
from participation.web.rights import PUBLIC, right

pages = Blueprint("access", __name__)
NETWORK_TRIES = 50
NETWORK_WINDOW = timedelta(minutes=15)


@pages.route("/sign-in/", methods=["GET", "POST"])
@right(PUBLIC)
def sign_in() -> Response | str | tuple[str, int]:
    """Sign in with name and password."""
    form = SignInForm(data={"next": request.args.get("next", "")})
    if not form.is_sent():
        return render_template("residents/sign_in.html", form=form), 200 if not form.errors else 422
    outcome = _checked(form)
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        return render_template("residents/sign_in.html", form=form), 422
    signin.open_session(outcome.value.id, outcome.value.session_version)
    return signin.go_on(form.next.data or "", url_for("access.me"))


def _checked(form: SignInForm) -> Done[Account] | Refusal:
    """Check name and password within the budgets of the name and of the network address."""
    budgets = {
        f"sign-in:{clean_login(form.login.data)}": (TRIES, TRIES_WINDOW),
        f"network:{request.remote_addr}": (NETWORK_TRIES, NETWORK_WINDOW),
    }
    for key, (most, window) in budgets.items():
        if ledger.count_failure(key, window) > most:
            return Refusal("sign-in-waits")
    outcome = actions.check_password(reading(), form.login.data, form.password.data)
    if isinstance(outcome, Done):
        ledger.clear(next(iter(budgets)))
    return outcome


@pages.route("/sign-in/<token>/", methods=["GET", "POST"])
@right(PUBLIC)
def first_sign_in(token: str) -> Response | str | tuple[str, int]:
    """Show a button for a first sign-in address; only pressing it uses the address up."""
    if request.method == "GET":
        return render_template("residents/first_sign_in.html", refusal=None)
    outcome = perform(lambda session, errand: actions.use_link(session, errand, token))
    if isinstance(outcome, Refusal):
        return render_template("residents/first_sign_in.html", refusal=outcome), 422
    signin.open_session(outcome.value.id, outcome.value.session_version)
    return signin.go_on("", url_for("access.me"))


@pages.route("/me/", methods=["GET", "POST"])
@right("me:see")
def me() -> Response | str | tuple[str, int]:
    """Show my posts, and let me choose a password."""
    account_id = who().account_id
    assert account_id is not None
    form = PasswordForm()
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_sent():
            outcome = perform(
                lambda session, errand: actions.set_password(
                    session, errand, account_id, form.password.data
                )
            )
            if isinstance(outcome, Done):
                signin.open_session(account_id, outcome.value)
                return signin.go_on("", url_for("access.me", saved=1))
            form.refuse(outcome)
    today = clock.local_day(clock.now(), house().zone)
    return render_template(
        "residents/me.html",
        form=form,
        account=store.get_account(reading(), account_id),
        posts=[
            (committees.get_committee(reading(), committee_id), ROLES[role])
            for committee_id, role in store.list_posts_of(reading(), account_id, today)
        ],
        offices=[
            (ROLES[office], region)
            for office, region in store.list_offices(reading(), account_id, today)
        ],
        is_saved="saved" in request.args,
    ), status


@pages.post("/sign-out/")
@right("me:see")
def sign_out() -> Response:
    """End this session; `everywhere` ends those on all devices."""
    account_id = who().account_id
    assert account_id is not None
    if request.form.get("everywhere"):
        perform(lambda session, errand: actions.end_sessions(session, errand, account_id))
    signin.close_session()
    return signin.go_on("", "/")
