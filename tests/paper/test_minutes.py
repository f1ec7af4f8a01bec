"""Records hold everything they must, and the 纪要 lies where GB/T 9704 puts it."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from participation.paper.fonts import Fonts
from participation.paper.minutes import (
    Passage,
    Proof,
    Quorum,
    Record,
    RecordItem,
    Roll,
    Summary,
    Task,
    percent,
    print_record,
    print_summary,
)

Look = Callable[..., Any]
LINE = 225 / 22
NAMES = (
    "王䶮",
    "李㛃",
    "张𬭚",
    "买买提·吐尔逊",
    "赵喆",
    "周璟",
    "吴珺",
    "郑玥",
    "王瑄",
    "冯堃",
    "陈昇",
)
PROOF = Proof(
    serial_no="柳议记〔2026〕3号",
    version="2",
    short_hash="9f3c 41ab 77d0 e512",
    log_head="5be0cd19137e2179a54ff53a3c6ef372",
    code="R7K3-F9M2",
    address="https://yiqilai.example.cn/r/R7K3F9M2",
)
ROAD = RecordItem(
    title="村东路 620 米，今年修不修",
    proposer="第三小组 3-041 户",
    text_put="今年修完村东路 620 米。",
    speakers=(("买买提·吐尔逊", "可以先修 280 米。"),),
    method="举手",
    counts=(("赞成", 11), ("反对", 2), ("弃权", 2)),
    decision="多数赞成。报村民代表会议决定。",
    dissent=("卫国强：钱没有到账以前，不同意动工。",),
    tasks=(Task("问镇里奖补的条件", "张𬭚", "2026年12月5日"),),
)
RECORD = Record(
    title="柳根村村民议事会会议记录",
    body="柳根村村民议事会",
    when="2026年11月25日 19:00",
    place="村部二楼会议室",
    form="现场会议",
    convener="王䶮",
    chair="李㛃",
    recorder="赵敏",
    roll=Roll(21, 15, ("沈大勇",), ("杨立",), ("许国华",), (("韩梅", "陈悦"),)),
    quorum=Quorum("21 人的一半是 10.5 人，要 11 人", True, "《柳根村议事会章程》第九条"),
    items=(ROAD,),
    signers=tuple((name, "议事会成员") for name in NAMES),
    seals=("柳根村村民委员会",),
    proof=PROOF,
)
SUMMARY = Summary(
    mark="柳根村村民议事会纪要",
    number="〔2026〕3号",
    title="关于修建村东路的会议纪要",
    passages=(
        Passage("会议议定事项纪要如下。"),
        Passage("一、关于村东路建设", 1),
        Passage("（一）基本情况", 2),
        Passage("村东路全长620米。"),
    ),
    present=NAMES,
    leave=("沈大勇",),
    observers=("许国华",),
    issuer="柳根村村民议事会",
    issued_on="2026年11月26日",
    copies_to="许家镇人民政府",
    proof=PROOF,
)


def joined(text: str) -> str:
    return "".join(text.split())


def test_a_record_holds_every_field(fonts: Fonts, look: Look) -> None:
    text = joined(look(print_record(RECORD, fonts)).text())
    for words in (
        "应到21人，实到15人，占71.4%",
        "请假沈大勇",
        "缺席杨立",
        "列席许国华",
        "韩梅委托陈悦",
        "要11人达到",
        "依据：《柳根村议事会章程》第九条",
        "提出人第三小组3-041户",
        "交付表决今年修完村东路620米。",
        "买买提·吐尔逊：可以先修280米。",
        "方式举手",
        "赞成11票占实到73.3%",
        "反对2票占实到13.3%",
        "决定多数赞成。报村民代表会议决定。",
        "保留意见卫国强：钱没有到账以前，不同意动工。",
        "问镇里奖补的条件张𬭚2026年12月5日",
        "主持人记录人监督人",
        "盖章处",
        "核对码R7K3-F9M2",
        "9f3c41ab77d0e512",
        "5be0cd19137e2179a54ff53a3c6ef372",
    ):
        assert words in text, words
    rows = "".join(f"{number}{name}议事会成员" for number, name in enumerate(NAMES, start=1))
    assert rows in text


def test_a_quorum_not_met_says_so(fonts: Fonts, look: Look) -> None:
    short = replace(RECORD, quorum=replace(RECORD.quorum, is_met=False))
    assert "未达到" in look(print_record(short, fonts)).text()


def test_a_bare_record_prints_none_where_nobody_is(fonts: Fonts, look: Look) -> None:
    bare = replace(
        RECORD,
        roll=Roll(21, 0),
        items=(RecordItem("通报", "赵敏"),),
        signers=(),
        seals=(),
        sample=True,
    )
    text = joined(look(print_record(bare, fonts)).text())
    assert "请假无缺席无列席无委托无" in text
    assert "方式" not in text


def test_the_table_to_sign_repeats_its_head_and_leaves_room(fonts: Fonts, look: Look) -> None:
    signers = tuple((f"{NAMES[n % 11]}{n}", "村民代表") for n in range(40))
    seen = look(print_record(replace(RECORD, signers=signers), fonts))
    words = seen.words()
    heads = [word for word in words if word.text == "按指印"]
    rows = {word.page for word in words if word.text == "村民代表"}
    assert len(rows) >= 3
    assert {word.page for word in heads} == rows
    tops = sorted(
        word.top for word in words if word.text == "村民代表" and word.page == max(rows) - 1
    )
    assert all(after - before >= 12 for before, after in pairwise(tops))


def test_the_last_page_leads_to_the_register(fonts: Fonts, look: Look) -> None:
    for pdf in (print_record(RECORD, fonts), print_summary(SUMMARY, fonts)):
        seen = look(pdf)
        assert seen.codes(seen.pages) == [PROOF.address]


def test_rare_names_are_embedded_and_no_strange_font_is(fonts: Fonts, look: Look) -> None:
    hei, kai, song = "FandolHei-Regular", "FandolKai-Regular", "FandolSong-Regular"
    rare, fang = "LXGWWenKai-Light", "FandolFang-Regular"
    assert look(print_record(RECORD, fonts)).families() == {hei, kai, song, rare}
    seen = look(print_summary(SUMMARY, fonts))
    assert seen.families() == {hei, kai, song, rare, fang}
    text = joined(seen.text())
    assert all(name in text for name in NAMES)


def test_a_full_page_has_22_lines_of_28_signs(fonts: Fonts, look: Look) -> None:
    flood = replace(SUMMARY, passages=(Passage("议" * 1400),))
    lines = [word for word in look(print_summary(flood, fonts)).words() if word.page == 2]
    body = [word for word in lines if set(word.text) == {"议"}]
    assert len(body) == 22
    assert {len(word.text) for word in body} == {28}
    steps = [after.top - before.top for before, after in pairwise(body)]
    assert all(step == pytest.approx(LINE, abs=0.02) for step in steps)
    assert {round(word.left, 1) for word in body} == {28.0}
    assert {round(word.right) for word in body} == {184}
    assert body[0].top == pytest.approx(37, abs=1)
    assert body[-1].bottom < 297 - 35


def test_the_head_stands_where_the_standard_puts_it(fonts: Fonts, look: Look) -> None:
    words = {word.text: word for word in look(print_summary(SUMMARY, fonts)).words()}
    mark, title, first = words[SUMMARY.mark], words[SUMMARY.title], words[SUMMARY.passages[0].words]
    assert mark.top == pytest.approx(37 + 35, abs=2.5)
    for word in (mark, title):
        assert (word.left + word.right) / 2 == pytest.approx(28 + 156 / 2, abs=1)
    assert first.top - title.top == pytest.approx(2 * LINE, abs=2.5)
    assert first.left == pytest.approx(28 + 2 * 5.57, abs=0.3)
    for passage in SUMMARY.passages[1:3]:
        assert words[passage.words].left == pytest.approx(first.left, abs=0.3)


def test_a_long_mark_shrinks_into_the_text_area(fonts: Fonts, look: Look) -> None:
    mark = "柳根村第三村民小组路灯和道路建设村民议事会纪要"
    words = look(print_summary(replace(SUMMARY, mark=mark), fonts)).words()
    found = next(word for word in words if word.text == mark)
    assert found.left >= 28
    assert found.right <= 184


def test_names_hang_under_the_first_name(fonts: Fonts, look: Look) -> None:
    names = ("沈大勇", "许国华", "卫国强", "蒋桂兰") * 6
    words = look(print_summary(replace(SUMMARY, present=names), fonts)).words()
    label = next(word for word in words if word.text.startswith("出席："))
    hanging = [word for word in words if "、" in word.text and word.left > label.left + 1]
    assert len(hanging) >= 2
    assert {round(word.left, 2) for word in hanging} == {round(hanging[0].left, 2)}
    assert 2.4 * 5.57 < hanging[0].left - label.left < 3.1 * 5.57
    assert {len(part) for word in hanging for part in word.text.strip("、").split("、")} == {3}


@pytest.mark.parametrize(("signs", "pages"), [(20, 1), (900, 3)])
def test_page_numbers_and_imprint_are_right_for_one_page_and_many(
    signs: int, pages: int, fonts: Fonts, look: Look
) -> None:
    summary = replace(SUMMARY, passages=(Passage("议" * signs),), present=NAMES[:3])
    seen = look(print_summary(summary, fonts))
    words = seen.words()
    assert seen.pages == pages
    for page in range(1, pages + 1):
        foot = [w for w in words if w.page == page and w.text in ("—", str(page)) and w.top > 262]
        assert [word.text for word in foot] == ["—", str(page), "—"]
        if page % 2:
            assert foot[-1].right == pytest.approx(184 - 4.94, abs=0.5)
        else:
            assert foot[0].left == pytest.approx(28 + 4.94, abs=0.5)
    imprint = [word for word in words if "印发" in word.text]
    assert [word.page for word in imprint] == [pages]
    assert imprint[0].bottom == pytest.approx(262 - 2, abs=1.6)


def test_a_summary_without_proof_or_copies_is_plain(fonts: Fonts, look: Look) -> None:
    bare = replace(SUMMARY, proof=None, copies_to="", leave=(), observers=(), sample=True)
    seen = look(print_summary(bare, fonts))
    assert seen.codes(seen.pages) == []
    assert "抄送" not in seen.text()
    assert "请假" not in seen.text()


def test_shares_are_exact_and_of_nothing_a_dash() -> None:
    assert percent(2, 3) == "66.7%"
    assert percent(1, 16) == "6.3%"
    assert percent(15, 15) == "100.0%"
    assert percent(0, 0) == "—"
