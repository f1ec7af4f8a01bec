"""Codes: made, mistyped, checked, kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.kernel import codes

NOISE = st.binary(min_size=16, max_size=16)


@given(NOISE)
def test_a_typed_code_is_one(noise: bytes) -> None:
    assert codes.is_typed(codes.typed(noise))


@given(NOISE, st.integers(0, 7), st.sampled_from(codes.ALPHABET))
def test_one_wrong_sign_is_noticed(noise: bytes, at: int, sign: str) -> None:
    code = codes.typed(noise)
    wrong = code[:at] + sign + code[at + 1 :]
    is_alike = codes.ALPHABET.index(code[at]) % 29 == codes.ALPHABET.index(sign) % 29
    assert codes.is_typed(wrong) == (wrong == code or (is_alike and at < 7))


@given(NOISE)
def test_two_neighbours_changing_places_is_noticed(noise: bytes) -> None:
    code = codes.typed(noise)
    swapped = code[1] + code[0] + code[2:]
    first, second = (codes.ALPHABET.index(sign) % 29 for sign in code[:2])
    assert codes.is_typed(swapped) == (first == second)


@pytest.mark.parametrize("raw", ["７k3f-9m2q", " 7K3F 9M2Q ", "7k3f—9m2q", "7K3F9M2Q"])
def test_how_a_code_is_typed_does_not_matter(raw: str) -> None:
    assert codes.clean(raw) == "7K3F9M2Q"


def test_signs_that_look_alike_are_forgiven() -> None:
    assert codes.clean("O0I1LU") == "QQJJJV"


@pytest.mark.parametrize("code", ["", "7K3F9M2", "7K3F9M2QQ", "7K3F9M2!", "0000000O"])
def test_what_is_no_code_is_refused(code: str) -> None:
    assert not codes.is_typed(code)


@settings(max_examples=50)
@given(st.sets(NOISE, min_size=50, max_size=50))
def test_tokens_differ_and_hold_128_bits(noises: set[bytes]) -> None:
    tokens = {codes.token(noise) for noise in noises}
    assert len(tokens) == 50
    assert {len(one) for one in tokens} == {27}


def test_digits_are_as_many_as_asked() -> None:
    assert codes.digits(bytes(8)) == "0000"
    assert codes.digits(b"\xff" * 8, 6).isdigit()


def test_a_code_is_read_out_in_groups() -> None:
    assert codes.grouped("7K3F9M2Q") == "7K3F-9M2Q"


def test_uses_of_one_key_stay_apart() -> None:
    assert codes.keyed(b"k", "card", "A") != codes.keyed(b"k", "slip", "A")
    assert codes.keyed(b"k", "card", "A", "B") != codes.keyed(b"k", "card", "AB")
