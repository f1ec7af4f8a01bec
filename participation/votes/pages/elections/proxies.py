"""Proxies at the desk: who votes for whom, entered from the paper that gave it."""

from flask import request
from flask_babel import gettext as _

from participation.votes.actions import elections as actions
from participation.votes.forms.elections import ProxyForm, TakeBackForm
from participation.votes.pages.elections.blueprint import (
    NO,
    Answer,
    election_of,
    page,
    pages,
    settle,
)
from participation.votes.present.elections import words
from participation.votes.rules.elections.plan import Election
from participation.votes.store import electors
from participation.web.forms import Form
from participation.web.house import place, reading, today
from participation.web.rights import right

BACK = "back-"


@pages.route(f"/desk/elections/{NO}/proxies/", methods=["GET", "POST"])
@right("elections:prepare")
def proxies(no: int) -> Answer:
    """Enter a proxy, and show those there are."""
    election, form = election_of(no), ProxyForm()
    if request.method == "GET":
        form.written_on.data = today()
    gone = settle(
        form,
        lambda s, e: actions.give_proxy(s, e, no, form.to_asked()),
        _("委托记下了。请把新的委托名单贴出来。"),
        "elections.proxies",
        no,
    )
    return gone or _proxies(election, form, TakeBackForm(formdata=None, prefix=BACK))


@pages.post(f"/desk/elections/{NO}/proxies/back/")
@right("elections:prepare")
def take_back(no: int) -> Answer:
    """Take a proxy back."""
    form = TakeBackForm(prefix=BACK)
    gone = settle(
        form,
        lambda s, e: actions.take_back_proxy(s, e, no, form.giver_no.data),
        _("委托收回了，本人自己来投。"),
        "elections.proxies",
        no,
    )
    return gone or _proxies(election_of(no), ProxyForm(formdata=None), form)


def _proxies(election: Election, form: ProxyForm, back: Form) -> Answer:
    given = electors.list_proxies(reading(), place().id, election.id)
    is_refused = bool(back.errors or back.form_errors)
    return page(
        "proxies",
        election,
        back if is_refused else form,
        giving=form,
        back=back,
        given=given,
        most=election.rule.proxy.most,
        where=words.where_written(election.rule, election.terms.proxy_article),
    )
