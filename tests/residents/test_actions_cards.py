"""Home cards and posts, on both databases."""

from datetime import date, timedelta

from participation.db.locators import Located, find_locator
from participation.kernel.outcome import Done, Refusal
from participation.residents.actions import cards, printing, roles
from participation.residents.actions.actor import card_hmac, find_card
from participation.residents.rules.jobs import JobKind, JobState, is_loopback
from participation.residents.rules.rights import Post, Role
from participation.residents.store import access, jobs
from tests.conftest import KEY, NOON, Village, make_village
from tests.residents.people import add_home

TODAY = date(2026, 11, 24)
BASE = "https://yiqilai.example"


def test_a_reprint_ends_the_old_card(village: Village) -> None:
    home = add_home(village, "3-041")
    issued = village.do(lambda s, e: cards.issue_cards(s, e, [home.id])).value
    assert [one.label for one in issued] == ["3-041"]
    assert village.read(lambda s: find_card(s, village.errand(), home.card)) is None
    found = village.read(lambda s: find_card(s, village.errand(), issued[0].token))
    assert found.household_id == home.id
    located = village.read(lambda s: find_locator(s, card_hmac(KEY, issued[0].token)))
    assert located == (Located.HOME_CARD, village.id)


def test_a_typed_code_finds_its_card_in_its_own_committee_only(village: Village) -> None:
    add_home(village, "3-041")
    other = make_village(village.database, "taoyuan", "桃源村")
    typed = village.do(lambda s, e: cards.issue_cards(s, e, None)).value[0].typed
    spoken = f" {typed[:4].lower()}-{typed[4:]} "
    found = village.read(lambda s: cards.find_typed_card(s, village.errand(), spoken))
    assert found.household_label == "3-041"
    assert village.read(lambda s: cards.find_typed_card(s, other.errand(), typed)) is None
    assert village.read(lambda s: cards.find_typed_card(s, village.errand(), "NOTACODE")) is None
    village.do(lambda s, e: cards.issue_cards(s, e, None))
    assert village.read(lambda s: cards.find_typed_card(s, village.errand(), typed)) is None


def test_samples_leave_the_real_cards_be(village: Village) -> None:
    home = add_home(village, "3-041")
    prepared = village.read(lambda s: cards.prepare_cards(s, village.errand(), None))
    village.do(lambda s, e: cards.keep_cards(s, e, prepared, is_sample=True))
    assert village.read(lambda s: find_card(s, village.errand(), home.card)) is not None


def test_an_empty_place_has_no_cards_to_print(village: Village) -> None:
    assert village.do(lambda s, e: cards.issue_cards(s, e, None)) == Refusal("cards-nobody")


def test_a_job_is_claimed_once_shows_progress_and_is_forgotten(village: Village) -> None:
    add_home(village, "3-041")
    job = village.do(lambda s, e: printing.ask_cards(s, e, printing.ALL, base_url=BASE)).value
    with village.database.writing() as session:
        claimed = jobs.claim_job(session, JobKind.HOME_CARDS, NOON)
        assert claimed is not None
        assert claimed.id == job.id
        assert jobs.claim_job(session, JobKind.HOME_CARDS, NOON) is None
        assert jobs.claim_job(session, JobKind.BALLOTS, NOON) is None
        jobs.save_progress(session, village.id, job.id, 3, 8, NOON)
    shown = village.read(lambda s: jobs.find_job(s, village.id, job.no))
    assert (shown.state, shown.step_done, shown.step_total) == (JobState.PRINTING, 3, 8)
    with village.database.writing() as session:
        later = NOON + timedelta(minutes=6)
        assert jobs.claim_job(session, JobKind.HOME_CARDS, later) is not None
        jobs.save_ready(session, village.id, job.id, b"%PDF")
    assert village.read(lambda s: jobs.find_pdf(s, village.id, job.id)) == b"%PDF"
    assert isinstance(village.do(lambda s, e: printing.forget(s, e, job.no)), Done)
    assert village.read(lambda s: jobs.find_pdf(s, village.id, job.id)) is None
    again = village.do(lambda s, e: printing.forget(s, e, job.no))
    assert again == Refusal("print-gone")


def test_paper_is_deleted_after_a_day(village: Village) -> None:
    add_home(village, "3-041")
    job = village.do(lambda s, e: printing.ask_cards(s, e, printing.ALL, base_url=BASE)).value
    with village.database.writing() as session:
        jobs.save_ready(session, village.id, job.id, b"%PDF")
        jobs.save_old_forgotten(session, NOON + timedelta(seconds=1))
    assert village.read(lambda s: jobs.find_pdf(s, village.id, job.id)) is None
    found = village.read(lambda s: jobs.list_jobs(s, village.id, JobKind.HOME_CARDS, 5))
    assert [one.state for one in found] == [JobState.DONE]


