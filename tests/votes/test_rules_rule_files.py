"""Files of decision rules: what stands in ours, and which holes are refused, with file and line."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from participation.kernel.fractions import Op
from participation.kernel.outcome import Refusal
from participation.votes.rules.decision_rules import (
    Base,
    Count,
    Level,
    Online,
    Place,
    ProxyKind,
    next_meeting,
    rule_on,
    rules_for,
)
from participation.votes.rules.rule_data import rule_from_data, rule_to_data
from participation.votes.rules.rule_files import RuleFileError, parse_rules
from participation.votes.rules.rule_terms import Office

FILES = Path(__file__).parents[2] / "config" / "rules"
TEXTS = {path.name: path.read_text("utf-8") for path in sorted(FILES.glob("*.toml"))}
RULES = parse_rules(TEXTS)
DAY = date(2026, 11, 24)

GOOD = """
[[rule]]
id = "V2"
title = "村民代表会议"
level = "law"
law = "村民委员会组织法"
articles = [29]
from = 2026-01-01
places = ["village"]
bases = ["assembly"]
counts = "present"
quorum = { any = [{ base = "assembly", op = "ge", share = "2/3", article = 30 }] }
pass = [{ of = "present", op = "gt", share = "1/2", article = 30 }]
notice = { days = 3, article = 30, exception = false }
online = "silent"
paper_only = false
secret = false
proxy = { kind = "silent" }
next = { village = "V2" }
source = "村民委员会组织法第二十九条、第三十条"
"""


def _rule(rule_id):
    found = rule_on(RULES, rule_id, DAY)
    assert not isinstance(found, Refusal)
    return found


def test_every_row_of_the_law_is_there_and_two_of_our_own():
    assert {rule.id for rule in RULES.values() if rule.is_in_force(DAY)} == {
        *("V1", "V2", "V3", "V4", "V4b", "V5", "V6", "V7", "V8", "D1"),
        *("R1", "R2", "R3", "R3b", "R4", "R4b", "R5", "R5b", "R6", "R7", "D2"),
        *("E1", "E2", "E3", "O1", "O2", "O3", "C0", "C1"),
    }


def test_of_the_old_texts_only_what_they_say_is_there():
    old = {rule.id for rule in RULES.values() if rule.is_in_force(date(2025, 4, 30))}
    assert old == {"V1", "V2", "V3", "V4", "V4b", "V5", "V6", "V8", "R1", "R7", "O1", "O2", "O3"}
    for missing in ("R2", "R3", "R4", "R5", "R6", "V7", "E1"):
        assert rule_on(RULES, missing, date(2025, 4, 30)).code == "rule-not-in-force"
    assert rule_on(RULES, "V1", date(2018, 12, 28)).code == "rule-not-in-force"


def _quorum(rule_id):
    return [
        [(limit.base, limit.op, limit.share) for limit in route.quorum]
        for route in _rule(rule_id).routes
    ]


def _passing(rule_id):
    return {
        (limit.of, limit.op, limit.share)
        for route in _rule(rule_id).routes
        for limit in route.passing
    }


HALF, THIRDS = Fraction(1, 2), Fraction(2, 3)


@pytest.mark.parametrize(
    ("rule_id", "quorum", "passing"),
    [
        (
            "V1",
            [[(Base.ADULT, Op.GT, HALF)], [(Base.HOUSEHOLD, Op.GE, THIRDS)]],
            (Count.PRESENT, Op.GT, HALF),
        ),
        ("V2", [[(Base.ASSEMBLY, Op.GE, THIRDS)]], (Count.PRESENT, Op.GT, HALF)),
        (
            "V3",
            [[(Base.ADULT, Op.GE, THIRDS)], [(Base.HOUSEHOLD, Op.GE, THIRDS)]],
            (Count.PRESENT, Op.GT, HALF),
        ),
        (
            "V6",
            [[(Base.ADULT, Op.GT, HALF)], [(Base.HOUSEHOLD, Op.GE, THIRDS)]],
            (Count.PRESENT, Op.GT, HALF),
        ),
        ("V7", [[(Base.MEMBER, Op.GE, THIRDS)]], (Count.ROLL, Op.GE, THIRDS)),
        (
            "V8",
            [[(Base.ADULT, Op.GT, HALF)], [(Base.HOUSEHOLD, Op.GE, THIRDS)]],
            (Count.PRESENT, Op.GT, HALF),
        ),
        ("V4b", [[(Base.REGISTERED, Op.GT, HALF)]], (Count.CAST, Op.GE, Fraction(1, 3))),
        ("R3", [[(Base.REGISTERED, Op.GT, HALF)]], (Count.CAST, Op.GT, HALF)),
        ("R4", [[(Base.HOUSEHOLD, Op.GT, HALF)]], (Count.CAST, Op.GT, HALF)),
        ("R5b", [[(Base.REP, Op.GT, THIRDS)]], (Count.CAST, Op.GE, Fraction(1, 3))),
        (
            "R7",
            [[(Base.ADULT, Op.GT, HALF)], [(Base.HOUSEHOLD, Op.GT, HALF)]],
            (Count.PRESENT, Op.GT, HALF),
        ),
        ("E3", [[(Base.MEMBER, Op.GE, THIRDS)]], (Count.ROLL, Op.GE, Fraction(3, 4))),
        ("O3", [[]], (Count.ROLL, Op.GE, Fraction(1))),
        ("V4", [[(Base.REGISTERED, Op.GT, HALF)]], (Count.CAST, Op.GT, HALF)),
        ("V5", [[(Base.REGISTERED, Op.GT, HALF)]], (Count.CAST, Op.GT, HALF)),
        (
            "R1",
            [[(Base.ADULT, Op.GT, HALF)], [(Base.HOUSEHOLD, Op.GT, HALF)]],
            (Count.PRESENT, Op.GT, HALF),
        ),
        ("R2", [[(Base.ASSEMBLY, Op.GE, THIRDS)]], (Count.PRESENT, Op.GT, HALF)),
        ("R5", [[(Base.REP, Op.GT, THIRDS)]], (Count.CAST, Op.GT, HALF)),
        (
            "R6",
            [
                [(Base.REGISTERED, Op.GT, HALF)],
                [(Base.HOUSEHOLD, Op.GT, HALF)],
                [(Base.REP, Op.GT, THIRDS)],
            ],
            (Count.CAST, Op.GT, HALF),
        ),
        ("E1", [[(Base.MEMBER, Op.GE, THIRDS)]], (Count.ROLL, Op.GE, THIRDS)),
        ("E2", [[]], (Count.ROLL, Op.GE, THIRDS)),
        (
            "O1",
            [[(Base.AREA, Op.GE, THIRDS), (Base.OWNER, Op.GE, THIRDS)]],
            (Count.CAST, Op.GT, HALF),
        ),
        (
            "O2",
            [[(Base.AREA, Op.GE, THIRDS), (Base.OWNER, Op.GE, THIRDS)]],
            (Count.CAST, Op.GE, Fraction(3, 4)),
        ),
        ("C1", [[(Base.HOUSEHOLD, Op.GE, THIRDS)]], (Count.CAST, Op.GT, HALF)),
        ("C0", [[], []], (Count.CAST, Op.GT, HALF)),
    ],
)
def test_each_rule_asks_what_its_article_says(rule_id, quorum, passing):
    assert _quorum(rule_id) == quorum
    assert _passing(rule_id) == {passing}


def test_articles_notice_channels_and_proxies_stand_in_the_data():
    assert _rule("V2").articles == (29, 30)
    assert _rule("V1").notice_days == 10
    assert _rule("V2").notice_days is None
    assert _rule("O1").notice.law == "物业管理条例"
    assert _rule("E1").online is Online.INSTANT_MESSAGING
    assert _rule("E1").proxy.is_same_household
    assert _rule("V4").proxy.most == _rule("R3").proxy.most == 3
    assert _rule("V4").proxy.is_never_candidate
    assert _rule("R5").proxy.kind is ProxyKind.NONE
    papers = {"V4", "V4b", "V5", "R3", "R3b", "R4", "R4b", "R5", "R5b", "R6"}
    assert {rule.id for rule in RULES.values() if rule.is_paper_only} == papers
    assert all(rule.must_be_secret == rule.is_paper_only for rule in RULES.values())
    assert _rule("E2").is_quorum_left_to_charter
    assert _rule("C1").level is Level.CHARTER
    assert _rule("V1").bases == {Base.ADULT, Base.HOUSEHOLD}


def test_what_a_rule_says_beside_its_shares_stands_in_the_data():
    forced = [(one.base, one.op, one.share) for one in _rule("R1").terms.petitions]
    tenth, third = Fraction(1, 10), Fraction(1, 3)
    assert forced == [
        (Base.ADULT, Op.GE, tenth),
        (Base.HOUSEHOLD, Op.GE, tenth),
        (Base.REP, Op.GE, third),
    ]
    assert [one.share for one in _rule("V5").terms.petitions] == [Fraction(1, 5), third]
    assert _rule("O1").terms.petitions[0].law == "物业管理条例"
    assert (_rule("V2").terms.makeup.reps, _rule("V2").terms.makeup.women) == (
        Fraction(4, 5),
        third,
    )
    assert _rule("R2").terms.makeup.women is None
    assert _rule("R2").terms.convening.per_year == 2
    assert _rule("R2").terms.listeners_article == 28
    assert _rule("E2").terms.excluded.items == (1, 3, 8, 10, 12)
    assert _rule("E2").terms.makeup.fewest == 21
    assert _rule("V6").terms.filed.office is Office.TOWNSHIP
    assert _rule("R7").terms.filed.office is Office.STREET
    assert _rule("V6").terms.delegation.to is None
    assert _rule("R7").terms.delegation.to == "R2"
    assert _rule("V8").terms.approved.office is Office.COUNTY
    assert _rule("V5").terms.answer_article == 19
    assert _rule("V4").terms.contest.list_days == 20
    rerun = _rule(_rule("V4").terms.contest.rerun_id)
    assert rerun.terms.is_most_votes
    assert rerun.routes[0].passing[0].share == third


def test_a_share_of_another_law_cites_that_law():
    seventh = _rule("V7")
    assert {one.law for one in seventh.routes[0].quorum + seventh.routes[0].passing} == {
        "农村集体经济组织法"
    }
    assert (seventh.law, seventh.articles) == ("村民委员会组织法", (28,))


def test_until_the_end_of_2025_the_old_articles_and_shares_judge():
    last, first = date(2025, 12, 31), date(2026, 1, 1)
    assert rule_on(RULES, "V1", last).routes[0].quorum[0].article == 22
    assert rule_on(RULES, "V1", first).routes[0].quorum[0].article == 26
    assert not rule_on(RULES, "V1", last).notice.has_exception
    assert rule_on(RULES, "V4", last).proxy.is_near_kin
    assert rule_on(RULES, "V4", last).proxy.most is None
    old, new = rule_on(RULES, "R1", last), rule_on(RULES, "R1", first)
    assert old.bases - new.bases == {Base.GROUP_REP}
    assert [one.share for one in old.terms.petitions] == [
        Fraction(1, 5),
        Fraction(1, 5),
        Fraction(1, 3),
    ]
    assert old.notice is None


def test_a_rule_of_law_names_an_article_for_every_share():
    for rule in RULES.values():
        limits = [limit for route in rule.routes for limit in route.quorum + route.passing]
        assert all(limit.article is not None for limit in limits) is (rule.id != "C0")
        assert all(limit.law is not None for limit in limits) is (rule.id != "C0")


def test_a_consultation_leads_to_the_meeting_that_can_decide():
    assert next_meeting(RULES, _rule("C1"), Place.VILLAGE, DAY) is _rule("V2")
    assert next_meeting(RULES, _rule("C0"), Place.COMMUNITY, DAY) is _rule("R2")
    assert next_meeting(RULES, _rule("V4"), Place.VILLAGE, DAY) is None
    before = next_meeting(RULES, _rule("C1"), Place.VILLAGE, date(2025, 12, 31))
    assert before is RULES["V2@2018-12-29"]
    assert next_meeting(RULES, _rule("C0"), Place.COMMUNITY, date(2025, 12, 31)) is None


def test_a_committee_chooses_among_the_rules_of_its_kind_and_day():
    in_village = {rule.id for rule in rules_for(RULES, Place.VILLAGE, DAY)}
    assert {"C0", "C1", "V1", "E1"} <= in_village
    assert not in_village & {"R1", "R2"}
    old = {rule.id for rule in rules_for(RULES, Place.COMMUNITY, date(2025, 12, 31))}
    assert old == {"R1", "R7", "O1", "O2", "O3"}


def test_a_rule_judges_only_the_days_it_was_in_force():
    old = GOOD.replace("from = 2026-01-01", "from = 2018-12-29\nuntil = 2025-12-31")
    old = old.replace("article = 30", "article = 26").replace("[29]", "[25]")
    both = parse_rules({"new.toml": GOOD, "old.toml": old})
    assert rule_on(both, "V2", date(2025, 12, 31)).articles == (25, 26)
    assert rule_on(both, "V2", date(2026, 1, 1)).articles == (29, 30)
    assert rule_on(both, "V2", date(2018, 12, 28)).code == "rule-not-in-force"
    assert both["V2@2018-12-29"].until == date(2025, 12, 31)


@pytest.mark.parametrize("key", sorted(RULES))
def test_a_rule_written_into_a_record_is_read_back_the_same(key):
    assert rule_from_data(rule_to_data(RULES[key])) == RULES[key]


def test_the_last_day_of_a_rule_is_read_back_too():
    old = GOOD.replace("from = 2026-01-01", "from = 2018-12-29\nuntil = 2025-12-31")
    rule = parse_rules({"old.toml": old})["V2@2018-12-29"]
    assert rule_from_data(rule_to_data(rule)) == rule


def test_a_rule_in_a_record_whose_day_is_no_day_is_refused():
    data = rule_to_data(_rule("V2")) | {"from": "2026-13-01"}
    with pytest.raises(RuleFileError, match=r"record, rule\.from: `from` is not a day"):
        rule_from_data(data)
    with pytest.raises(RuleFileError, match="must be of type date"):
        rule_from_data(data | {"from": 2026})


RERUN = """contest = { article = 1, list_days = 1, objection_days = 1, ruling_days = 1, \
list_article = 1, rerun = "V9" }
online = """

HOLES = [
    ('op = "ge"', 'op = "le"', "line 12", "'le', not one of ge, gt"),
    ('share = "2/3"', 'share = "0.66"', "line 12", "not a fraction"),
    ('share = "2/3"', 'share = "3/2"', "line 12", "not a fraction"),
    (', share = "2/3"', "", "line 12", "`share` is missing"),
    ('share = "1/2", article = 30', 'share = "1/2"', "line 13", "without its source is refused"),
    ('share = "2/3", article = 30', 'share = "2/3"', "line 12", "without its source is refused"),
    ("article = 30, ex", "article = true, ex", "line 14", "must be of type int"),
    ('law = "村民委员会组织法"\n', "", "line 2", "`law` is missing"),
    ('source = "村民委员会组织法第二十九条、第三十条"\n', "", "line 2", "`source` is missing"),
    (
        'source = "村民委员会组织法第二十九条、第三十条"',
        'source = " "',
        "line 20",
        "`source` is empty",
    ),
    ('counts = "present"', 'counts = "roll"', "line 11", "`counts` must be present or cast"),
    ("from = 2026-01-01", 'from = "2026-01-01"', "line 8", "must be of type date"),
    ("from = 2026-01-01", "from = 2026-01-01T00:00:00", "line 8", "must be of type date"),
    ("from = 2026-01-01", "from = 2026-01-01\nuntil = 2025-12-31", "line 9", "before `from`"),
    ("articles = [29]", 'articles = ["29"]', "line 7", "must be a list of numbers"),
    ('bases = ["assembly"]', 'bases = ["assembly", "rep"]', "line 10", "are not the bases"),
    ('bases = ["assembly"]', 'bases = ["cats"]', "line 10", "'cats', not one of adult18"),
    ("pass = [{", "passing = [{", "line 2", "`pass` is missing"),
    ("pass = [{", "pass = []\nmore = [{", "line 13", "`pass` is empty"),
    ("pass = [{", "pass = [3]\nmore = [{", "line 13", "a table was expected"),
    ("quorum = {", "quorums = {", "line 2", "`quorum` is missing"),
    ("quorum = { any = [{", "quorum = { any = [], all = [{", "line 12", "is not a key"),
    (
        "quorum = { any = [{",
        "quorum = { any = [] }\nmore = { any = [{",
        "line 12",
        "`any` is empty",
    ),
    ("quorum = { any = [{", 'quorum = { left_to = "me", any = [{', "line 12", "not one of charter"),
    ('proxy = { kind = "silent" }', 'proxy = { kind = "none" }', "line 18", "names no article"),
    ("pass = [{", 'pass = [{ base = "area", ', "line 10", "are not the bases"),
    (
        "online = ",
        'petitions = [{ base = "rep", op = "ge", share = "1/5" }]\nonline = ',
        "line 15",
        "`article` is missing",
    ),
    ("online = ", "contest = { article = 1 }\nonline = ", "line 15", "`list_days` is missing"),
    ("online = ", 'delegation = { to = "V9", article = 1 }\nonline = ', "line 15", "describes V9"),
    ("online = ", RERUN, "line 15", "describes V9"),
    ("online = ", 'colour = "red"\nonline = ', "line 15", "`colour` is not a key"),
    ('proxy = { kind = "silent" }', 'proxy = "silent"', "line 18", "must be of type dict"),
    ('next = { village = "V2" }', 'next = { village = "V9" }', "line 19", "describes V9"),
    ('next = { village = "V2" }', 'next = { moon = "V2" }', "line 19", "`moon` is not a key"),
]


@pytest.mark.parametrize(("old", "new", "where", "what"), HOLES)
def test_a_hole_is_refused_with_file_and_line(old, new, where, what):
    assert old in GOOD
    with pytest.raises(RuleFileError) as caught:
        parse_rules({"village.toml": GOOD.replace(old, new, 1)})
    assert caught.value.file == "village.toml"
    assert what in caught.value.what
    assert caught.value.where == where
    assert str(caught.value).startswith(f"village.toml, {where}: ")


def test_the_line_is_of_the_rule_that_has_the_hole():
    gone = GOOD.replace('source = "', 'no_source = "', 1) + GOOD.replace('"V2"', '"V7"')
    with pytest.raises(RuleFileError, match=r"^two.toml, line 2: `source` is missing"):
        parse_rules({"two.toml": gone})
    two = GOOD + GOOD.replace('id = "V2"', 'id = "V7"').replace('op = "gt"', 'op = "lt"')
    with pytest.raises(RuleFileError, match=r"^two.toml, line 33: `pass` holds a fault"):
        parse_rules({"two.toml": two})


def test_a_charter_rule_needs_its_document_and_notice_needs_a_source():
    opinion = GOOD.replace('level = "law"', 'level = "opinion"')
    opinion = opinion.replace('law = "村民委员会组织法"\n', "")
    with pytest.raises(RuleFileError, match="days of notice need a source"):
        parse_rules({"a.toml": opinion})
    asked = 'petitions = [{ base = "rep", op = "ge", share = "1/5", article = 1 }]'
    with pytest.raises(RuleFileError, match="a petition needs a source"):
        parse_rules({"a.toml": re.sub("notice = .*", asked, opinion)})
    charter = GOOD.replace('level = "law"', 'level = "charter"')
    with pytest.raises(RuleFileError, match="`law` is missing"):
        parse_rules({"a.toml": charter.replace('law = "村民委员会组织法"\n', "")})


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "holds no"),
        ("rule = 3", "holds no"),
        ("rule = []\noverlay = 3", "holds no"),
        ("rule = [3]", "a table was expected"),
        ("colour = 1\n", "`colour` is not a key of a rule file"),
        ("[[rule]\n", "line 1"),
    ],
)
def test_a_file_that_is_no_file_of_rules_is_refused(text, what):
    with pytest.raises(RuleFileError) as caught:
        parse_rules({"odd.toml": text})
    assert what in caught.value.what


def test_two_rules_may_not_judge_the_same_day():
    with pytest.raises(RuleFileError, match="V2 stands twice for the same days"):
        parse_rules({"a.toml": GOOD, "b.toml": GOOD.replace("2026-01-01", "2027-01-01")})
    late = GOOD.replace("2026-01-01", "2027-01-01")
    with pytest.raises(RuleFileError, match="V2 stands twice"):
        parse_rules({"a.toml": late, "b.toml": GOOD})
