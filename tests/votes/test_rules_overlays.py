"""Layers over the law: stricter, never weaker, each saying who spoke; in their place and days."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.kernel.fractions import Op, holds
from participation.kernel.outcome import Refusal
from participation.votes.rules.ballots import Channel
from participation.votes.rules.bases import Base
from participation.votes.rules.binding import Why, is_binding
from participation.votes.rules.decision_rules import Layer, Online, rule_on
from participation.votes.rules.outcomes import Tally
from participation.votes.rules.rule_data import rule_from_data, rule_to_data
from participation.votes.rules.rule_files import RuleFileError, parse_rules
from participation.votes.rules.rule_overlays import Charter, is_as_strict, lay, with_charter

FILES = Path(__file__).parents[2] / "config" / "rules"
TEXTS = {
    path.relative_to(FILES).as_posix(): path.read_text("utf-8") for path in FILES.rglob("*.toml")
}
BOOK = parse_rules(TEXTS)
DAY = date(2026, 5, 1)
PHONE = frozenset({Channel.PHONE, Channel.PAPER})
THIRDS = Fraction(2, 3)


def _rule(rule_id, region="", day=DAY):
    found = rule_on(BOOK.at(region, day), rule_id, day)
    assert not isinstance(found, Refusal)
    return found


@pytest.mark.parametrize(
    ("region", "days", "article"),
    [
        ("330106", 3, 23),
        ("460100", 3, 14),
        ("120110", 3, 14),
        ("110105", 3, 21),
        ("370102", 5, 24),
        ("310115", 10, 18),
    ],
)
def test_a_province_asks_for_notice_where_the_law_is_silent(region, days, article):
    rule = _rule("V2", region)
    assert (rule.notice.days, rule.notice.article) == (days, article)
    assert rule.notice.layer is Layer.PROVINCE
    assert _rule("V2").notice is None
    assert rule.layers[0].layer is Layer.PROVINCE
    assert rule.routes[0].passing[0].layer is Layer.LAW


def test_shandong_wants_two_thirds_of_the_women_reps_as_well():
    (route,) = _rule("V2", "370102").routes
    assert [(one.base, one.op, one.share, one.layer) for one in route.quorum] == [
        (Base.ASSEMBLY, Op.GE, THIRDS, Layer.LAW),
        (Base.WOMEN_REP, Op.GE, THIRDS, Layer.PROVINCE),
    ]
    assert route.quorum[1].law == "山东省实施《中华人民共和国村民委员会组织法》办法"
    assert [one.base for one in route.passing] == [Base.ASSEMBLY]


def test_a_local_rule_answers_what_the_law_leaves_open_to_it():
    expected = {
        "440100": Why.NEEDS_LOCAL_RULE,
        "110105": Why.OFFICIAL_SYSTEM_ONLY,
        "510104": Why.OFFICIAL_SYSTEM_ONLY,
        "370102": Why.LOCAL_ALLOWS_PHONE,
        "330106": Why.LOCAL_ALLOWS_PHONE,
        "330205": Why.NEEDS_LOCAL_RULE,
    }
    for rule_id in ("O1", "O2"):
        said = {code: is_binding(_rule(rule_id, code), PHONE, True).why for code in expected}
        assert said == expected


def test_a_city_speaks_after_its_province():
    rule = _rule("O1", "510104")
    assert [one.layer for one in rule.layers] == [Layer.PROVINCE, Layer.CITY]
    assert (rule.notice.law, rule.notice.layer) == ("成都市物业管理条例", Layer.CITY)
    assert rule.notice.how == "通知全体业主，并告知居民委员会"
    assert [one.layer for one in _rule("O1", "510300").layers] == [Layer.PROVINCE]


def test_where_a_matter_goes_is_said_by_who_says_it():
    assert _rule("V6", "460100").terms.delegation.law.startswith("海南省")
    assert _rule("V6", "310115").terms.delegation.article == 16
    assert _rule("V2", "330106").terms.split.to == "V1"
    assert _rule("V2").terms.split is None


def test_a_layer_speaks_only_in_its_days_and_place():
    assert _rule("V2", "330106", date(2025, 12, 31)).layers == ()
    assert _rule("V2", "340100").layers == ()
    assert BOOK["V2@2026-01-01"].layers == ()


@pytest.mark.parametrize("region", sorted({one.region for one in BOOK.overlays}))
def test_a_rule_with_its_layers_is_frozen_and_read_back_the_same(region):
    for rule in BOOK.at(region, DAY).values():
        assert rule_from_data(rule_to_data(rule)) == rule


GOOD = """
[[overlay]]
layer = "province"
region = "99"
rule = "V1"
law = "某省办法"
article = 5
from = 2026-01-01
quorum = [{ base = "household", op = "ge", share = "3/4", article = 5 }]
pass = [{ base = "household", of = "present", op = "ge", share = "2/3", article = 5 }]
notice = { days = 12, article = 5, exception = false }
secret = true
source = "某省办法第五条"
"""


def _with(text):
    return parse_rules({**TEXTS, "local/test.toml": text})


def test_a_layer_may_be_stricter_in_everything():
    rule = rule_on(_with(GOOD).at("990101", DAY), "V1", DAY)
    adults, homes = rule.routes
    assert [one.share for one in homes.quorum + homes.passing] == [Fraction(3, 4), THIRDS]
    assert [one.share for one in adults.quorum + adults.passing] == [Fraction(1, 2)] * 2
    assert (rule.notice.days, rule.notice.has_exception, rule.must_be_secret) == (12, False, True)
    assert rule_from_data(rule_to_data(rule)) == rule
    still = rule_on(_with(GOOD).at("990101", date(2025, 12, 31)), "V1", date(2025, 12, 31))
    assert still.layers == ()


def test_a_layer_may_ask_more_of_one_route_with_a_second_share():
    text = GOOD.replace(
        'base = "household", op = "ge", share = "3/4"',
        'base = "women_rep", op = "ge", share = "2/3"',
    )
    rule = rule_on(_with(text).at("990101", DAY), "V1", DAY)
    assert [[one.base for one in route.quorum] for route in rule.routes] == [
        [Base.ADULT, Base.WOMEN_REP],
        [Base.HOUSEHOLD, Base.WOMEN_REP],
    ]
    assert rule_from_data(rule_to_data(rule)) == rule


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ('share = "3/4"', 'share = "1/2"', "line 9", "`quorum` is weaker"),
        ('op = "ge", share = "2/3"', 'op = "ge", share = "1/2"', "line 10", "`pass` is weaker"),
        ('base = "household", op', 'base = "owner", op', "line 9", "`quorum` is a share of what"),
        ('of = "present"', 'of = "cast"', "line 10", "`pass` is a share of what"),
        ("days = 12", "days = 9", "line 11", "`notice` is weaker"),
        ("secret = true", "secret = false", "line 12", "never taken back"),
        ("secret = true", 'online = "allowed"', "line 12", "not left to the place"),
        (
            "secret = true",
            'delegation = { to = "V2", article = 5 }',
            "line 12",
            "`delegation` is weaker",
        ),
        ('rule = "V1"', 'rule = "V99"', "line 5", "no rule V99 is in force"),
        ("from = 2026-01-01", "from = 2010-01-01\nuntil = 2011-01-01", "line 5", "no rule V1 is"),
        ('layer = "province"', 'layer = "law"', "line 3", "must be province, city or county"),
        ('region = "99"', 'region = "9901"', "line 4", "a code of 2 digits"),
        ('region = "99"', 'region = "xx"', "line 4", "a code of 2 digits"),
        ('source = "某省办法第五条"', 'source = ""', "line 13", "`source` is empty"),
        (', share = "3/4", article = 5', ', share = "3/4"', "line 9", "without its source"),
        ("secret = true", "colour = 1", "line 12", "`colour` is not a key"),
    ],
)
def test_a_layer_that_weakens_or_has_a_hole_is_refused_with_file_and_line(old, new, where, what):
    assert old in GOOD
    with pytest.raises(RuleFileError) as caught:
        _with(GOOD.replace(old, new, 1))
    assert (caught.value.file, caught.value.where) == ("local/test.toml", where)
    assert what in caught.value.what


def test_an_exception_may_not_be_brought_back():
    text = GOOD.replace('rule = "V1"', 'rule = "E1"').replace(
        "exception = false", "exception = true"
    )
    bare = "\n".join(line for line in text.splitlines() if not line.startswith(("quorum", "pass")))
    with pytest.raises(RuleFileError, match="`notice` is weaker"):
        _with(bare)


def test_a_city_may_not_undercut_its_province_from_the_day_that_speaks():
    city = GOOD.replace('"province"', '"city"').replace('"99"', '"9901"').replace("12,", "11,")
    with pytest.raises(RuleFileError, match="`notice` is weaker"):
        _with(GOOD.replace("2026-01-01", "2027-01-01") + city)
    assert _with(GOOD + city.replace("11,", "12,"))
    earlier = city.replace("2026-01-01", "2026-01-01\nuntil = 2026-12-31")
    assert _with(GOOD.replace("2026-01-01", "2027-01-01") + earlier)


FOLK = Charter("柳根村村民自治章程", 12, date(2026, 1, 1), is_approved=True)


def test_a_charter_may_ask_for_more():
    folk = replace(FOLK, quorum=(Op.GE, Fraction(3, 4)), passing=(Op.GE, THIRDS), notice_days=15)
    rule = with_charter(_rule("V1", "330106"), folk)
    for route in rule.routes:
        assert [one.share for one in route.quorum + route.passing] == [Fraction(3, 4), THIRDS]
        assert {one.layer for one in route.quorum + route.passing} == {Layer.CHARTER}
    assert (rule.notice.days, rule.notice.layer) == (15, Layer.CHARTER)
    assert rule.notice.has_exception
    assert (rule.layers[-1].law, rule.layers[-1].article) == ("柳根村村民自治章程", 12)
    assert rule_from_data(rule_to_data(rule)) == rule


def test_a_charter_may_not_ask_for_less_nor_speak_before_it_is_approved():
    less = replace(FOLK, quorum=(Op.GE, Fraction(1, 3)))
    assert with_charter(_rule("V1"), less) == Refusal("overlay-weaker", "quorum")
    assert with_charter(_rule("V1"), replace(FOLK, notice_days=3)).field == "notice"
    waiting = with_charter(_rule("V1"), replace(FOLK, is_approved=False))
    assert waiting.code == "charter-not-approved"


def test_a_charter_sets_the_quorum_that_is_left_to_it():
    rule = with_charter(_rule("E2"), replace(FOLK, quorum=(Op.GE, THIRDS)))
    assert not rule.is_quorum_left_to_charter
    assert [one.base for one in rule.routes[0].quorum] == [Base.REP]
    assert with_charter(_rule("E2"), replace(FOLK, notice_days=7)).is_quorum_left_to_charter
    talk = with_charter(_rule("D1"), replace(FOLK, quorum=(Op.GE, THIRDS)))
    assert (talk.routes, talk.is_quorum_left_to_charter) == ((), True)


def test_a_charter_leaves_the_women_of_shandong_alone():
    rule = with_charter(_rule("V2", "370102"), replace(FOLK, quorum=(Op.GE, Fraction(4, 5))))
    assert [one.share for one in rule.routes[0].quorum] == [Fraction(4, 5), THIRDS]


shares = st.builds(Fraction, st.integers(1, 12), st.just(12))
limits = st.tuples(st.sampled_from(Op), shares)


@given(one=limits, other=limits, total=st.integers(1, 200))
@settings(max_examples=200, deadline=None)
def test_the_stricter_of_two_shares_lets_nothing_through_that_the_other_stops(one, other, total):
    base = _rule("V1").routes[0].quorum[0]
    strict, loose = (replace(base, op=op, share=share) for op, share in (one, other))
    if is_as_strict(strict, loose):
        for number in range(total + 1):
            if holds(strict.op, number, strict.share * total):
                assert holds(loose.op, number, loose.share * total)
    else:
        assert is_as_strict(loose, strict)


@given(
    rule_id=st.sampled_from(["V1", "V2", "V3", "R1", "R2", "E1", "E3", "O1", "O2", "C1"]),
    region=st.sampled_from(["", "330106", "370102", "510104", "110105"]),
    quorum=st.none() | limits,
    passing=st.none() | limits,
    days=st.none() | st.integers(1, 30),
    took=st.integers(0, 60),
)
@settings(max_examples=150, deadline=None)
def test_no_layer_ever_weakens_a_rule(rule_id, region, quorum, passing, days, took):
    law = rule_on(BOOK, rule_id, DAY)
    under = _rule(rule_id, region)
    laid = with_charter(under, replace(FOLK, quorum=quorum, passing=passing, notice_days=days))
    for stricter, weaker in (
        (under, law),
        *(() if isinstance(laid, Refusal) else ((laid, under),)),
    ):
        tally = Tally(Base.HOUSEHOLD, 60, {"yes": took}, present=took)
        for new, old in zip(stricter.routes, weaker.routes, strict=True):
            for before, after in ((old.quorum, new.quorum), (old.passing, new.passing)):
                for limit in before:
                    now = [one for one in after if (one.base, one.of) == (limit.base, limit.of)]
                    for one in now:
                        if holds(one.op, took, one.share * tally.roll):
                            assert holds(limit.op, took, limit.share * tally.roll)
                    assert now
        if weaker.notice is not None:
            assert stricter.notice.days >= weaker.notice.days


def test_what_no_rule_leaves_open_stays_shut():
    overlay = BOOK.overlays[0]
    shut = lay(_rule("V1"), replace(overlay, rule_id="V1", online=Online.SILENT, notice=None))
    assert shut == Refusal("overlay-not-open", "online")
