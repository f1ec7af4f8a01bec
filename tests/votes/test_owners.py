"""A vote of owners (业主共同决定): heads and area, from the roster to the verified record."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from participation.db.schema import is_current, migrate
from participation.kernel.outcome import Done, Refusal
from participation.residents.actions import imports
from participation.votes import actions
from participation.votes.present.slips import area_words, paper_slip, roll_words, voter_line
from participation.votes.rules.ballots import Channel, Secrecy
from participation.votes.rules.drafts import suited
from participation.votes.rules.roll import RollEntry, Unit, roll_hash
from participation.votes.rules.verify import verify_record
from participation.votes.rules.vote import Proof
from participation.votes.store import find_vote, get_record, progress, slips
from tests.conftest import NOON, Village
from tests.votes.ballots import NO, NOTICE, RULES, TODAY, YES, Held, draft, hold_vote
from tests.votes.flats import OWNERS, flats, take

ROSTERS = Path(__file__).parents[1] / "data" / "rosters"


def settled(held: Held) -> dict:
    held.settle()
    record = held.village.read(lambda s: get_record(s, held.village.id, held.id))
    assert verify_record(json.loads(json.dumps(record))) == []
    return record


def test_a_whole_vote_of_the_sample_roster(village: Village) -> None:
    take(village, imports.read((ROSTERS / "owners_roster.xlsx").read_bytes(), TODAY, {}, []))
    held = hold_vote(village, 0, **OWNERS)
    vote = village.read(lambda s: find_vote(s, village.id, held.no))
    assert (vote.roll_size, vote.roll_area) == (304, 4519973)
    assert roll_words(vote) == "共 304 位业主、45199.73 平方米可以投。"
    voters = village.read(lambda s: slips.list_voters(s, village.id, vote.id))
    assert sum(voter.area for voter in voters) == vote.roll_area
    assert voter_line(vote, voters[0]) == "1号楼1单元101等2套 · 谭*俊 · 147.27 平方米"
    slip = paper_slip(vote, held.slips[voters[0].label], "柳根社区", "", "", "", is_sample=False)
    assert (slip.household_label, slip.group) == ("1号楼1单元101等2套", "谭*俊")
    assert (slip.signer, slip.takes_phone, slip.rule_line) == (
        "业主", False, "截止前可以改，最后一次算数。",
    )  # fmt: skip
    by_area = sorted(voters, key=lambda voter: -voter.area)
    for voter in by_area[:240]:
        choice = NO if voter.no % 6 == 0 else YES
        code = held.slips[voter.label].token
        assert isinstance(
            held.do(actions.enter_open_paper, code=code, choice=choice, is_signed=True), Done
        )
    done = village.read(lambda s: progress(s, village.id, vote.id))
    assert (done.marks, done.roll) == (240, 304)
    assert done.area == sum(voter.area for voter in by_area[:240])
    assert area_words(done) == f"参加面积 {Decimal(done.area) / 100:f} 平方米"
    record = settled(held)
    assert record["code"] == "passed"
    heads, area = record["tallies"][0]
    assert (heads["base"], area["base"]) == ("owner", "area")
    assert (heads["cast"], area["cast"]) == (240, done.area)
    tests = record["outcomes"][0]["tests"]
    assert [(one["name"], one["base"]) for one in tests] == [
        ("taking-part", "area"),
        ("taking-part", "owner"),
        ("support", "area"),
        ("support", "owner"),
    ]
    line = next(each for each in record["ballots"]["named"] if each[0] == str(by_area[0].no))
    assert line[3] == by_area[0].area


@pytest.mark.parametrize(
    ("areas", "votes", "code"),
    [
        # four of five heads, and less than two thirds of the area
        ((100, 100, 100, 100, 400), {"101": YES, "102": YES, "103": YES, "104": YES},
         "quorum-not-met"),
        # most of the area, and not two thirds of the heads
        ((900, 10, 10, 10, 10), {"101": YES, "102": YES, "103": YES}, "quorum-not-met"),
        # most heads, half of the area
        ((300, 100, 100, 100, None), {"101": NO, "102": YES, "103": YES, "104": YES},
         "not-passed"),
        # most of the area, half of the heads
        ((300, 100, 100, 100, None), {"101": YES, "102": YES, "103": NO, "104": NO}, "not-passed"),
        ((250, 100, 100, 100, None), {"101": NO, "102": YES, "103": YES, "104": YES}, "passed"),
    ],
)  # fmt: skip
def test_heads_and_area_must_both_reach_it(village: Village, areas, votes, code) -> None:
    take(village, flats(*(area for area in areas if area)))
    held = hold_vote(village, 0, **OWNERS)
    for room, choice in votes.items():
        code_on_slip = held.slips[f"1号楼{room}"].token
        done = held.do(actions.enter_open_paper, code=code_on_slip, choice=choice, is_signed=True)
        assert isinstance(done, Done), done
    assert settled(held)["code"] == code


def test_by_phone_it_asks_and_both_halves_are_shown(village: Village) -> None:
    take(village, flats(300, 100, 100))
    held = hold_vote(
        village, 0, **{**OWNERS, "channels": frozenset(Channel), "proof": Proof.BEARER}
    )
    assert isinstance(held.cast("1号楼101", NO), Done)
    assert isinstance(held.cast("1号楼102"), Done)
    assert isinstance(held.cast("1号楼103"), Done)
    record = settled(held)
    assert (record["code"], record["outcomes"][0]["why"]) == ("no-majority", "needs-local-rule")
    tests = record["outcomes"][0]["tests"]
    assert [(one["base"], one["number"], one["of"], one["law"]) for one in tests] == [
        ("owner", 2, 3, None),
        ("area", 20000, 50000, None),
    ]


def test_a_record_with_another_area_is_found_out(village: Village) -> None:
    take(village, flats(300, 100, 100))
    held = hold_vote(village, 0, **OWNERS)
    held.do(actions.enter_open_paper, code=held.slips["1号楼101"].token, choice=YES, is_signed=True)
    record = json.loads(json.dumps(settled(held)))
    record["ballots"]["named"][0][3] += 1
    assert "tally-differs" in verify_record(record)


def test_flats_without_an_area_keep_a_vote_from_opening(village: Village) -> None:
    take(village, flats(80, None, 70, None))
    asked = draft(**OWNERS)
    no = village.do(lambda s, e: actions.draft_vote(s, e, RULES, asked, TODAY)).value.no
    before = NOON - timedelta(days=NOTICE)
    show, begin = actions.announce_vote, actions.open_vote
    refused = village.do(lambda s, e: show(s, e, no, TODAY), now=before)
    facts = {"num": 2, "flats": ("1号楼102", "1号楼104")}
    assert refused == Refusal("area-missing", None, facts)
    take(village, flats(80, 75, 70, 60))
    assert isinstance(village.do(lambda s, e: show(s, e, no, TODAY), now=before), Done)
    assert isinstance(village.do(lambda s, e: begin(s, e, no, TODAY)), Done)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"secrecy": Secrecy.SECRET}, "area-needs-names"),
        ({"unit": Unit.HOUSEHOLD}, "base-not-in-rule"),
        ({"rule_id": "C1"}, "base-not-in-rule"),
        ({"proof": Proof.BEARER}, "binding-needs-digits"),
    ],
)
def test_what_owners_cannot_be_asked_like_that(village: Village, changes, code: str) -> None:
    asked = draft(**{**OWNERS, **changes})
    refused = village.do(lambda s, e: actions.draft_vote(s, e, RULES, asked, TODAY))
    assert isinstance(refused, Refusal)
    assert refused.code == code


def test_votes_go_down_and_up_a_migration_but_never_those_of_owners(village: Village) -> None:
    held = hold_vote(village, 2)
    engine = village.database.engine
    migrate(engine, "0011_ask_several_questions", is_down=True)
    migrate(engine)
    assert isinstance(held.cast("3-001"), Done)
    assert village.read(lambda s: progress(s, village.id, held.id)).marks == 1
    with pytest.raises(Exception, match="insert-only"), engine.begin() as connection:
        connection.exec_driver_sql("UPDATE roll_entries SET area = 1")
    take(village, flats(80))
    hold_vote(village, 0, **OWNERS)
    with pytest.raises(RuntimeError, match="older database"):
        migrate(engine, "0011_ask_several_questions", is_down=True)
    assert is_current(engine)


def test_an_owners_rule_makes_owners_vote() -> None:
    assert suited(RULES, draft(rule_id="O2"), TODAY).unit is Unit.OWNER
    assert suited(RULES, draft(rule_id="C1"), TODAY).unit is Unit.HOUSEHOLD
    assert suited(RULES, draft(rule_id="C9"), TODAY).unit is Unit.HOUSEHOLD


def test_the_area_of_an_owner_is_under_the_hash_of_the_roll() -> None:
    lines = [RollEntry("1", unit, "101", "", area) for unit in Unit for area in (1, 2)]
    hashes = [roll_hash([line]) for line in lines]
    assert [hashes[at] == hashes[at + 1] for at in (0, 2, 4)] == [True, True, False]