def test_an_address_no_telephone_reaches_is_refused(village: Village) -> None:
    add_home(village, "3-041")
    here = "http://127.0.0.1:8000"
    outcome = village.do(lambda s, e: printing.ask_cards(s, e, printing.ALL, base_url=here))
    assert outcome == Refusal("address-loopback")
    assert is_loopback("http://localhost:80")
    assert not is_loopback(BASE)


def test_missing_cards_are_those_of_homes_without_one(village: Village) -> None:
    add_home(village, "3-041")
    outcome = village.do(lambda s, e: printing.ask_cards(s, e, printing.MISSING, base_url=BASE))
    assert outcome == Refusal("cards-nobody")


def test_a_refused_print_says_why(village: Village) -> None:
    add_home(village, "3-041")
    job = village.do(lambda s, e: printing.ask_cards(s, e, printing.ALL, base_url=BASE)).value
    no = Refusal("glyph-missing", None, {"characters": ("䶮", "㛃")})
    village.do(lambda s, e: printing.refuse_job(s, e, job, no))
    found = village.read(lambda s: jobs.find_job(s, village.id, job.no))
    assert found.refusal == {"code": "glyph-missing", "facts": {"characters": "䶮、㛃"}}


# --- posts


def post(role: Role, until: date | None = None) -> Post:
    return Post(role, date(2026, 11, 1), until)


def test_a_post_gives_an_account_once_and_a_second_post_keeps_it(village: Village) -> None:
    person = add_home(village, "3-041").people["王桂英"]
    given = village.do(
        lambda s, e: roles.give_post(s, e, person, post(Role.COUNCIL), "wang", TODAY)
    ).value
    assert given.token
    assert given.account.name == "王桂英"
    second = village.do(
        lambda s, e: roles.give_post(s, e, person, post(Role.HEAD), "other", TODAY)
    ).value
    assert (second.token, second.account.id) == (None, given.account.id)
    again = village.do(lambda s, e: roles.give_post(s, e, person, post(Role.HEAD), "other", TODAY))
    assert again == Refusal("post-held", "role")


def test_a_post_that_cannot_be_is_refused(village: Village) -> None:
    home = add_home(village, "3-041")
    person, child = home.people["王桂英"], add_home(village, "1", ["小明"], born=date(2015, 1, 1))
    young = child.people["小明"]
    reversed_term = post(Role.COUNCIL, date(2026, 10, 1))
    for who, wanted, login, code in (
        (young, post(Role.COUNCIL), "ming", "post-minor"),
        (home.id, post(Role.COUNCIL), "ghost", "person-gone"),
        (person, post(Role.COUNCIL), "A", "login-malformed"),
        (person, reversed_term, "wang", "term-reversed"),
    ):
        outcome = village.do(
            lambda s, e, who=who, wanted=wanted, login=login: roles.give_post(
                s, e, who, wanted, login, TODAY
            )
        )
        assert outcome.code == code


def test_the_last_clerk_stays_until_there_is_another(village: Village) -> None:
    home = add_home(village, "3-041", ["赵敏", "李强"])
    for number, name in enumerate(home.people):
        village.do(
            lambda s, e, name=name, login=f"clerk-{number}": roles.give_post(
                s, e, home.people[name], post(Role.CLERK), login, TODAY
            )
        )
    held = village.read(lambda s: access.list_roles(s, village.id, TODAY))
    assert len(held) == 2
    assert isinstance(village.do(lambda s, e: roles.end_post(s, e, held[0][0], TODAY)), Done)
    outcome = village.do(lambda s, e: roles.end_post(s, e, held[1][0], TODAY))
    assert outcome == Refusal("last-clerk")
    gone = village.do(lambda s, e: roles.end_post(s, e, home.id, TODAY))
    assert gone == Refusal("role-gone")


def test_a_lost_first_address_is_renewed_only_before_a_password(village: Village) -> None:
    person = add_home(village, "3-041").people["王桂英"]
    given = village.do(
        lambda s, e: roles.give_post(s, e, person, post(Role.COUNCIL), "wang", TODAY)
    ).value
    role_id = village.read(lambda s: access.list_roles(s, village.id, TODAY))[0][0]
    renewed = village.do(lambda s, e: roles.renew_link(s, e, role_id, TODAY)).value
    assert renewed.token not in (None, given.token)
    with village.database.writing() as session:
        access.save_password(session, given.account.id, "hash")
    outcome = village.do(lambda s, e: roles.renew_link(s, e, role_id, TODAY))
    assert outcome == Refusal("account-in-use")
