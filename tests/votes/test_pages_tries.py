"""Guessing at codes and digits: what it costs, and whom it never keeps from voting."""

from typing import Any

from flask.testing import FlaskClient

from participation.kernel import clock
from participation.votes.pages.tries import ADDRESS_TRIES, DIGIT_TRIES
from participation.votes.rules.vote import Proof
from tests.conftest import Village, token_of
from tests.votes.ballots import YES, Held, around, hold_vote


def _held(village: Village, *, homes: int = 3, **changes: Any) -> Held:
    village.now = clock.now()
    return hold_vote(village, homes, now=village.now, **{**around(village.now), **changes})


def _spend(client: FlaskClient) -> None:
    token = token_of(client.get("/c/liugen/code/").text)
    for _ in range(ADDRESS_TRIES):
        client.post("/c/liugen/code/", data={"csrf_token": token, "code": "2222-2222"})
    waits = client.post("/c/liugen/code/", data={"csrf_token": token, "code": "2222-2222"})
    assert "请过" in waits.text


def test_a_scanned_slip_votes_where_somebody_else_guessed_at_codes(
    client: FlaskClient, app_village: Village
) -> None:
    held = _held(app_village)
    _spend(client)
    sent = {"slip_code": held.slips["3-001"].token, "choice": YES}
    sent["csrf_token"] = token_of(client.get(f"/s/{sent['slip_code']}").text)
    assert client.post(f"/c/liugen/votes/{held.no}/ballot", data=sent).status_code == 200


def test_a_typed_slip_waits_where_too_many_codes_were_guessed(
    client: FlaskClient, app_village: Village
) -> None:
    held = _held(app_village)
    _spend(client)
    sent = {"slip_code": held.slips["3-001"].typed, "choice": YES}
    sent["csrf_token"] = token_of(client.get("/c/liugen/code/").text)
    assert client.post(f"/c/liugen/votes/{held.no}/ballot", data=sent).status_code == 429


def test_digits_are_guessed_five_times_whichever_code_of_the_slip_is_sent(
    client: FlaskClient, app_village: Village
) -> None:
    held = _held(app_village, proof=Proof.DIGITS)
    slip = held.slips["3-001"]
    wrong = "0000" if slip.digits != "0000" else "1111"
    token = token_of(client.get(f"/s/{slip.token}").text)
    codes = [slip.token, slip.typed] * DIGIT_TRIES
    sent = {"choice": YES, "digits": wrong, "csrf_token": token}
    answers = [
        client.post(f"/c/liugen/votes/{held.no}/ballot", data={**sent, "slip_code": code})
        for code in codes
    ]
    assert [one.status_code for one in answers] == [422] * DIGIT_TRIES + [429] * DIGIT_TRIES


def test_a_receipts_address_shows_only_the_vote_it_is_of(
    client: FlaskClient, app_village: Village
) -> None:
    first, second = _held(app_village), _held(app_village, homes=0)
    address = f"/c/liugen/votes/{first.no}/ballot"
    sent = {"slip_code": first.slips["3-001"].token, "choice": YES}
    sent["csrf_token"] = token_of(client.get(f"/s/{sent['slip_code']}").text)
    retry = client.post(address, data=sent).text.split('name="retry_code" value="', 1)[1]
    sent |= {"retry_code": retry.split('"', 1)[0], "confirm": "1"}
    receipt = client.post(address, data=sent).location
    assert client.get(receipt).status_code == 200
    elsewhere = receipt.replace(f"/votes/{first.no}/", f"/votes/{second.no}/")
    assert client.get(elsewhere).status_code == 404
