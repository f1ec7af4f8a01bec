"""Cards and slips: how many to a sheet, codes that scan, nothing that names a secret ballot."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from participation.kernel.outcome import Refusal
from participation.paper.fonts import Fonts
from participation.paper.slips import (
    _SHEETS,
    MARKS,
    BallotSlip,
    HomeCard,
    PaperOption,
    PaperQuestion,
    _fits,
    print_ballot_slips,
    print_home_cards,
)

Look = Callable[..., Any]
OURS = {"FandolHei-Regular", "FandolKai-Regular", "LXGWWenKai-Light"}
CARD = HomeCard(
    "柳根村",
    "王䶮 户",
    "第三小组",
    "https://yiqilai.example.cn/s/0",
    "7K3F-9M2Q",
    "赵敏 130 0000 0001",
)
SECRET = BallotSlip(
    place="柳根村",
    household_label="王䶮 户",
    group="第三小组",
    question="村东路 620 米，今年修不修？",
    chips=("意见征求", "无记名"),
    options=(
        PaperOption("修", "村集体出 6 万，其余申请奖补"),
        PaperOption("今年不修"),
        PaperOption("弃权"),
    ),
    secret=True,
    address="https://yiqilai.example.cn/s/7K3F9M2QX4RT8VWY2BCDGHJNPS9",
    typed_code="7K3F-9M2Q",
    serial_no="0731",
    closes="11月30日 20:00",
    rule_line="同一户投两次，以第一次为准；凭回执码可以改。",
    digits="4071",
    phone="130 0000 0001",
)
OPEN = replace(SECRET, secret=False, chips=("表决", "记名"), signature_line=True)
STUB_ENDS = {True: 90.0, False: 57.0}


def test_eight_cards_share_a_sheet_and_each_code_scans(fonts: Fonts, look: Look) -> None:
    cards = [replace(CARD, address=f"https://yiqilai.example.cn/s/{n}") for n in range(9)]
    seen = look(print_home_cards(cards, fonts))
    assert seen.pages == 2
    assert sorted(seen.codes(1)) == [card.address for card in cards[:8]]
    assert seen.codes(2) == [cards[8].address]
    assert "这张卡不能投票" in seen.text()


def test_every_sheet_embeds_our_fonts_and_no_other(fonts: Fonts, look: Look) -> None:
    assert look(print_home_cards([CARD], fonts)).families() == OURS
    assert look(print_ballot_slips([SECRET], fonts)).families() == OURS


def test_the_code_is_thirty_millimetres_wide(fonts: Fonts, look: Look) -> None:
    seen = look(print_ballot_slips([SECRET], fonts))
    matrices = []
    seen.reader.pages[0].extract_text(
        visitor_operand_before=lambda op, args, cm, tm: matrices.append(cm)
    )
    modules = 33
    scales = {abs(round(cm[0] * modules / 72 * 25.4, 2)) for cm in matrices}
    assert 30.0 in scales


@pytest.mark.parametrize(("options", "pages"), [(2, 1), (3, 1), (4, 2), (8, 2)])
def test_four_slips_share_a_sheet_and_two_with_more_options(
    options: int, pages: int, fonts: Fonts, look: Look
) -> None:
    slip = replace(SECRET, options=tuple(PaperOption(f"选项{n}") for n in range(options)))
    seen = look(print_ballot_slips([slip] * 4, fonts))
    assert seen.pages == pages
    assert len(seen.codes(1)) == 4 // pages


@pytest.mark.parametrize("digits", ["4071", None])
def test_the_secret_half_carries_nothing_that_names_the_voter(
    digits: str | None, fonts: Fonts, look: Look
) -> None:
    seen = look(print_ballot_slips([replace(SECRET, digits=digits)] * 5, fonts))
    half = [word for word in seen.words() if word.left > STUB_ENDS[digits is not None]]
    text = "".join(word.text for word in half)
    assert text.count("选票") >= 5
    for secret in ("7K3F", "9M2Q", "王", "䶮", "第三小组", "0731", "4071"):
        assert secret not in text
    assert "7K3F" in seen.text()


def test_the_open_half_carries_household_and_code(fonts: Fonts, look: Look) -> None:
    seen = look(print_ballot_slips([OPEN], fonts))
    text = "".join(word.text for word in seen.words() if word.left > STUB_ENDS[True])
    assert "王䶮户" in text
    assert "7K3F-9M2Q" in text
    assert "户代表签名" in text


def test_all_secret_halves_of_a_vote_are_alike(fonts: Fonts, look: Look) -> None:
    others = replace(SECRET, household_label="李㛃 户", typed_code="AAAA-BBBB", serial_no="0002")
    seen = look(print_ballot_slips([SECRET, others], fonts))
    halves: list[set[tuple[str, float, float]]] = [set(), set()]
    for word in seen.words():
        if word.left > STUB_ENDS[True]:
            row, top = divmod(word.top, 74.25)
            halves[int(row)].add((word.text, round(word.left, 1), round(top, 1)))
    assert halves[0] == halves[1]


def test_a_secret_ballot_is_never_signed() -> None:
    with pytest.raises(ValueError, match="not signed"):
        replace(SECRET, signature_line=True)


def test_the_digits_stand_on_the_flap_alone(fonts: Fonts, look: Look) -> None:
    flap = [word for word in look(print_ballot_slips([SECRET], fonts)).words() if word.right < 18]
    assert "".join(word.text for word in sorted(flap, key=lambda it: it.top))[-4:] == "4071"


def longest(slip: BallotSlip, sheet: int) -> BallotSlip:
    """Return the slip with the longest question that is set on this kind of sheet."""
    for length in range(200, 0, -1):
        tried = replace(slip, question=("这条路今年修不修呢" * 30)[:length])
        kinds = [number for number, it in enumerate(_SHEETS) if _fits(tried, it)]
        if kinds[:1] == [sheet]:
            return tried
    raise AssertionError("nothing fits")


@pytest.mark.parametrize(
    ("slip", "count", "sheet"),
    [
        (SECRET, 2, 0),
        (SECRET, 3, 0),
        (SECRET, 4, 1),
        (SECRET, 8, 2),
        (OPEN, 2, 0),
        (OPEN, 2, 1),
        (OPEN, 3, 2),
        (OPEN, 5, 2),
    ],
)
def test_nothing_overlaps_however_long_the_question(
    slip: BallotSlip, count: int, sheet: int, fonts: Fonts, look: Look
) -> None:
    notes = ("村口到学校 280 米",) + ("",) * (count - 1)
    options = tuple(PaperOption("先修一半吧", note) for note in notes)
    fullest = longest(replace(slip, options=options), sheet)
    seen = look(print_ballot_slips([fullest], fonts))
    half = [word for word in seen.words() if word.left > STUB_ENDS[True]]
    foot = min(word.top for word in half if word.text.startswith(("手机投", "户代表")))
    last_option = max(word.bottom for word in half if "先修一半吧" in word.text)
    assert last_option + 1 < foot
    assert max(word.bottom for word in half) < (74.25 if sheet == 0 else 148.5) - 3
    assert max(word.right for word in half) < 210 - 5


def test_long_names_and_dates_stay_on_their_lines(fonts: Fonts, look: Look) -> None:
    long = {
        "place": "柳根村第一党群服务中心居民委员会",
        "group": "东街片区第十三居民小组（原二队）",
    }
    label = "买买提·吐尔逊·阿卜杜热合曼（二单元）"
    slip = replace(SECRET, household_label=label, closes="2026年11月30日 20:00", **long)
    words = look(print_ballot_slips([slip] * 4, fonts)).words()
    stub = [word for word in words if 36 < word.left < STUB_ENDS[True]]
    assert all(word.right <= STUB_ENDS[True] for word in stub)
    assert max(word.bottom % 74.25 for word in stub) < 74.25 - 4
    card = replace(CARD, household_label=label, contact=f"赵敏 130 0000 0001 {label}", **long)
    left = [word for word in look(print_home_cards([card] * 8, fonts)).words() if word.left < 105]
    assert max(word.right for word in left) <= 105 - 5
    assert max(word.bottom % 74.25 for word in left) < 74.25 - 4


def test_a_question_too_long_for_half_a_sheet_is_refused(fonts: Fonts) -> None:
    refusal = print_ballot_slips([replace(SECRET, question="修" * 300)], fonts)
    assert refusal == Refusal("slip-too-long", field="question")
    many = replace(SECRET, options=(PaperOption("修"),) * (len(MARKS) + 1))
    assert print_ballot_slips([many], fonts) == Refusal("slip-too-long", field="question")


def test_a_sample_says_so_on_every_piece(fonts: Fonts, look: Look) -> None:
    cards = look(print_home_cards([replace(CARD, sample=True)] * 9, fonts))
    assert cards.text().count("样\n张") == 9
    slips = look(print_ballot_slips([replace(SECRET, sample=True)] * 5, fonts))
    assert slips.text().count("样\n张") == 10
    assert len(slips.codes(1)) == 4
    assert "样" not in look(print_home_cards([CARD], fonts)).text()


def test_a_slip_without_the_phone_never_speaks_of_it_and_names_who_signs(
    fonts: Fonts, look: Look
) -> None:
    slip = replace(OPEN, takes_phone=False, signer="业主", rule_line="截止前可以改，最后一次算数。")
    text = look(print_ballot_slips([replace(slip, options=OPEN.options * 2)], fonts)).text()
    assert ("手机" in text, "业主签名" in text, "户代表" in text) == (False, True, False)


def test_nothing_to_print_is_refused(fonts: Fonts) -> None:
    assert print_home_cards([], fonts) == Refusal("nothing-to-print")
    assert print_ballot_slips([], fonts) == Refusal("nothing-to-print")


def test_five_hundred_slips_print_and_tell_how_far_they_are(fonts: Fonts, look: Look) -> None:
    slips = [replace(SECRET, serial_no=str(n), address=SECRET.address + str(n)) for n in range(500)]
    told: list[tuple[int, int]] = []
    start = time.perf_counter()
    pdf = print_ballot_slips(slips, fonts, lambda done, of: told.append((done, of)))
    print(f"500 slips in {time.perf_counter() - start:.1f} s")  # noqa: T201  # the measure itself
    seen = look(pdf)
    assert seen.pages == 125
    assert told == [(n, 500) for n in range(1, 501)]
    assert slips[499].address in seen.codes(125)


PLACES = PaperQuestion(
    "先办哪几件？",
    "最多选 2 项",
    (PaperOption("1  路灯", "六盏"), PaperOption("2  广场"), PaperOption("3  弃权")),
)


def test_several_questions_have_a_sheet_for_themselves(fonts: Fonts, look: Look) -> None:
    road = PaperQuestion(SECRET.question, "选一项", SECRET.options)
    slip = replace(SECRET, question="秋后两件事", options=(), questions=(road, PLACES))
    seen = look(print_ballot_slips([slip, slip], fonts))
    assert seen.pages == 2
    assert seen.codes(1) == [SECRET.address]
    words = "".join(seen.text().split())
    for said in ("秋后两件事", "1.村东路", "2.先办哪几件", "最多选2项", "2广场"):
        assert said in words
    assert seen.families() == OURS
    alone = replace(OPEN, question=PLACES.words, options=(), questions=(PLACES,))
    seen = look(print_ballot_slips([alone], fonts))
    assert seen.text().count("先办哪几件") == 1
    assert "签名" in seen.text()


def test_more_questions_than_a_sheet_holds_are_refused(fonts: Fonts) -> None:
    slip = replace(SECRET, options=(), questions=(PLACES,) * 12)
    refusal = print_ballot_slips([slip], fonts)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "slip-too-long"
