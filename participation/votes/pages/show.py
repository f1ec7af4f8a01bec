"""What anybody may read of a vote: list, question and progress, result, record, receipt check."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Response, render_template, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from participation.deliberation import store as deliberation
from participation.deliberation.rules import Argument
from participation.kernel import clock, codes
from participation.kernel.outcome import Refusal
from participation.matters import store as matters
from participation.matters.rules import Matter
from participation.votes import store
from participation.votes.forms import ReceiptForm
from participation.votes.pages import objections
from participation.votes.pages.ballot import known
from participation.votes.pages.blueprint import pages
from participation.votes.present import slips as words
from participation.votes.present import watching as watch_words
from participation.votes.present.following import step_line
from participation.votes.present.late import late_lines
from participation.votes.present.levies import doubt_words, levy_facts
from participation.votes.present.notices import objection_line, period_words
from participation.votes.present.results import Shown, needs_lists, shown
from participation.votes.present.rules import source_facts
from participation.votes.present.words import REASONS, STATES
from participation.votes.rules.canonical import canonical
from participation.votes.rules.decision_rules import Place
from participation.votes.rules.following import next_steps
from participation.votes.rules.levies import levy_terms
from participation.votes.rules.life import State
from participation.votes.rules.objections import Stage, period_ends
from participation.votes.rules.outcomes import Code
from participation.votes.rules.vote import Vote
from participation.votes.store import box, late, watching
from participation.web import asked
from participation.web.house import errand, house, place, reading, rules_on
from participation.web.rights import PUBLIC, right
from participation.web.words import word

RECOUNT = Path(__file__).parents[3] / "tools" / "recount.py"
PAGE = 20
EACH_SIDE = 3
RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


@pages.get("/votes/")
@right(PUBLIC)
def list_() -> str:
    """Show the votes of the committee, the newest first."""
    before = asked.number("before")
    found = store.list_votes(reading(), place().id, before, PAGE + 1)
    now = errand().now
    return render_template(
        "votes/list.html",
        votes=[(vote, STATES[vote.state_at(now)], words.chip_line(vote)) for vote in found[:PAGE]],
        older=url_for("votes.list_", before=found[PAGE - 1].no) if len(found) > PAGE else "",
    )


@pages.get("/votes/<int(max=999999999):no>/")
@right(PUBLIC)
def show(no: int) -> str:
    """Show question, material, progress, rule and state; never a choice."""
    vote = store.find_vote(reading(), place().id, no)
    if vote is None:
        raise NotFound
    if vote.state is State.DRAFT:
        return _withdrawn(vote)
    now = errand().now
    day = clock.local_day(vote.closes_at, house().zone)
    progress = store.progress(reading(), place().id, vote.id)
    matter: Matter | None = None
    reasons: list[Argument] = []
    total = 0
    if vote.matter_id is not None:
        matter = matters.get_matter(reading(), place().id, vote.matter_id)
        reasons, total = deliberation.list_first(reading(), place().id, vote.matter_id, EACH_SIDE)
    return render_template(
        "votes/show.html",
        vote=vote,
        matter=matter,
        reasons=reasons,
        reasons_total=total,
        chips=words.chip_line(vote),
        state=STATES[vote.state_at(now)],
        is_open=not words.stopped_words(vote, now),
        is_before=vote.state is State.ANNOUNCED,
        quorum=words.quorum_words(vote),
        notices=objections.events_of(vote),
        is_shown=vote.may_show(now) is None,
        left=words.time_left(vote, now),
        progress=progress,
        counted=words.counted_words(vote, progress.marks),
        area=words.area_words(progress),
        may_vote=words.roll_words(vote),
        how=words.how_words(vote),
        asked=words.asked(vote),
        reason=REASONS[vote.binding.why],
        sources=source_facts(vote.rule),
        levy=levy_facts(vote.levy) if vote.levy else [],
        doubt=doubt_words(levy_terms(rules_on(day), vote.rule, day)),
        secrecy=words.secrecy_line(vote),
        rule_lines=words.rule_lines(vote),
    )


def _withdrawn(vote: Vote) -> str:
    """Say that an announcement was taken back; a draft that was never shown is nobody's yet."""
    if not vote.notices:
        raise NotFound
    return render_template("votes/withdrawn.html", vote=vote, notices=objections.events_of(vote))


def _published(no: int) -> Vote | Refusal:
    vote = known(no)
    return vote.may_show(errand().now) or vote


def _not_yet(refusal: Refusal, no: int) -> tuple[str, int]:
    page = render_template(
        "votes/not_yet.html",
        vote=known(no),
        words=word(refusal),
        state=STATES[known(no).state_at(errand().now)],
    )
    return page, 404


@pages.route("/votes/<int(max=999999999):no>/result/", methods=["GET"])
@right(PUBLIC)
def result(no: int) -> str | tuple[str, int]:
    """Show what came of a vote, as a school sum."""
    vote = _published(no)
    if isinstance(vote, Refusal):
        return _not_yet(vote, no)
    return _result(vote, ReceiptForm(), "")


