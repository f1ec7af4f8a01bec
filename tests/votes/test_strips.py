"""Strips for members who are away: one ballot, their own four digits, the home's one mark."""

from datetime import date

import pytest
from sqlalchemy import select

from participation.kernel import ids
from participation.kernel.outcome import Done
from participation.paper.fonts import find_fonts
from participation.paper.slips import print_ballot_slips
from participation.residents.actions.numbers import sealed_phone
from participation.residents.records import HouseholdRecord, PersonRecord
from participation.votes import actions
from participation.votes.actions.dropping import Ballot
from participation.votes.actions.helping import Shown
from participation.votes.present.slips import paper_slip, paper_strips
from participation.votes.rules.ballots import Secrecy
from participation.votes.rules.vote import Proof
from participation.votes.store import box, find_vote, slips
from tests.paper.conftest import Print
from tests.votes.ballots import CLERK, NO, YES, hold_vote
from tests.votes.test_helping import HELPER
from tests.votes.test_pages import hidden_of, hold, send


def move_away(village, phone="13800005678", name="王小军", born=date(1990, 5, 1)):
    """Let somebody of the first home be away from now."""
    with village.database.writing() as session:
        asked = select(HouseholdRecord.id).where(HouseholdRecord.label == "3-001")
        home = session.scalars(asked).one()
        session.add(
            PersonRecord(
                committee_id=village.id,
                id=ids.new_id(),
                household_id=home,
                kind="person",
                name=name,
                born=born,
                relation="儿子",
                is_representative=False,
                standing="away",
                note="",
                phone_sealed=sealed_phone(village.errand(), phone),
            )
        )


def reissue(held):
    """Print all slips again, now that somebody is away; return the first home's strips."""
    issued = held.village.do(lambda s, e: actions.issue_slips(s, e, held.no), CLERK).value
    held.slips = {slip.voter.label: slip for slip in issued}
    return held.slips["3-001"].strips


@pytest.fixture(params=list(Secrecy))
def held(request, village):
    made = hold_vote(village, 3, secrecy=request.param)
    move_away(village)
    return made


def test_a_strip_takes_one_ballot_with_the_digits_of_ones_own_telephone(held):
    (strip,) = reissue(held)
    assert (strip.name, strip.digits, strip.asks_phone) == ("王*军", "5678", True)
    place = held.village.id, held.id
    assert held.village.read(lambda s: slips.count_slips(s, *place)) == 3
    assert held.cast("3-001", code=strip.token, digits="0000").code == "tail-wrong"
    assert held.cast("3-001", code=strip.token).code == "tail-wrong", "always asked for"
    begun = held.begin(Ballot(YES, strip.token, "5678"))
    first = held.cast("3-001", YES, code=strip.token, retry=begun.retry_code)
    again = held.cast("3-001", YES, code=strip.token, retry=begun.retry_code)
    assert first.value.receipt == again.value.receipt
    assert held.cast("3-001", NO, code=strip.token, digits="5678").code == "strip-used"
    old = first.value.receipt
    late = held.cast("3-001", NO, code=strip.token, digits="5678", old_receipt=old)
    assert late.code == "strip-used"
    assert sum(held.village.read(lambda s: box.count_marks(s, *place)).values()) == 1


def test_the_home_and_the_strip_have_one_mark_and_the_table_decides(held):
    (strip,) = reissue(held)
    waiting = held.begin(Ballot(YES, strip.token, "5678"))
    assert isinstance(held.cast("3-001", NO), Done)
    late = held.cast("3-001", YES, code=strip.token, retry=waiting.retry_code)
    assert late.code == "strip-used"
    assert held.cast("3-001", YES, code=strip.token, digits="5678").code == "strip-used"


def test_after_the_strip_the_home_changes_it_as_the_table_says(held):
    (strip,) = reissue(held)
    assert isinstance(held.cast("3-001", YES, code=strip.token, digits="5678"), Done)
    vote = held.village.read(lambda s: find_vote(s, held.village.id, held.no))
    home = held.cast("3-001", NO)
    assert home.code == "already-voted" if vote.is_secret else isinstance(home, Done)


def test_a_strip_is_for_nobody_elses_hand(held):
    (strip,) = reissue(held)
    shown = Shown(strip.token, is_declared=True)
    errand = held.village.errand(HELPER)
    helping = held.village.read(lambda s: actions.begin_help(s, errand, held.no, shown))
    assert helping.code == "strip-by-phone"
    paper = {"code": strip.token, "choice": YES}
    vote = held.village.read(lambda s: find_vote(s, held.village.id, held.no))
    if vote.is_secret:
        assert held.do(actions.enter_stubs, code=strip.token).code == "strip-by-phone"
    else:
        assert held.do(actions.enter_open_paper, **paper).code == "strip-by-phone"
    reissue(held)
    assert held.cast("3-001", code=strip.token, digits="5678").code == "slip-revoked"


def test_without_a_telephone_the_home_tells_its_digits_where_there_are_some(village):
    bearer = hold_vote(village, 3)
    move_away(village, phone="")
    move_away(village, phone="", name="王小宝", born=date(2020, 1, 1))
    assert reissue(bearer) == ()
    strict = hold_vote(village, 0, proof=Proof.DIGITS)
    (strip,) = strict.slips["3-001"].strips
    home = strict.slips["3-001"].digits
    assert (strip.digits, strip.asks_phone) == (home, False)
    assert isinstance(strict.cast("3-001", code=strip.token, digits=home), Done)


def test_strips_are_printed_behind_the_slips(held, settings, tmp_path):
    reissue(held)
    vote = held.village.read(lambda s: find_vote(s, held.village.id, held.no))
    issued = held.slips["3-001"]
    url, closes = "http://liugen.example", "11月30日 20:00"
    strips = paper_strips(vote, issued, url, closes)
    slip = paper_slip(vote, issued, "柳根村", "", url, closes, is_sample=False)
    pdf = print_ballot_slips([slip], find_fonts(settings.font_dir), None, strips * 13)
    seen = Print(pdf, tmp_path)
    assert seen.pages == 3, "one of slips, and eight strips to a sheet"
    assert f"{url}/s/{issued.strips[0].token}" in seen.codes(2)
    assert "填您手机号的后四位" in seen.text()


def test_from_a_photo_to_the_receipt_in_three_taps_and_four_digits(client, app_village):
    held = hold(app_village, 2)
    move_away(app_village)
    (strip,) = reissue(held)
    page = client.get(f"/s/{strip.token}")
    assert "给在外的王*军的，只能投一次" in page.text
    sent = {"slip_code": strip.token, "choice": YES}
    address = f"/c/liugen/votes/{held.no}/ballot"
    confirm = send(client, f"/s/{strip.token}", address, **sent)
    assert "您手机号的后四位" in confirm.text
    sent |= {"retry_code": hidden_of(confirm.text, "retry_code"), "confirm": "1"}
    wrong = send(client, f"/s/{strip.token}", address, **sent, digits="0000")
    assert (wrong.status_code, "后四位不对" in wrong.text) == (422, True)
    counted = send(client, f"/s/{strip.token}", address, **sent, digits="5678")
    assert counted.status_code == 303
    assert "这张撕条不能再投" in client.get(f"/s/{strip.token}").text
