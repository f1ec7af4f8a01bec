"""Elections and recalls on paper: what the law refuses, day by day and seat by seat."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.kernel.fractions import Op, holds
from participation.residents.rules.standing import Standing
from participation.votes.rules.decision_rules import Base
from participation.votes.rules.elections import counting, plan, proxies, steps, voters
from participation.votes.rules.elections.counting import Fate, WriteIn
from participation.votes.rules.elections.law import is_of_elections, is_rerun, terms_of
from participation.votes.rules.elections.plan import Candidate, Post, State
from participation.votes.rules.elections.voters import Ground
from tests.votes.ballots import RULES
from tests.votes.electing import (
    CANDIDATES,
    COMMUNITY,
    DAY,
    HEAD,
    MEMBERS,
    PLAN,
    PUBLISHED,
    RECALL,
    SHEET,
    TODAY,
    VILLAGE,
    election,
    elector,
    recall,
    rule_of,
)

ONE = timedelta(days=1)


def code(refusal) -> str:
    return "" if refusal is None else refusal.code


# --- plan


def test_a_village_and_a_community_may_start_only_their_own() -> None:
    assert [one.id for one in plan.kinds_for(RULES, VILLAGE, DAY)] == ["V4", "V5"]
    urban = [one.id for one in plan.kinds_for(RULES, COMMUNITY, DAY)]
    assert urban == ["R3", "R4", "R5", "R6"]


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"base": Base.HOUSEHOLD}, "base-not-in-rule"),
        ({"day": TODAY}, "election-day-past"),
        ({"day": TODAY + timedelta(days=19)}, "election-too-soon"),
        ({"day": TODAY + timedelta(days=20)}, ""),
        ({"booth": ""}, "booth-missing"),
        ({"members": ("甲", "乙")}, "members-too-few"),
    ],
)
def test_a_plan_is_held_against_the_law(changed, refused) -> None:
    assert code(plan.check_plan(rule_of("V4"), replace(PLAN, **changed), TODAY, None)) == refused


def test_a_list_that_is_up_counts_from_its_own_day() -> None:
    soon = replace(PLAN, day=TODAY + ONE)
    long_up = TODAY - timedelta(days=30)
    assert plan.check_plan(rule_of("V4"), soon, TODAY, long_up) is None


@pytest.mark.parametrize(
    ("rule_id", "base", "signed", "entitled", "refused"),
    [
        ("V5", Base.REGISTERED, 100, 500, ""),
        ("V5", Base.REGISTERED, 99, 500, "petition-few"),
        ("V5", Base.REP, 10, 30, ""),
        ("V5", Base.REP, 9, 30, "petition-few"),
        ("V5", Base.HOUSEHOLD, 30, 30, "petition-not-of-law"),
        ("R6", Base.HOUSEHOLD, 50, 500, ""),
        ("R6", Base.REGISTERED, 49, 500, "petition-few"),
        ("V5", Base.REGISTERED, 0, 0, "petition-unsound"),
        ("V5", Base.REGISTERED, 501, 500, "petition-unsound"),
    ],
)
def test_a_recall_needs_signatures_on_paper(rule_id, base, signed, entitled, refused) -> None:
    asked = replace(RECALL, base=base, signed=signed, entitled=entitled)
    wanted = replace(PLAN, rule_id=rule_id, recall=asked, members=())
    assert code(plan.check_plan(rule_of(rule_id), wanted, TODAY, None)) == refused


def test_a_recall_needs_a_reason_and_its_list_has_no_days_in_law() -> None:
    wanted = replace(PLAN, rule_id="V5", day=TODAY + ONE, recall=RECALL, members=())
    assert plan.check_plan(rule_of("V5"), wanted, TODAY, None) is None
    assert plan.check_plan(rule_of("V5"), replace(wanted, booth=""), TODAY, None) is None
    silent = replace(wanted, recall=replace(RECALL, reason=""))
    assert code(plan.check_plan(rule_of("V5"), silent, TODAY, None)) == "recall-reason-missing"


BORN_LATE = date(2008, 12, 21)


@pytest.mark.parametrize(
    ("posts", "candidates", "refused"),
    [
        ((HEAD, MEMBERS), CANDIDATES, ""),
        ((), (), "posts-missing"),
        ((HEAD,), CANDIDATES[:1], "candidates-too-few"),
        ((MEMBERS,), CANDIDATES[2:4], "candidates-too-few"),
        ((HEAD,), (CANDIDATES[0], Candidate(1, 2, "赵铁柱")), "candidate-twice"),
        ((HEAD,), (CANDIDATES[0], Candidate(1, 2, "王建国")), "member-is-candidate"),
        ((HEAD,), (CANDIDATES[0], Candidate(1, 2, "小", born=BORN_LATE)), "candidate-under-age"),
        ((HEAD,), (CANDIDATES[0], Candidate(1, 2, "小", born=BORN_LATE - ONE)), ""),
    ],
)
def test_candidates_outnumber_the_seats(posts, candidates, refused) -> None:
    assert code(plan.check_candidates(election(), posts, candidates)) == refused


def test_a_rerun_needs_no_surplus() -> None:
    again = election("V4b", round=2)
    assert plan.check_candidates(again, (HEAD,), CANDIDATES[:1]) is None
    assert code(plan.check_candidates(again, (HEAD,), ())) == "candidates-too-few"


# --- the list of voters


def test_who_is_away_speaks_first_and_outsiders_are_agreed_to() -> None:
    grounds = {each: voters.ground_of(VILLAGE, each) for each in Standing}
    at_once = {each for each, on in grounds.items() if voters.is_listed_at_once(VILLAGE, on)}
    assert at_once == {Standing.HOME}
    assert grounds[Standing.AWAY] is Ground.AWAY
    assert grounds[Standing.TENANT] is Ground.OUTSIDER


def test_in_a_community_everybody_says_first_that_they_take_part() -> None:
    grounds = {voters.ground_of(COMMUNITY, each) for each in Standing}
    assert grounds == {Ground.RESIDENT, Ground.AWAY}
    assert not any(voters.is_listed_at_once(COMMUNITY, each) for each in grounds)
    assert voters.is_listed_at_once(COMMUNITY, Ground.REP)


def test_numbers_are_read_as_people_write_them() -> None:
    assert voters.numbers_in("12，15-17、20 到 21".replace(" 到 ", "到")) == (
        12,
        15,
        16,
        17,
        20,
        21,
    )
    for unread in ("", "三号", "9-3", "1-99999", "1;;x"):
        assert code(voters.numbers_in(unread)) == "numbers-unread"


def test_the_list_is_up_twenty_days_before_the_vote() -> None:
    last = date(2026, 11, 30)
    fresh = election(state=State.PREPARING, published_on=None)
    ask = voters.check_publication
    assert ask(fresh, last, 10, last) is None
    late = ask(fresh, last + ONE, 10, last + ONE)
    assert (late.code, late.facts["latest"]) == ("list-too-late", last)
    assert code(ask(fresh, last, 0, last)) == "list-empty"
    assert code(ask(fresh, last, 10, last - ONE)) == "day-ahead"
    assert code(ask(election(), last, 10, last)) == "list-published"
    no_days = recall(state=State.PREPARING, published_on=None)
    assert ask(no_days, DAY - ONE, 10, DAY) is None


def test_objections_have_five_days_and_rulings_three() -> None:
    ask, until = voters.check_objection, PUBLISHED + timedelta(days=5)
    assert ask(election(), until, until) is None
    assert code(ask(election(), until + ONE, until + ONE)) == "objection-too-late"
    assert code(ask(election(), PUBLISHED - ONE, until)) == "objection-too-early"
    assert code(ask(election(), until, PUBLISHED)) == "day-ahead"
    assert code(ask(election(published_on=None), until, until)) == "list-not-published"
    assert ask(recall(), until + ONE, until + ONE) is None
    filed = voters.Objection(UUID(int=1), 1, until, "漏了一个人")
    ruled = replace(filed, ruled_on=until + timedelta(days=3))
    assert not voters.is_late(election(), ruled, DAY)
    assert voters.is_late(election(), replace(ruled, ruled_on=ruled.ruled_on + ONE), DAY)
    assert voters.is_late(election(), filed, DAY)
    assert not voters.is_late(recall(), filed, DAY)
    assert voters.open_objections([filed, ruled]) == 1


def test_a_ruling_bears_its_true_day() -> None:
    filed = voters.Objection(UUID(int=1), 1, TODAY, "漏了一个人")
    assert voters.check_ruling(filed, TODAY + 9 * ONE, TODAY + 9 * ONE) is None
    assert code(voters.check_ruling(filed, TODAY + ONE, TODAY)) == "day-ahead"
    assert code(voters.check_ruling(filed, TODAY - ONE, TODAY)) == "ruling-too-early"
    ruled = replace(filed, ruled_on=TODAY)
    assert code(voters.check_ruling(ruled, TODAY, TODAY)) == "objection-ruled"


def test_a_list_that_is_up_changes_only_with_a_reason_and_a_day() -> None:
    ask = voters.check_change
    assert code(ask(election(), TODAY, "", TODAY)) == "correction-needs-reason"
    assert ask(election(), TODAY, "异议成立", TODAY) is None
    assert ask(election(published_on=None), TODAY, "", TODAY) is None
    assert code(ask(election(), TODAY + ONE, "异议成立", TODAY)) == "day-ahead"
    assert code(ask(election(state=State.COUNTED), TODAY, "晚了", TODAY)) == "election-over"


# --- proxies

ASKED = proxies.Asked(1, 2, is_kin=True, is_written=True, written_on=TODAY)
AWAY, NEIGHBOUR = elector(1), elector(2)


def given_by(no: int, holder=NEIGHBOUR) -> proxies.Proxy:
    return proxies.Proxy(UUID(int=900 + no), elector(no), holder, False, TODAY)


@pytest.mark.parametrize(
    ("held", "asked", "giver", "holder", "others", "refused"),
    [
        (election(), ASKED, AWAY, NEIGHBOUR, [], ""),
        (election(), ASKED, AWAY, NEIGHBOUR, [given_by(3), given_by(4)], ""),
        (
            election(), ASKED, AWAY, NEIGHBOUR, [given_by(3), given_by(4), given_by(5)],
            "proxy-too-many",
        ),
        (election(), ASKED, AWAY, NEIGHBOUR, [given_by(1, elector(9))], "proxy-given"),
        (election(), ASKED, AWAY, NEIGHBOUR, [given_by(2, elector(9))], "proxy-is-away"),
        (election(), ASKED, AWAY, NEIGHBOUR, [given_by(9, AWAY)], "proxy-is-away"),
        (election(), ASKED, AWAY, AWAY, [], "proxy-to-self"),
        (election(), ASKED, None, NEIGHBOUR, [], "voter-not-listed"),
        (election(), ASKED, AWAY, None, [], "voter-not-listed"),
        (election(), ASKED, AWAY, elector(2, is_listed=False), [], "voter-not-listed"),
        (election(), replace(ASKED, is_written=False), AWAY, NEIGHBOUR, [], "proxy-not-written"),
        (election(), replace(ASKED, written_on=DAY + ONE), AWAY, NEIGHBOUR, [], "proxy-undated"),
        (election(), ASKED, AWAY, elector(2, name="赵铁柱"), [], "proxy-is-candidate"),
        (election(state=State.PREPARING), ASKED, AWAY, NEIGHBOUR, [], "list-not-published"),
        (election(state=State.COUNTED), ASKED, AWAY, NEIGHBOUR, [], "election-over"),
        (
            election("R5", plan={"base": Base.REP}), ASKED, AWAY, NEIGHBOUR, [], "proxy-barred",
        ),
        (recall(), ASKED, AWAY, NEIGHBOUR, [], "proxy-law-silent"),
    ],
)  # fmt: skip
def test_who_may_vote_for_another(held, asked, giver, holder, others, refused) -> None:
    assert code(proxies.check_proxy(held, asked, giver, holder, others)) == refused


def test_a_candidate_is_known_by_person_where_the_roster_knows_them() -> None:
    known = replace(CANDIDATES[0], person_id=NEIGHBOUR.person_id)
    held = election(candidates=(known, *CANDIDATES[1:]))
    ask = proxies.check_proxy
    assert code(ask(held, ASKED, AWAY, NEIGHBOUR, [])) == "proxy-is-candidate"
    namesake = elector(2, name="赵铁柱", person_id=UUID(int=77))
    assert ask(held, ASKED, AWAY, namesake, []) is None


def test_what_the_rule_says_of_kin_and_candidates_holds() -> None:
    rule, ask = rule_of("V4"), proxies.check_proxy
    kin = election(rule=replace(rule, proxy=replace(rule.proxy, is_near_kin=True)))
    stranger = replace(ASKED, is_kin=False)
    assert code(ask(kin, stranger, AWAY, NEIGHBOUR, [])) == "proxy-not-kin"
    assert ask(kin, ASKED, AWAY, NEIGHBOUR, []) is None
    free = election(rule=replace(rule, proxy=replace(rule.proxy, is_never_candidate=False)))
    assert ask(free, ASKED, AWAY, elector(2, name="赵铁柱"), []) is None


def test_without_a_limit_in_the_rule_nobody_counts_proxies() -> None:
    rule = rule_of("V4")
    free = replace(rule, proxy=replace(rule.proxy, most=None))
    others = [given_by(3), given_by(4), given_by(5)]
    assert proxies.check_proxy(election(rule=free), ASKED, AWAY, NEIGHBOUR, others) is None


# --- the count


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"callers": ""}, "count-unnamed"),
        ({"spoiled": -1}, "count-negative"),
        ({"votes": {(1, 1): -1}}, "count-negative"),
        ({"issued": 501}, "issued-too-many"),
        ({"returned": 401}, "returned-too-many"),
        ({"valid": 391}, "papers-do-not-add-up"),
        ({"votes": {(1, 1): 391}}, "votes-too-many"),
        ({"votes": {(1, 1): 200, (1, 2): 191}}, "votes-too-many"),
        ({"votes": {(3, 1): 390, (3, 2): 390}}, ""),
        ({"votes": {(3, 1): 390, (3, 2): 390, (3, 3): 1}}, "votes-too-many"),
        ({"others": (WriteIn(1, "何美", 1),)}, "write-in-not-allowed"),
    ],
)
def test_the_numbers_of_a_sheet_agree(changed, refused) -> None:
    assert code(counting.check_sheet(election(), replace(SHEET, **changed), DAY)) == refused


def test_a_sheet_comes_after_the_vote_and_before_its_confirmation() -> None:
    ask = counting.check_sheet
    assert code(ask(election(), SHEET, DAY - ONE)) == "count-too-early"
    assert code(ask(election(state=State.PREPARING), SHEET, DAY)) == "list-not-published"
    assert code(ask(election(state=State.CONFIRMED), SHEET, DAY)) == "election-confirmed"
    assert code(ask(election(posts=()), SHEET, DAY)) == "posts-missing"
    assert ask(election(state=State.COUNTED), SHEET, DAY) is None


def test_names_written_in_count_where_the_local_rule_allows_them() -> None:
    held = election(plan={"has_write_in": True})
    votes = {(1, 1): 100, (1, 2): 60}
    sheet = replace(SHEET, votes=votes, others=(WriteIn(1, "何美", 230),))
    assert counting.check_sheet(held, sheet, DAY) is None
    assert counting.result_of(held, sheet).posts[0].elected == ("何美",)
    elsewhere = replace(sheet, others=(WriteIn(2, "何美", 1),))
    assert code(counting.check_sheet(held, elsewhere, DAY)) == "write-in-of-no-post"
    printed = replace(sheet, others=(WriteIn(1, "赵铁柱", 1),))
    assert code(counting.check_sheet(held, printed, DAY)) == "write-in-twice"


def test_who_has_more_than_half_of_the_ballots_is_elected() -> None:
    result = counting.result_of(election(), SHEET)
    assert result.is_valid
    head, members = result.posts
    assert (head.elected, head.open_seats) == (("赵铁柱",), 0)
    assert members.elected == ("吴大伟", "郑小红")
    assert [one.fate for one in members.placed] == [Fate.ELECTED, Fate.ELECTED, Fate.NOT_ELECTED]
    assert head.placed[0].trial.limit == 200
    assert head.placed[0].trial.article == 18


def test_half_is_not_more_than_half_and_spoiled_ballots_stay_in() -> None:
    sheet = replace(SHEET, votes={(1, 1): 200})
    assert counting.result_of(election(), sheet).posts[0].open_seats == 1
    few = replace(SHEET, returned=250, issued=250, valid=250, spoiled=0, votes={(1, 1): 250})
    result = counting.result_of(election(), few)
    assert not result.is_valid
    assert result.posts[0].elected == ()
    assert result.posts[0].open_seats == 1


def test_a_tie_for_the_last_seat_elects_neither() -> None:
    votes = {(3, 1): 300, (3, 2): 205, (3, 3): 205}
    members = counting.result_of(election(), replace(SHEET, votes=votes)).posts[1]
    assert members.elected == ("吴大伟",)
    assert members.tied == ("郑小红", "冯永强")
    assert members.open_seats == 1


def test_the_rerun_asks_for_a_third_and_most_votes() -> None:
    first = replace(SHEET, votes={(1, 1): 201, (3, 1): 300, (3, 2): 150, (3, 3): 120})
    result = counting.result_of(election(), first)
    assert counting.runners_up(result) == ((replace(MEMBERS, seats=1), ("郑小红", "冯永强")),)
    again = election("V4b", round=2, posts=(replace(MEMBERS, seats=1),))
    third = replace(SHEET, returned=300, issued=300, valid=300, spoiled=0)
    placed = counting.result_of(again, replace(third, votes={(3, 2): 100, (3, 3): 99})).posts[0]
    assert placed.elected == ("郑小红",)
    assert placed.placed[0].trial.share == Fraction(1, 3)
    short = counting.result_of(again, replace(third, votes={(3, 2): 99, (3, 3): 98})).posts[0]
    assert short.open_seats == 1


def test_whoever_ties_with_the_last_runner_up_stands_too() -> None:
    votes = {(3, 1): 120, (3, 2): 110, (3, 3): 110}
    only = election(posts=(replace(MEMBERS, seats=1),))
    result = counting.result_of(only, replace(SHEET, votes=votes))
    assert counting.runners_up(result)[0][1] == ("吴大伟", "郑小红", "冯永强")
    nobody = counting.result_of(election(posts=(HEAD,), candidates=()), replace(SHEET, votes={}))
    assert counting.runners_up(nobody) == ((HEAD, ()),)


def test_a_recall_needs_half_of_the_voters_and_half_of_the_ballots() -> None:
    held = recall()
    sheet = replace(SHEET, votes={(1, 1): 201, (1, 2): 189})
    result = counting.result_of(held, sheet)
    assert result.posts[0].elected == (plan.FOR_RECALL,)
    assert len(result.posts[0].placed) == 1
    against = replace(SHEET, votes={(1, 1): 200, (1, 2): 190})
    assert counting.result_of(held, against).posts[0].elected == ()


def test_a_recall_by_representatives_needs_more_than_two_thirds() -> None:
    held = recall("R6", Base.REP)
    two_thirds = replace(
        SHEET, registered=30, issued=20, returned=20, valid=20, spoiled=0, votes={(1, 1): 20}
    )
    assert not counting.result_of(held, two_thirds).is_valid
    more = replace(two_thirds, issued=21, returned=21, valid=21)
    assert counting.result_of(held, more).is_valid


def test_nobody_confirms_their_own_count() -> None:
    typed = counting.Typed(1, SHEET, "赵敏", UUID(int=1), None)
    ask = counting.check_confirmation
    held = election(state=State.COUNTED)
    assert ask(held, typed, UUID(int=2)) is None
    for by in (UUID(int=1), None):
        assert code(ask(held, typed, by)) == "same-person-confirms"
    assert code(ask(held, replace(typed, typed_account=None), UUID(int=2))) == (
        "same-person-confirms"
    )
    assert code(ask(held, None, UUID(int=2))) == "count-missing"
    assert code(ask(election(state=State.CONFIRMED), typed, UUID(int=2))) == "election-confirmed"


def test_every_kind_knows_its_articles() -> None:
    kinds = {rule.id: rule for rule in RULES.values() if is_of_elections(rule)}
    recalls = {one for one in kinds if terms_of(kinds[one]).petitions}
    assert recalls == {"V5", "R6"}
    assert {one for one in kinds if is_rerun(kinds[one])} == {"V4b", "R3b", "R4b", "R5b"}
    for one in kinds:
        assert kinds[one].is_paper_only
        is_first = one not in recalls and not is_rerun(kinds[one])
        assert (terms_of(kinds[one]).days is not None) is is_first


@given(
    registered=st.integers(1, 300),
    taking_part=st.fractions(0, 1),
    seats=st.integers(1, 3),
    shares=st.lists(st.fractions(0, 1), min_size=1, max_size=6),
    round_no=st.integers(1, 2),
)
def test_the_elected_passed_their_share_and_nobody_ahead_was_left_out(
    registered, taking_part, seats, shares, round_no
) -> None:
    returned = int(registered * taking_part)
    votes = {(1, no): int(returned * share) for no, share in enumerate(shares, 1)}
    standing = tuple(Candidate(1, no, f"候选人{no}") for _post, no in votes)
    rule_id = "V4" if round_no == 1 else "V4b"
    posts = (Post(1, "委员", seats),)
    held = election(rule_id, posts=posts, candidates=standing, round=round_no)
    sheet = replace(
        SHEET, registered=registered, issued=returned, returned=returned, valid=returned,
        spoiled=0, votes=votes,
    )  # fmt: skip
    result = counting.result_of(held, sheet)
    one = result.posts[0]
    by_name = {f"候选人{no}": count for (_post, no), count in votes.items()}
    op, share = (Op.GT, Fraction(1, 2)) if round_no == 1 else (Op.GE, Fraction(1, 3))
    assert len(one.elected) + one.open_seats == seats
    assert result.is_valid is (returned * 2 > registered)
    for name in one.elected:
        assert holds(op, by_name[name], share * returned)
    worst = min((by_name[name] for name in one.elected), default=returned + 1)
    left = [count for name, count in by_name.items() if name not in one.elected]
    assert all(count < worst for count in left) or not one.elected


# --- what comes next


def test_the_desk_is_told_what_comes_next_and_by_when() -> None:
    fresh = election(state=State.PREPARING, published_on=None, posts=(), candidates=())
    told = steps.steps_of(fresh, steps.Progress(0, 0, 0), TODAY)
    assert [one.name for one in told] == list(steps.Name)
    assert steps.next_of(told).name is steps.Name.LIST
    publish = told[1]
    assert publish.due == date(2026, 11, 30)
    assert publish.is_late(publish.due + ONE)
    assert not publish.is_late(publish.due)
    assert not told[0].is_late(DAY)


def test_objections_are_heard_when_their_days_are_over_and_all_are_ruled_on() -> None:
    until = PUBLISHED + timedelta(days=5)

    def is_heard(today, unruled=0, held=None):
        told = steps.steps_of(held or election(), steps.Progress(9, 0, unruled), today)
        return next(one for one in told if one.name is steps.Name.OBJECTIONS).is_done

    assert [is_heard(until), is_heard(until + ONE), is_heard(until + ONE, 1)] == [
        False, True, False,
    ]  # fmt: skip
    assert is_heard(PUBLISHED, held=recall())


def test_a_recall_names_no_candidates_and_a_confirmed_one_needs_nothing_more() -> None:
    told = steps.steps_of(recall(state=State.CONFIRMED), steps.Progress(9, 0, 0), DAY)
    names = [one.name for one in told]
    assert steps.Name.CANDIDATES not in names
    assert steps.Name.PROXIES not in names
    assert steps.next_of(told) is None
    assert counting.result_of(recall(), replace(SHEET, votes={})).open_seats == 1
