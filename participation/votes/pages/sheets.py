"""The desk's way to the printed result of a vote."""

import hashlib
import io

from flask import send_file, url_for
from flask_babel import force_locale
from werkzeug.wrappers import Response

from participation.audit.actions import new_record_code
from participation.audit.store import get_head
from participation.committees.rules import CommitteeKind
from participation.kernel import clock, codes
from participation.kernel.outcome import Refusal
from participation.paper.fonts import find_fonts
from participation.paper.minutes import Proof
from participation.paper.results import VoteResult, print_vote_result
from participation.votes import actions
from participation.votes.actions.printing import PressedResult
from participation.votes.pages.blueprint import pages
from participation.votes.pages.desk import desk_page, on_desk
from participation.votes.pages.objections import period
from participation.votes.pages.show import shown_of
from participation.votes.present.sheets import TITLE, Heading, result_sheet
from participation.votes.rules.objections import period_ends
from participation.votes.rules.vote import Vote
from participation.web.house import errand, house, place, reading
from participation.web.perform import perform
from participation.web.rights import right

Answer = tuple[str, int]
LOG_DIGITS = 32
SHORT = 16


@pages.post("/desk/votes/<int(max=999999999):no>/result.pdf")
@right("votes:count")
def result_pdf(no: int) -> Response | Answer:
    """Print the result and register it, so that its code tells it is unchanged."""
    vote = on_desk(no)
    fault = vote.may_show(errand().now)
    if fault is not None:
        return desk_page(vote, fault)
    fonts = find_fonts(house().font_dir)
    if isinstance(fonts, Refusal):
        return desk_page(vote, fonts)
    code = new_record_code(errand())
    with force_locale("zh_Hans"):
        pdf = print_vote_result(_sheet(vote, code), fonts)
    if isinstance(pdf, Refusal):
        return desk_page(vote, pdf)
    pressed = PressedResult(code, hashlib.sha256(pdf).digest(), f"{TITLE}：{vote.title}")
    outcome = perform(lambda s, e: actions.register_result(s, e, no, pressed))
    if isinstance(outcome, Refusal):
        return desk_page(vote, outcome)
    name = f"{place().slug}-vote-{no}-result.pdf"
    return send_file(io.BytesIO(pdf), mimetype="application/pdf", download_name=name)


def _sheet(vote: Vote, code: str) -> VoteResult:
    day = clock.local_day(vote.closes_at, house().zone)
    told = shown_of(vote)
    proof = Proof(
        serial_no=f"{place().name}票〔{day.year}〕{vote.no}号",
        version="1",
        short_hash=codes.grouped(told.hash[:SHORT]),
        log_head=get_head(reading(), place().id)[1].hex()[:LOG_DIGITS],
        code=codes.grouped(code),
        address=house().base_url.rstrip("/") + url_for("records.show", code=code),
    )
    head = Heading(
        place().name, CommitteeKind(place().kind), period_ends(vote.published_from, period())
    )
    return result_sheet(vote, told, head, proof)
