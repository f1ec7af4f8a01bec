"""Addresses of posts: who holds which, giving one, ending one."""

from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.committees import store as committees
from participation.kernel import clock
from participation.kernel.outcome import Done, Refusal
from participation.residents.actions import roles as actions
from participation.residents.forms.roles import PostForm
from participation.residents.present.access import ROLES
from participation.residents.store import access as store
from participation.residents.store import people
from participation.web import asked
from participation.web.house import errand, house, place, reading
from participation.web.perform import perform
from participation.web.rights import right

pages = Blueprint("roles", __name__)
FOUND = 20

Page = Response | str | tuple[str, int]


def _today() -> date:
    return clock.local_day(clock.now(), house().zone)


@pages.get("/")
@right("roles:give")
def list_() -> Page:
    """Show who holds which post, and find somebody to give one to."""
    return _list(None)


def _list(refusal: Refusal | None) -> Page:
    text = asked.text("q")
    today = _today()
    found = people.find_people(reading(), place().id, text, FOUND) if text else []
    groups = {group.id: group.name for group in committees.list_groups(reading(), place().id)}
    return render_template(
        "residents/roles.html",
        posts=store.list_roles(reading(), place().id, today),
        groups=groups,
        roles=ROLES,
        text=text,
        found=[(person, home) for person, home in found if person.is_adult(today)],
        refusal=refusal,
        today=today,
    ), 422 if refusal else 200


@pages.route("/give/<uuid:person_id>/", methods=["GET", "POST"])
@right("roles:give")
def give(person_id: UUID) -> Page:
    """Give somebody a post; the page after it shows their first sign-in address, once."""
    person = people.find_person(reading(), place().id, person_id)
    if person is None:
        raise NotFound
    today = _today()
    offered = actions.offered_login(errand(), place().slug)
    form = PostForm(data={"from_day": today, "login": offered})
    groups = committees.list_groups(reading(), place().id)
    form.offer(ROLES, [(group.id, group.name) for group in groups])
    account = store.find_account_of(reading(), place().id, person_id)
    if form.is_sent():
        outcome = perform(
            lambda session, errand: actions.give_post(
                session, errand, person_id, form.post(), form.login.data or offered, today
            )
        )
        if isinstance(outcome, Done):
            return _given(outcome.value)
        form.refuse(outcome)
    return render_template(
        "residents/role_form.html", form=form, person=person, account=account
    ), 422 if form.errors or form.form_errors else 200


def _given(given: actions.Given) -> Page:
    """Show the address on this answer only; it is stored nowhere."""
    address = f"{house().base_url}/sign-in/{given.token}/" if given.token else ""
    return render_template(
        "residents/role_given.html", given=given, role=ROLES[given.post.role], address=address
    )


@pages.post("/<uuid:role_id>/end")
@right("roles:give")
def end(role_id: UUID) -> Page:
    """End a post from today on."""
    today = _today()
    outcome = perform(lambda session, errand: actions.end_post(session, errand, role_id, today))
    if isinstance(outcome, Refusal):
        return _list(outcome)
    flash(_("这个职务结束了。"))
    return redirect(url_for(".list_"), code=303)


@pages.post("/<uuid:role_id>/link")
@right("roles:give")
def renew(role_id: UUID) -> Page:
    """Give a new first sign-in address to somebody who never got in."""
    today = _today()
    outcome = perform(lambda session, errand: actions.renew_link(session, errand, role_id, today))
    return _list(outcome) if isinstance(outcome, Refusal) else _given(outcome.value)
