"""Money shared out: never more than there is, by votes or by shares, as pabutools does it."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.votes.rules.budgets import Funding, How, Method, fund
from tests.votes.budgets import ANSWERS, FOLDER, Budget, ask_pabutools, read_pb

FILES = sorted(FOLDER.glob("*.pb"))
RECORDED = json.loads(ANSWERS.read_text(encoding="utf-8"))
# Where pabutools needs more than a moment, what it said once is on record.
TOO_LONG = {"Netherlands_Amsterdam_252.pb"}
CODES = "abcdefgh"


@st.composite
def budgets(draw) -> Budget:
    codes = draw(st.permutations(CODES[: draw(st.integers(1, len(CODES)))]))
    most = draw(st.sampled_from([3, 30, 100_000]))
    costs = {code: draw(st.integers(1, most)) for code in codes}
    ticked = st.sets(st.sampled_from(codes)).map(lambda them: tuple(sorted(them)))
    approvals = draw(st.dictionaries(ticked, st.integers(1, 4), max_size=10))
    return Budget(costs, approvals, draw(st.integers(1, 3 * most)))


def funded(budget: Budget, method: Method) -> Funding:
    return fund(budget.costs, budget.approvals, budget.total, method)


def backers(budget: Budget, code: str) -> int:
    return sum(n for who, n in budget.approvals.items() if code in who)


# -- against pabutools


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_real_votes_come_to_what_pabutools_makes_of_them(path, method):
    budget = read_pb(path)
    assert sum(budget.approvals.values()) >= 8
    ours = funded(budget, method).funded
    assert ours == tuple(RECORDED[path.name][method])
    if path.name not in TOO_LONG:
        assert ours == ask_pabutools(budget, method)


@settings(max_examples=400, deadline=None)
@given(budgets(), st.sampled_from(Method))
def test_any_vote_comes_to_what_pabutools_makes_of_it(budget, method):
    assert funded(budget, method).funded == ask_pabutools(budget, method)


def test_a_file_is_read_whatever_its_columns(tmp_path):
    path = tmp_path / "a.pb"
    path.write_text(
        "\ufeffMETA\nkey; value\nbudget; 2500,50\nPROJECTS\nname;cost; project_id\n"
        '"Park; big\nand green";600.5; 1\nRoad;800;2\n\nVOTES\nvoter_id; age; vote; points\n'
        "1; 34; 2,1; 3,0\n2; 51; ;\n3;;1;\n4;7;2,1\n",
        encoding="utf-8",
    )
    approvals = {("2",): 1, (): 1, ("1",): 1, ("2", "1"): 1}
    assert read_pb(path) == Budget({"1": 60_050, "2": 80_000}, approvals, 250_050)


# -- with a pencil


VILLAGE = Budget(
    {"路灯": 600_000, "广场": 500_000, "清沟": 300_000, "书屋": 200_000, "牌坊": 2_000_000},
    {("路灯", "广场"): 6, ("清沟", "书屋"): 3, ("书屋",): 1, (): 4, ("牌坊",): 0},
    1_000_000,
)


def test_by_votes_the_many_take_what_there_is():
    found = funded(VILLAGE, Method.GREEDY)
    assert found.funded == ("广场", "书屋", "清沟")
    assert [(line.code, line.votes, line.how, line.left) for line in found.rounds] == [
        ("广场", 6, How.BOUGHT, 500_000),
        ("路灯", 6, How.SKIPPED, 500_000),
        ("书屋", 4, How.BOUGHT, 300_000),
        ("清沟", 3, How.BOUGHT, 0),
        ("牌坊", 0, How.SKIPPED, 0),
    ]
    assert (found.spent, found.left, found.share) == (1_000_000, 0, None)


def test_by_shares_each_pays_with_the_others_who_want_it():
    found = funded(VILLAGE, Method.EQUAL_SHARES)
    # Ten ticked something: 1000 yuan each. Of 6 with the square each pays a sixth of it, of 4 with
    # the books a quarter; then three have 500 left, and a ditch costs 1000 of each.
    first, books, ditch, *rest = found.rounds
    assert (first.code, first.price, first.full, first.short) == (
        "广场",
        Fraction(500_000, 6),
        6,
        0,
    )
    assert (books.code, books.price, books.full) == ("书屋", 50_000, 4)
    assert (ditch.code, ditch.how, ditch.price) == ("清沟", How.BOUGHT, 100_000)
    # Three must have 500 and 1000 in hand: the share was raised by a hundredth, fifty times.
    assert found.share == 150_000
    assert [line.how for line in rest] == [How.SKIPPED, How.SKIPPED]
    assert (found.spent, found.left) == (1_000_000, 0)


def test_who_has_too_little_pays_what_is_left_and_the_others_the_rest():
    costs = {"a": 60, "b": 140, "c": 100}
    found = fund(costs, {("a", "b"): 1, ("a",): 1, ("b",): 1}, 300, Method.EQUAL_SHARES)
    line = next(line for line in found.rounds if line.code == "b")
    assert (line.price, line.full, line.short) == (70, 2, 0)
    poorer = fund(costs, {("a", "b"): 1, ("b",): 2}, 210, Method.EQUAL_SHARES)
    assert [(each.code, each.price, each.full, each.short) for each in poorer.rounds[:2]] == [
        ("b", Fraction(140, 3), 3, 0),
        ("a", 60, 1, 0),
    ]
    uneven = fund(
        {"a": 50, "b": 90}, {("a",): 1, ("a", "b"): 1, ("b",): 1}, 180, Method.EQUAL_SHARES
    )
    assert [(each.price, each.full, each.short) for each in uneven.rounds] == [
        (25, 2, 0),
        (55, 1, 35),
    ]


# -- ties, and what is odd


@pytest.mark.parametrize("method", Method)
def test_among_equals_votes_then_cost_then_the_order_of_the_ballot_decide(method):
    costs = {"x": 10, "y": 10, "z": 9}
    everybody = {("x", "y", "z"): 3}
    assert fund(costs, everybody, 29, method).funded == ("z", "x", "y")
    assert fund(costs, everybody, 19, method).funded == ("z", "x")
    assert fund(costs, everybody, 19, method, order="yxz").funded == ("z", "y")


def test_more_votes_go_first_where_as_many_have_money_left():
    # Six pay all they have for a; y, with five votes, has two left who can pay, and x has two.
    costs = {"x": 19, "y": 20, "a": 60}
    approvals = {("a",): 3, ("a", "y"): 3, ("y",): 2, ("x",): 2}
    assert fund(costs, approvals, 100, Method.EQUAL_SHARES).funded == ("a", "y", "x")


@pytest.mark.parametrize("method", Method)
def test_where_there_is_nothing_nothing_is_funded(method):
    assert fund({}, {}, 100, method).funded == ()
    assert fund({"a": 10}, {}, 100, method).funded == ()
    assert fund({"a": 10}, {(): 7, ("gone",): 2, ("a",): 0}, 100, method).funded == ()
    assert fund({"a": 101}, {("a",): 5}, 100, method).funded == ()
    assert fund({"a": 10}, {("a",): 1}, 0, method).funded == ()
    found = fund({"a": 100, "free": 0}, {("free", "a"): 1}, 100, method)
    assert (set(found.funded), found.left) == ({"a", "free"}, 0)


def test_who_approves_only_what_is_too_dear_holds_a_share_that_buys_nothing():
    found = fund({"a": 50, "b": 900}, {("a",): 1, ("b",): 1}, 100, Method.EQUAL_SHARES)
    assert (found.funded, found.share) == (("a",), 50)


def test_the_last_share_that_overspends_nothing_stands():
    # With 13 each, b is bought as well and 124 spent; c would want 61 of its one backer.
    costs = {"a": 50, "z": 9, "b": 65, "c": 61}
    approvals = {("a",): 4, ("a", "z"): 1, ("z",): 1, ("b",): 5, ("c",): 1}
    found = fund(costs, approvals, 120, Method.EQUAL_SHARES)
    assert found.share == 12
    assert [(line.code, line.how, line.left) for line in found.rounds] == [
        ("a", How.BOUGHT, 70),
        ("z", How.BOUGHT, 61),
        ("b", How.SKIPPED, 61),
        ("c", How.COMPLETED, 0),
    ]
    # One of the two with z has 2 left after a, and the other pays 7.
    assert [(line.price, line.full, line.short) for line in found.rounds[:2]] == [
        (10, 5, 0),
        (7, 1, 2),
    ]


def test_after_a_hundred_times_the_share_the_rest_goes_by_votes():
    approvals = {("a",): 1000, ("b",): 1000, ("c",): 1, ("d",): 2}
    costs = {"a": 10_000_000, "b": 10_000_000, "c": 7_000_000, "d": 6_000_000}
    found = fund(costs, approvals, 27_000_000, Method.EQUAL_SHARES)
    # A hundredth of 13479.78 is 134.80: 135 each time.
    assert found.share == Fraction(27_000_000, 2003) + 10_000 * 135
    assert [(line.code, line.how) for line in found.rounds] == [
        ("a", How.BOUGHT),
        ("b", How.BOUGHT),
        ("d", How.COMPLETED),
        ("c", How.SKIPPED),
    ]


# -- whatever is voted


@settings(max_examples=100, deadline=None)
@given(budgets(), st.sampled_from(Method))
def test_never_more_is_spent_than_there_is_and_every_project_has_its_line(budget, method):
    found = funded(budget, method)
    left = budget.total
    for line in found.rounds:
        left -= line.cost if line.how is not How.SKIPPED else 0
        assert (line.left, line.cost) == (left, budget.costs[line.code])
        assert line.votes == backers(budget, line.code)
    assert sorted(line.code for line in found.rounds) == sorted(budget.costs)
    assert found.left == left >= 0
    assert found.spent + found.left == budget.total


@settings(max_examples=100, deadline=None)
@given(budgets(), st.sampled_from(Method))
def test_nothing_that_somebody_wants_still_fits_into_what_is_left(budget, method):
    found = funded(budget, method)
    for code in budget.costs.keys() - set(found.funded):
        assert not backers(budget, code) or budget.costs[code] > found.left
    assert all(backers(budget, code) for code in found.funded)


@settings(max_examples=100, deadline=None)
@given(budgets())
def test_by_votes_nothing_goes_before_what_has_more(budget):
    votes = [line.votes for line in funded(budget, Method.GREEDY).rounds]
    assert votes == sorted(votes, reverse=True)


@settings(max_examples=100, deadline=None)
@given(budgets(), st.sampled_from(Method), st.randoms(use_true_random=False))
def test_neither_the_order_of_ballots_nor_of_their_ticks_matters(budget, method, chance):
    shuffled = list(budget.approvals.items())
    chance.shuffle(shuffled)
    turned = {tuple(chance.sample(who, len(who))): count for who, count in shuffled}
    assert funded(replace(budget, approvals=turned), method) == funded(budget, method)


@settings(max_examples=100, deadline=None)
@given(budgets(), st.sampled_from(Method))
def test_what_all_want_and_the_sum_pays_for_is_done(budget, method):
    wanted, left = [], budget.total
    for code, cost in budget.costs.items():
        if cost <= left:
            wanted.append(code)
            left -= cost
    unanimous = replace(budget, approvals={tuple(wanted): 7})
    assert set(funded(unanimous, method).funded) == set(wanted)


@settings(max_examples=100, deadline=None)
@given(budgets())
def test_the_lines_can_be_paid_purse_by_purse(budget):
    found = funded(budget, Method.EQUAL_SHARES)
    purses = [[who, found.share] for who, n in budget.approvals.items() for _ in range(n)]
    for line in found.rounds:
        if line.how is How.BOUGHT:
            paid = []
            for purse in purses:
                if line.code in purse[0]:
                    paid.append(min(purse[1], line.price))
                    purse[1] -= paid[-1]
            assert sum(paid) == line.cost == line.full * line.price + line.short
            assert paid.count(line.price) >= line.full


def heard(budget: Budget, method: Method) -> bool:
    """Whether each group that agrees and whose part of the sum suffices has one who gets something.

    Such as a fifth of the voters who want one thing together, for no more than a fifth of the sum.
    """
    voters = sum(n for who, n in budget.approvals.items() if who)
    done = set(funded(budget, method).funded)
    for code, cost in budget.costs.items():
        unheard = sum(n for w, n in budget.approvals.items() if code in w and not done & set(w))
        if unheard and cost * voters <= unheard * budget.total:
            return False
    return True


@settings(max_examples=100, deadline=None)
@given(budgets())
def test_by_shares_a_group_with_money_enough_is_heard(budget):
    assert heard(budget, Method.EQUAL_SHARES)


def test_by_votes_a_group_with_money_enough_may_go_empty():
    costs = {"a": 50, "b": 50, "c": 40}
    budget = Budget(costs, {("a", "b"): 6, ("c",): 4}, 100)
    assert not heard(budget, Method.GREEDY)
    assert heard(budget, Method.EQUAL_SHARES)