@pages.post("/votes/<int(max=999999999):no>/result/")
@right(PUBLIC)
def check(no: int) -> str | tuple[str, int]:
    """Say whether a receipt's ballot was counted; never which ballot it was."""
    vote = _published(no)
    if isinstance(vote, Refusal):
        return _not_yet(vote, no)
    form = ReceiptForm()
    if not form.is_sent():
        return _result(vote, form, ""), 422
    found = "counted" if _is_counted(vote, codes.clean(form.receipt.data)) else "missing"
    return _result(vote, form, found)


def _is_counted(vote: Vote, code: str) -> bool:
    if not codes.is_typed(code):
        return False
    ask = box.is_receipt if vote.is_secret else box.is_named_receipt
    return ask(reading(), place().id, vote.id, code)


def shown_of(vote: Vote) -> Shown:
    """Return what came of a counted vote, by the rules of the day it closed.

    With it what came of call-backs, and who carried the slips, as far as that is known by now.
    """
    day = clock.local_day(vote.closes_at, house().zone)
    has_lists = needs_lists(vote)
    lists = store.get_record(reading(), place().id, vote.id)["ballots"] if has_lists else None
    told = shown(vote, rules_on(day), Place(place().kind), day, lists)
    return replace(told, hands=[*told.hands, *late_of(vote), *_watched(vote)])


def _result(vote: Vote, form: ReceiptForm, found: str) -> str:
    is_over = errand().now >= period_ends(vote.published_from, objections.period())
    return render_template(
        "votes/result.html",
        vote=vote,
        chips=words.chip_line(vote),
        shown=shown_of(vote),
        form=form,
        found=found,
        until=period_ends(vote.published_from, objections.period()),
        is_up=not is_over,
        is_final=vote.state is State.FINAL,
        period=period_words(objections.period()),
        objections=[objection_line(one) for one in objections.filed(vote, Stage.RESULT)],
        notices=objections.events_of(vote),
        following=following_of(vote),
    )


def following_of(vote: Vote) -> list[dict[str, str]]:
    """Return what may follow where too few took part, or an objection to the result was upheld."""
    is_short = (vote.result or {}).get("code") == Code.QUORUM_NOT_MET
    if not is_short and not any(one.is_upheld for one in objections.filed(vote, Stage.RESULT)):
        return []
    day = clock.local_day(errand().now, house().zone)
    steps = next_steps(rules_on(day), vote.rule, Place(place().kind), day)
    return [step_line(step) for step in steps]


def late_of(vote: Vote) -> list[str]:
    """Return what is said of papers that were typed late."""
    return late_lines(late.list_late(reading(), place().id, vote.id))


def _watched(vote: Vote) -> list[str]:
    """Return what came of call-backs, and who carried the slips."""
    at = (reading(), place().id, vote.id)
    carriers = watching.list_carriers(*at)
    said = [watch_words.called_words(watching.count_called(*at))]
    if carriers:
        said.append(str(_("送票：%(names)s", names="、".join(carriers))))
    return [line for line in said if line]


@pages.get("/votes/<int(max=999999999):no>/record.json")
@right(PUBLIC)
def record(no: int) -> Response:
    """Give the whole published record, to be recounted with `run.py verify`."""
    vote = _published(no)
    if isinstance(vote, Refusal):
        raise NotFound
    body = canonical(store.get_record(reading(), place().id, vote.id))
    return _download(body, "application/json", f"vote-{no}-record.json")


@pages.get("/votes/recount.py")
@right(PUBLIC)
def recount() -> Response:
    """Give the program that recounts a record alone, without this house."""
    return _download(RECOUNT.read_bytes(), "text/x-python", RECOUNT.name)


@pages.get("/votes/<int(max=999999999):no>/ballots.csv")
@right(PUBLIC)
def ballots(no: int) -> Response:
    """Give the published lists as a table: two of equal length in a secret vote, one in an open."""
    vote = _published(no)
    if isinstance(vote, Refusal):
        raise NotFound
    lists = store.get_record(reading(), place().id, vote.id)["ballots"]
    body = io.StringIO()
    table = csv.writer(body, lineterminator="\r\n")
    table.writerows([safe(cell) for cell in row] for row in _rows(vote, lists))
    return _download(("\ufeff" + body.getvalue()).encode(), "text/csv", f"vote-{no}-ballots.csv")


def _rows(vote: Vote, lists: dict[str, list[Any]]) -> list[list[object]]:
    if "named" in lists:
        named: list[list[object]] = [["list", "no", "voter", "area", "code", "choice"]]
        for name in ("named", "opinions"):
            for no, voter, ballot, area in lists[name]:
                said = " / ".join(words.said(vote, ballot))
                named.append([name, no, voter, area, ballot, said])
        return named
    rows: list[list[object]] = [["list", "code", "words"]]
    rows += [["receipt", code, ""] for code in lists["receipts"]]
    for no, (question, answers) in enumerate(zip(vote.questions, lists["choices"], strict=True), 1):
        name = "choice" if len(vote.questions) == 1 else f"choice-{no}"
        rows += [[name, answer, words.answer_words(question, answer)] for answer in answers]
    return rows


def safe(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(RISKY) else text


def _download(body: bytes, kind: str, name: str) -> Response:
    response = Response(body, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
