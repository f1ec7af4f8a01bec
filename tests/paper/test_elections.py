"""Papers of an election: ballots all alike, every number and article on the result sheet."""

import hashlib
import subprocess
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from participation.kernel.outcome import Refusal
from participation.paper.elections import (
    BallotPost,
    ElectionBallot,
    PublicList,
    ResultPost,
    ResultSheet,
    Sum,
    TallySheet,
    print_election_ballots,
    print_public_list,
    print_result_sheet,
    print_tally_sheet,
)
from participation.paper.fonts import Fonts
from tests.paper.test_minutes import NAMES, PROOF

Look = Callable[..., Any]
POSTS = (
    BallotPost("主任", "最多选 1 人", NAMES[:2], 1),
    BallotPost("委员", "最多选 2 人", NAMES[2:6], 2),
)
BALLOT = ElectionBallot(
    "柳根村", "第九届村民委员会换届选举选票", POSTS, ("选谁，就在谁的方框里画○。",),
    "柳根村村民选举委员会",
)  # fmt: skip
SUM = Sum(
    "赵铁柱", "201 ÷ 400", "过半数：> 200，就是至少 201 票", "当选", "村民委员会组织法第十八条"
)
SHEET = ResultSheet(
    title="选举结果报告单",
    subject="柳根村村民委员会　第九届村民委员会换届选举",
    facts=(("投票日", "2026年12月20日"), ("会场", "村部院子")),
    papers=(("登记选民", "500"), ("收回选票", "400"), ("废票", "10")),
    quorum=replace(SUM, name="参加投票的人", figures="400 ÷ 500", verdict="够"),
    posts=(ResultPost("主任", "当选：赵铁柱。", (SUM,)), ResultPost("委员", "没有人当选。", ())),
    following="不足的名额另行选举。",
    course=(("名单公布", "2026年11月25日"),),
    signers=(("唱票人", "何平"), ("选举委员会主任", "")),
    seals=("柳根村村民选举委员会", "柳根村村务监督委员会"),
    proof=PROOF,
)


def _picture(path: Any, page: int) -> bytes:
    out = subprocess.run(
        ["pdftoppm", "-r", "40", "-gray", "-f", str(page), "-l", str(page), str(path)],
        check=True,
        capture_output=True,
    )
    return hashlib.sha256(out.stdout).digest()


def test_ballots_are_two_to_a_sheet_and_all_alike(fonts: Fonts, look: Look) -> None:
    seen = look(print_election_ballots(BALLOT, 7, fonts))
    assert seen.pages == 4
    assert len({_picture(seen.path, page) for page in (1, 2, 3, 4)}) == 1
    words = [word for word in seen.words() if word.page == 1]
    lefts = sorted(word.left for word in words if word.text == "主任")
    assert len(lefts) == 2
    assert lefts[1] - lefts[0] == pytest.approx(148.5, abs=0.5)
    assert all(word.bottom < 210 and word.right < 297 for word in words)
    text = seen.text()
    for name in NAMES[:6]:
        assert name.split("·")[0] in text
    assert "最多选 2 人" in text
    assert seen.codes() == []


def test_many_names_have_a_sheet_of_their_own_and_too_many_are_refused(
    fonts: Fonts, look: Look
) -> None:
    long = replace(BALLOT, posts=(BallotPost("委员", "最多选 5 人", NAMES * 2, 1),))
    seen = look(print_election_ballots(long, 2, fonts))
    assert seen.pages == 2
    stamp = next(word for word in seen.words() if "盖章" in word.text)
    last = max(word.bottom for word in seen.words() if word.text in NAMES)
    assert last < stamp.top
    longer = replace(BALLOT, posts=(BallotPost("委员", "", NAMES * 3, 1),))
    assert print_election_ballots(longer, 2, fonts) == Refusal("slip-too-long")


def test_the_fullest_half_sheet_leaves_the_stamp_its_place(fonts: Fonts, look: Look) -> None:
    full = replace(BALLOT, posts=(BallotPost("委员", "最多选 5 人", NAMES, 2),))
    seen = look(print_election_ballots(full, 1, fonts))
    stamp = next(word for word in seen.words() if "盖章" in word.text)
    last = max(word.bottom for word in seen.words() if word.text in NAMES)
    assert last < stamp.top - 20


def test_a_count_sheet_has_room_for_every_name_and_for_three_signatures(
    fonts: Fonts, look: Look
) -> None:
    seen = look(print_tally_sheet(TallySheet("换届选举", "2026年12月20日", POSTS, "废票"), fonts))
    text = seen.text()
    for words in ("唱票人", "计票人", "监票人", "收回选票", NAMES[5], "“正”"):
        assert words in text
    assert text.count("票\n") >= 10


def test_a_list_repeats_its_head_on_every_page(fonts: Fonts, look: Look) -> None:
    rows = tuple(("第三小组", f"3-{no:03}", "1 王桂英、2 李在外") for no in range(120))
    wanted = PublicList(
        "选民名单", "登记选民 240 人。", ("小组", "户号", "选民"), (2, 2, 8), rows,
        ("有异议的请提出。",), "柳根村村民选举委员会", "2026年11月25日",
    )  # fmt: skip
    seen = look(print_public_list(wanted, fonts))
    assert seen.pages > 2
    heads = [word.page for word in seen.words() if word.text == "户号"]
    assert heads == list(range(1, max(heads) + 1))
    assert print_public_list(replace(wanted, rows=()), fonts) == Refusal("nothing-to-print")


def test_the_result_sheet_shows_the_sum_its_article_and_its_proof(fonts: Fonts, look: Look) -> None:
    seen = look(print_result_sheet(SHEET, fonts))
    text = seen.text()
    for words in (
        "201 ÷ 400",
        "至少 201 票",
        "村民委员会组织法第十八条",
        "没有人当选。",
        "另行选举",
    ):
        assert words in text
    assert PROOF.code in text
    assert seen.codes(seen.pages) == [PROOF.address]
