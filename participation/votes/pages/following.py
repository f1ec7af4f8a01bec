"""What may follow a vote that came to nothing; one button each at the desk."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from participation.kernel import clock
from participation.kernel.outcome import Refusal
from participation.votes import actions
from participation.votes.pages.blueprint import pages
from participation.votes.pages.desk import desk_page, on_desk
from participation.web.house import errand, house, rules_on
from participation.web.perform import perform
from participation.web.rights import right

Answer = tuple[str, int]


@pages.post("/desk/votes/<int(max=999999999):no>/again/")
@right("votes:draft")
def again(no: int) -> Response | Answer:
    """Draft the same vote once more, to be looked at before it is shown or opened."""
    on_desk(no)
    today = clock.local_day(errand().now, house().zone)
    rules: Any = rules_on(today)
    outcome = perform(lambda s, e: actions.draft_again(s, e, rules, no, today))
    if isinstance(outcome, Refusal):
        return desk_page(on_desk(no), outcome)
    flash(_("照原样起草好了，时间往后挪了。请看一遍再公示或者打开。"))
    return redirect(url_for("votes.desk", no=outcome.value.no), code=303)
