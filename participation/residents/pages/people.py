"""Addresses of people and households by hand: find, look, add, change, take off, split."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.committees import store as committees
from participation.kernel import clock
from participation.kernel.outcome import Done, Refusal
from participation.residents.actions import people as actions
from participation.residents.forms import people as forms
from participation.residents.present import people as words
from participation.residents.present.roster import SEXES, STANDINGS
from participation.residents.rules.imports import veiled
from participation.residents.rules.people import ChangeKind, Household, Person
from participation.residents.store import cards as card_store
from participation.residents.store import people as store
from participation.residents.store import roster
from participation.web import asked
from participation.web.forms import Form
from participation.web.house import errand, house, place, reading
from participation.web.perform import perform
from participation.web.rights import right

pages = Blueprint("people", __name__)
FOUND = 50
HISTORY = 50

Page = Response | str | tuple[str, int]


def _today() -> date:
    return clock.local_day(clock.now(), house().zone)


def _home(household_id: UUID) -> Household:
    found = store.find_home(reading(), place().id, household_id)
    if found is None:
        raise NotFound
    return found


def _person(person_id: UUID) -> Person:
    found = store.find_person(reading(), place().id, person_id)
    if found is None:
        raise NotFound
    return found


def _at_home(household_id: UUID) -> Response:
    return redirect(url_for(".home", household_id=household_id), code=303)


def _carried(form: Form, action: Callable[..., Done[UUID] | Refusal], done: str) -> Response | None:
    """Run an action when the form was sent; return where to go on, or None to show the form."""
    if not form.is_sent():
        return None
    outcome = perform(action)
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        return None
    flash(done)
    return _at_home(outcome.value)


def _form_page(form: Form, title: str, action: str, back: UUID | None, **more: Any) -> Page:
    return render_template(
        "residents/person_form.html", form=form, title=title, action=action, back=back, **more
    ), 422 if form.errors or form.form_errors else 200


@pages.get("/")
@right("roster:see")
def search() -> str:
    """Find people by name or household number."""
    text = asked.text("q")
    found = store.find_people(reading(), place().id, text, FOUND) if text else []
    return render_template(
        "residents/search.html",
        text=text,
        found=found,
        is_more=len(found) == FOUND,
        standings=STANDINGS,
        counted=store.count(reading(), place().id),
    )


@pages.get("/homes/<uuid:household_id>/")
@right("roster:see")
def home(household_id: UUID) -> str:
    """Show a household, its people, who has gone, and its history."""
    found = _home(household_id)
    here = place().id
    people = store.list_members(reading(), here, household_id)
    left = store.list_left(reading(), here, household_id)
    names = {one.id: one.name for one in (*people, *left)}
    return render_template(
        "residents/home.html",
        home=found,
        people=people,
        left=left,
        names=names,
        phones=actions.masked_phones(reading(), errand(), household_id),
        history=roster.list_changes(reading(), here, household_id, HISTORY),
        card_since=card_store.list_homes_with_card(reading(), here).get(household_id),
        today=_today(),
        words=words,
        sexes=SEXES,
        standings=STANDINGS,
        veiled=veiled,
    )


@pages.route("/new/", methods=["GET", "POST"])
@right("roster:edit")
def add_home() -> Page:
    """Add a household with the first of its people."""
    form = forms.HomeForm(data={"day": _today(), "relation": "户主"})
    form.name_choices(SEXES, STANDINGS)
    form.offer([group.name for group in committees.list_groups(reading(), place().id)])
    today = _today()
    done = _carried(
        form,
        lambda session, errand: actions.add_home(
            session,
            errand,
            form.label.data,
            form.group.data or "",
            form.told(),
            form.occasion(today),
        ),
        _("记下了，新的一户在这里。"),
    )
    return done or _form_page(form, _("添一户"), _("添这一户"), None)


@pages.route("/homes/<uuid:household_id>/add/", methods=["GET", "POST"])
@right("roster:edit")
def add(household_id: UUID) -> Page:
    """Add somebody who was born or moves in."""
    found = _home(household_id)
    form = forms.ComingForm(data={"day": _today(), "kind": "moved-in"})
    form.name_choices(SEXES, STANDINGS)
    today = _today()
    done = _carried(
        form,
        lambda session, errand: actions.add_person(
            session,
            errand,
            household_id,
            form.told(),
            ChangeKind(form.kind.data),
            form.occasion(today),
        ),
        _("记下了。"),
    )
    if done is not None:
        return _at_home(household_id)
    return _form_page(form, _("给 %(home)s 添人", home=found.line), _("添这个人"), household_id)


@pages.route("/<uuid:person_id>/", methods=["GET", "POST"])
@right("roster:edit")
def change(person_id: UUID) -> Page:
    """Correct what is written of somebody, or change their standing."""
    found = _person(person_id)
    form = forms.PersonForm(
        data={
            "day": _today(),
            "name": found.name,
            "born": found.born,
            "sex": found.sex or "",
            "relation": found.relation,
            "standing": found.standing,
            "note": veiled(found.note),
        }
    )
    form.name_choices(SEXES, STANDINGS)
    today = _today()
    done = _carried(
        form,
        lambda session, errand: actions.change_person(
            session, errand, person_id, form.told(), form.occasion(today)
        ),
        _("改好了。"),
    )
    if done is not None:
        return done
    phone = actions.masked_phones(reading(), errand(), found.household_id).get(person_id, "")
    title = _("改 %(name)s", name=found.name)
    leaving = url_for(".leave", person_id=person_id)
    more = {"phone": phone, "is_known": True, "leaving": leaving}
    return _form_page(form, title, _("存下"), found.household_id, **more)


@pages.route("/<uuid:person_id>/leave/", methods=["GET", "POST"])
@right("roster:edit")
def leave(person_id: UUID) -> Page:
    """Note that somebody died or moved away."""
    found = _person(person_id)
    form = forms.LeavingForm(data={"day": _today()})
    today = _today()
    done = _carried(
        form,
        lambda session, errand: actions.leave(
            session, errand, person_id, ChangeKind(form.kind.data), form.occasion(today)
        ),
        _("记下了。名册上不再算这个人，以前的记录都留着。"),
    )
    title = _("%(name)s 迁出或去世", name=found.name)
    return done or _form_page(form, title, _("记下"), found.household_id)


@pages.route("/<uuid:person_id>/return/", methods=["GET", "POST"])
@right("roster:edit")
def come_back(person_id: UUID) -> Page:
    """Take somebody who had gone back onto the roster."""
    found = _person(person_id)
    form = forms.OccasionForm(data={"day": _today()})
    today = _today()
    done = _carried(
        form,
        lambda session, errand: actions.come_back(session, errand, person_id, form.occasion(today)),
        _("记下了，回到名册上了。"),
    )
    title = _("%(name)s 回来了", name=found.name)
    return done or _form_page(form, title, _("记下"), found.household_id)


@pages.route("/homes/<uuid:household_id>/speaker/", methods=["GET", "POST"])
@right("roster:edit")
def speaker(household_id: UUID) -> Page:
    """Let another member speak for the home."""
    found = _home(household_id)
    form = forms.SpeakerForm(data={"day": _today()})
    form.offer(_names(household_id))
    today = _today()
    chosen = (_ids([form.person.data]) or [household_id])[0]
    done = _carried(
        form,
        lambda session, errand: actions.set_speaker(
            session, errand, household_id, chosen, form.occasion(today)
        ),
        _("换好了。"),
    )
    title = _("%(home)s 换户代表", home=found.line)
    return done or _form_page(form, title, _("换成这个人"), household_id)


@pages.route("/homes/<uuid:household_id>/split/", methods=["GET", "POST"])
@right("roster:edit")
def split(household_id: UUID) -> Page:
    """Give part of a household its own number."""
    found = _home(household_id)
    form = forms.SplitForm(data={"day": _today()})
    form.offer(_names(household_id))
    today = _today()
    leaving = frozenset(_ids(form.people.data or []))
    done = _carried(
        form,
        lambda session, errand: actions.split(
            session, errand, household_id, leaving, form.label.data, form.occasion(today)
        ),
        _("分好了，新的一户在这里。"),
    )
    return done or _form_page(form, _("%(home)s 分户", home=found.line), _("分户"), household_id)


def _names(household_id: UUID) -> list[tuple[str, str]]:
    people = store.list_members(reading(), place().id, household_id)
    return [(one.id.hex, one.name) for one in people]


def _ids(raw: list[str]) -> list[UUID]:
    ids = []
    for text in raw:
        with suppress(ValueError, TypeError):
            ids.append(UUID(hex=text))
    return ids
