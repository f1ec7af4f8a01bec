"""Words for votes: complete, exact, and never a decision where there was none."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import participation.votes.rules as rules_package
from participation.kernel.fractions import Op
from participation.kernel.outcome import Refusal
from participation.votes.present.figures import (
    amount,
    article_words,
    chinese,
    exact,
    share_words,
)
from participation.votes.present.refusals import REFUSALS, refusal_words
from participation.votes.present.rules import LAYERS, OFFICES, WHO, source_facts, term_facts
from participation.votes.present.sums import next_words, source_words, sum_lines
from participation.votes.present.words import (
    CHANNELS,
    FAULTS,
    OUTCOME_LINES,
    OUTCOMES,
    REASONS,
    SECRECY,
    STATES,
    WINS,
    binding_chip,
    slip_lines,
)
from participation.votes.rules.ballots import Channel, Secrecy, Wins
from participation.votes.rules.binding import Binding, Why
from participation.votes.rules.decision_rules import (
    Base,
    Count,
    Layer,
    Place,
    next_meeting,
    rule_on,
)
from participation.votes.rules.life import BESIDE, LIFE, NOT_YET, State
from participation.votes.rules.outcomes import Code, Tally, decide
from participation.votes.rules.questions import one_of, yes_no
from participation.votes.rules.rule_files import parse_rules
from participation.votes.rules.rule_terms import Office
from participation.votes.rules.verify import Fault

FILES = Path(__file__).parents[2] / "config" / "rules"
ALL = parse_rules({path.name: path.read_text("utf-8") for path in FILES.glob("*.toml")})
RULES = {rule.id: rule for rule in ALL.values()}
ROAD = yes_no("村东路 620 米，今年修不修？", "修", "今年不修")
MANY = one_of("怎么修？", ("修", "今年不修", "先修一半"))
ASKED = Binding(Why.CHARTER_NOT_APPROVED)


def _sum(rule_id, question, tallies, binding):
    outcome = decide(RULES[rule_id], question, tallies, binding)
    lines = sum_lines(RULES[rule_id], question, outcome)
    return [(str(x.name), x.figures, str(x.limit), str(x.verdict)) for x in lines], outcome


def test_the_demo_result_reads_as_a_school_sum():
    tally = Tally(Base.HOUSEHOLD, 312, {"yes": 151, "no": 91, "abstain": 7})
    lines, outcome = _sum("C1", ROAD, (tally,), ASKED)
    assert lines == [
        ("参加户数", "249 ÷ 312", "公布过的门槛，三分之二：≥ 208 户", "够"),
        ("同意", "151 ÷ 249", "过半数：> 124.5 户", "够"),
    ]
    assert str(OUTCOME_LINES[outcome.code]) == "多数赞成（意见征求，不是决议）"
    assert str(source_words(RULES["C1"], outcome)) == "门槛由议事规则第八条定。"
    following = next_meeting(ALL, RULES["C1"], Place.VILLAGE, date(2026, 11, 24))
    assert str(next_words(following)) == (
        "正式表决由村民代表会议作出，按村民委员会组织法第二十九条、第三十条。"
    )


def test_a_decision_of_a_meeting_names_its_articles():
    tally = Tally(Base.ASSEMBLY, 35, {"yes": 15, "no": 16, "abstain": 0}, 0, 31)
    lines, outcome = _sum("V2", ROAD, (tally,), Binding(Why.BY_LAW))
    assert lines == [
        ("到会人数", "31 ÷ 35", "三分之二：≥ 23 1/3 人，就是至少 24 人", "够"),
        ("同意", "15 ÷ 31", "过半数：> 15.5 人", "不够"),
    ]
    assert "第三十条" in str(source_words(RULES["V2"], outcome))


def test_a_meeting_of_households_counts_households_present():
    tally = Tally(Base.HOUSEHOLD, 30, {"yes": 15, "no": 6}, 0, 21)
    lines, _ = _sum("V1", ROAD, (tally,), Binding(Why.BY_LAW))
    assert lines[0] == ("到会户数", "21 ÷ 30", "三分之二：≥ 20 户", "够")


def test_owners_read_area_in_square_metres():
    heads = Tally(Base.OWNER, 90, {"yes": 40, "no": 20})
    area = Tally(Base.AREA, 900_001, {"yes": 200_050, "no": 400_000})
    lines, _ = _sum("O1", ROAD, (heads, area), Binding(Why.BY_LAW))
    assert lines[0] == ("参加面积", "6000.5 ÷ 9000.01", "三分之二：至少 6000.01 平方米", "够")
    assert lines[1][0] == "参加人数"
    assert lines[2][:2] == ("同意面积", "2000.5 ÷ 6000.5")
    assert lines[3][:3] == ("同意", "40 ÷ 60", "过半数：> 30 人")


def test_of_many_options_the_one_ahead_is_named_and_a_tie_is_called_one():
    ahead = Tally(Base.HOUSEHOLD, 30, {"a": 4, "b": 16, "c": 2, "abstain": 0})
    lines, _ = _sum("C1", MANY, (ahead,), ASKED)
    assert lines[1] == ("最多的选项：今年不修", "16 ÷ 22", "过半数：> 11 户", "够")
    tie = Tally(Base.HOUSEHOLD, 30, {"a": 11, "b": 11, "c": 0, "abstain": 0})
    lines, _ = _sum("C1", MANY, (tie,), ASKED)
    assert lines[1] == ("最多的选项（并列）", "11 ÷ 22", "过半数：> 11 户", "不够")


@pytest.mark.parametrize("rule_id", ["C0", "V1"])
def test_a_consultation_without_a_charter_cites_no_law(rule_id):
    tally = Tally(Base.HOUSEHOLD, 30, {"yes": 11, "no": 4})
    outcome = decide(RULES[rule_id], ROAD, (tally,), Binding(Why.LAW_SILENT_ON_PHONE))
    words = str(source_words(RULES[rule_id], outcome))
    assert words == "这是意见征求，只看参加的人里有没有过半数。"
    assert "通过" not in str(OUTCOMES[outcome.code]) + str(OUTCOME_LINES[outcome.code])


def _laid(rule_id, region):
    day = date(2026, 11, 24)
    book = parse_rules({path.name: path.read_text("utf-8") for path in FILES.rglob("*.toml")})
    return rule_on(book.at(region, day), rule_id, day)


def test_the_screen_says_which_layer_spoke():
    rule = _laid("V2", "370102")
    tallies = (
        Tally(Base.ASSEMBLY, 36, {"yes": 20, "no": 6}, present=26),
        Tally(Base.WOMEN_REP, 12, {}, present=7),
    )
    outcome = decide(rule, ROAD, tallies, Binding(Why.BY_LAW))
    assert outcome.code is Code.QUORUM_NOT_MET
    assert [str(line.name) for line in sum_lines(rule, ROAD, outcome)][:2] == [
        "到会人数",
        "到会的妇女代表",
    ]
    assert outcome.tests[1].law.startswith("山东省")
    assert str(source_words(rule, outcome)) == (
        "门槛由村民委员会组织法第二十九条、第三十条，和本省（直辖市）规定：山东省实施《中华人民共和国"
        "村民委员会组织法》办法第二十四条定。"
    )
    facts = dict(source_facts(rule))
    assert facts["本省（直辖市）规定"].endswith("办法第二十四条")
    assert facts["提前通知"].startswith("5 天；书面通知，并张贴公告（本省（直辖市）规定：山东省")
    first = dict(source_facts(RULES["V1"]))
    assert first["提前通知"] == (
        "10 天；遇有特殊情况可以临时通知（国家法律：村民委员会组织法第二十五条）"
    )


def test_what_a_rule_asks_beside_its_shares_is_told_with_its_article():
    said = dict(term_facts(RULES["V1"], ALL))
    assert said["谁提议就要办"] == (
        "十八周岁以上的人十分之一以上（村民委员会组织法第二十五条），或者代表三分之一以上"
        "（村民委员会组织法第二十五条）"
    )
    assert said["谁召集"] == "村民委员会召集，每年至少 1 次（村民委员会组织法第二十五条）"
    assert said["交给谁定"] == "可以授权村民代表会议决定（村民委员会组织法第二十八条）"
    pact = dict(term_facts(_laid("V6", "460100"), ALL))
    assert pact["交给谁定"].startswith("不能交给代表会议，只能由这个会决定（海南省")
    assert pact["报备案"] == "乡镇人民政府（村民委员会组织法第三十一条）"
    assert dict(term_facts(_laid("V2", "330106"), ALL))["交给谁定"].startswith(
        "意见不一致，交村民会议投票决定（浙江省"
    )
    assert (
        "代表占五分之四以上，妇女代表占三分之一以上"
        in dict(term_facts(RULES["V2"], ALL))["由谁组成"]
    )
    assert "第 一、三、八、十、十二 项" in dict(term_facts(RULES["E2"], ALL))["不能决定"]
    assert dict(term_facts(RULES["V8"], ALL))["报批准"].startswith("县级人民政府")
    assert "发言" in dict(term_facts(RULES["R2"], ALL))["旁听"]
    assert "第十八条" in dict(term_facts(RULES["V4"], ALL))["委托"]
    assert set(WHO) == set(Base)
    assert set(LAYERS) == set(Layer)
    assert set(OFFICES) == set(Office)


def test_limits_are_written_exactly():
    assert exact(208) == "208"
    assert exact(Fraction(249, 2)) == "124.5"
    assert exact(Fraction(3, 100)) == "0.03"
    assert exact(Fraction(70, 3)) == "23 1/3"
    assert exact(Fraction(2, 3)) == "2/3"
    assert exact(0) == "0"
    for over in range(1, 60):
        for number in range(200):
            text, value = exact(Fraction(number, over)), Fraction(number, over)
            assert sum(Fraction(part) for part in text.split()) == value


def test_numbers_of_articles_are_read_as_laws_write_them():
    known = {8: "八", 10: "十", 14: "十四", 20: "二十", 26: "二十六", 100: "一百"}
    known |= {105: "一百零五", 110: "一百一十", 278: "二百七十八", 0: "零"}
    assert {number: chinese(number) for number in known} == known
    assert str(article_words("民法典", (278,))) == "民法典第二百七十八条"


def test_shares_are_read_as_laws_write_them():
    assert str(share_words(Op.GT, Fraction(1, 2))) == "过半数"
    assert str(share_words(Op.GE, Fraction(1, 2))) == "半数以上"
    assert str(share_words(Op.GE, Fraction(2, 3))) == "三分之二"
    assert str(share_words(Op.GT, Fraction(2, 3))) == "超过三分之二"
    assert str(share_words(Op.GE, Fraction(1))) == "全体"
    assert str(amount(Base.MEMBER, Fraction(1, 2))) == "0.5 人"


def test_every_code_of_the_rules_has_words():
    assert set(STATES) == set(State)
    assert set(CHANNELS) == set(Channel)
    assert set(SECRECY) == set(Secrecy)
    assert set(OUTCOMES) == set(OUTCOME_LINES) == set(Code)
    assert set(REASONS) == set(Why)
    assert set(WINS) == set(Wins)
    assert set(FAULTS) == set(Fault)


def test_every_refusal_has_words_that_say_what_to_do_next():
    folder = Path(rules_package.__file__).parents[1]
    said = {word for step in LIFE.values() for word in (step.already, step.early) if word}
    said |= set(NOT_YET.values()) | set(BESIDE.values())
    # Refused by the name of the channel.
    said |= {f"{channel}-not-taken" for channel in (Channel.PHONE, Channel.HELPER)}
    # Elections have words of their own, beside them.
    for path in (path for path in folder.rglob("*.py") if "elections" not in path.as_posix()):
        text = path.read_text("utf-8")
        for found in re.findall(r'Refusal\(\s*"([a-z-]+)"(?:[^\n]*? else "([a-z-]+)")?', text):
            said |= {code for code in found if code}
    # Printing is refused in the words of the room that prints.
    assert said - {"address-loopback"} == set(REFUSALS)
    for code in REFUSALS:
        words = str(refusal_words(Refusal(code)))
        assert words.endswith("。")
        assert words.count("。") >= 2 or "请" in words


def test_the_first_chip_tells_a_decision_from_a_question():
    assert str(binding_chip(ASKED)) == "意见征求"
    assert str(binding_chip(Binding(Why.BY_LAW))) == "表决"


def test_slips_say_who_wins():
    assert [str(line) for line in slip_lines(Secrecy.OPEN)] == [
        "截止前可以改，最后一次算数。",
        "手机和纸票都投了，截止前收到的纸票算数。",
    ]
    assert [str(line) for line in slip_lines(Secrecy.SECRET)] == [
        "截止前想改，要用回执码，不然第一次算数。",
        "手机和纸票都投了，先收到的算数。",
    ]


def test_a_household_that_takes_part_by_slip_is_not_called_present():
    rule = replace(RULES["V1"], counts=Count.CAST)
    tally = Tally(Base.ADULT, 30, {"yes": 15, "no": 6})
    outcome = decide(rule, ROAD, (tally,), Binding(Why.BY_LAW))
    assert str(sum_lines(rule, ROAD, outcome)[0].name) == "参加人数"
