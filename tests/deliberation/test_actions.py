"""Giving reasons and taking them back, alone and at once, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from participation.deliberation import actions, store
from participation.deliberation.rules import Argument, Side
from participation.kernel import ids
from participation.kernel.actor import VISITOR, Actor, Kind
from participation.kernel.outcome import Done, Refusal
from participation.matters.actions import answer
from tests.conftest import Village, make_village
from tests.matters.raising import CLERK, at_home, council, put, raise_lamp, statements
from tests.residents.people import Home, add_home

COUNCIL = Actor(Kind.ACCOUNT, "王建军", roles=frozenset({"council"}), account_id=ids.new_id())


def talked(village: Village, home: Home) -> Any:
    return put(village, raise_lamp(village, home), council(village))


def argue(village: Village, actor: Actor, text: str = "雨天不踩泥", no: int = 1) -> Any:
    return village.do(lambda s, e: actions.argue(s, e, no, Side.FOR, text), actor)


def standing(village: Village, matter: Any) -> list[Argument]:
    found: list[Argument] = village.read(
        lambda s: store.list_arguments(s, village.id, matter.id, 50)
    )
    return found


def test_a_household_and_a_member_of_the_council_speak(village: Village) -> None:
    home = add_home(village, "3-041")
    matter = talked(village, home)
    first = argue(village, at_home(home)).value
    second = argue(village, COUNCIL, "奖补没批下来怎么办").value
    assert standing(village, matter) == [second, first]
    assert [(one.by, one.household_id, one.account_id) for one in (first, second)] == [
        ("第三小组", home.id, None),
        ("王建军", None, COUNCIL.account_id),
    ]


def test_an_account_without_a_post_speaks_as_its_household(village: Village) -> None:
    home = add_home(village, "3-041")
    talked(village, home)
    both = Actor(Kind.ACCOUNT, "王桂英", account_id=ids.new_id(), household_id=home.id)
    assert argue(village, both).value.by == "第三小组"


def test_a_visitor_is_told_to_scan(village: Village) -> None:
    talked(village, add_home(village, "3-041"))
    assert argue(village, VISITOR) == Refusal("card-needed")


def test_a_fourth_reason_is_refused_until_one_is_taken_back(village: Village) -> None:
    home = add_home(village, "3-041")
    matter = talked(village, home)
    given = [argue(village, at_home(home), f"理由{at}").value for at in range(3)]
    assert argue(village, at_home(home)) == Refusal("arguing-enough", "text", {"most": 3})
    assert isinstance(argue(village, COUNCIL), Done)

    def withdrawn(one: Argument, actor: Actor) -> Any:
        return village.do(lambda s, e: actions.withdraw(s, e, 1, one.id), actor)

    assert withdrawn(given[0], COUNCIL) == Refusal("argument-not-yours")
    assert isinstance(withdrawn(given[0], at_home(home)), Done)
    assert withdrawn(given[0], at_home(home)) == Refusal("argument-gone")
    assert len(standing(village, matter)) == 3
    assert isinstance(argue(village, at_home(home)), Done)


def test_many_taps_at_once_leave_three_reasons(village: Village) -> None:
    home = add_home(village, "3-041")
    matter = talked(village, home)
    gate = Barrier(8)

    def tap(at: int) -> Any:
        gate.wait()
        return argue(village, at_home(home), f"理由{at}")

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(tap, range(8)))
    assert sum(isinstance(one, Done) for one in outcomes) == 3
    assert len(standing(village, matter)) == 3


def test_reasons_end_with_the_matter(village: Village) -> None:
    home = add_home(village, "3-041")
    matter = raise_lamp(village, home)
    assert argue(village, at_home(home)) == Refusal("arguing-closed")
    put(village, matter, council(village))
    given = argue(village, at_home(home)).value
    village.do(lambda s, e: answer(s, e, 1, "明天装。"), CLERK)
    outcome = village.do(lambda s, e: actions.withdraw(s, e, 1, given.id), at_home(home))
    assert outcome == Refusal("arguing-closed")


def test_bad_words_and_wrong_numbers_are_refused(village: Village) -> None:
    home = add_home(village, "3-041")
    talked(village, home)
    assert argue(village, at_home(home), " ") == Refusal("reason-missing", "text")
    assert argue(village, at_home(home), no=9) == Refusal("matter-unknown")
    strange = ids.new_id()
    for number, refusal in ((9, "matter-unknown"), (1, "argument-gone")):
        outcome = village.do(
            lambda s, e, no=number: actions.withdraw(s, e, no, strange), at_home(home)
        )
        assert outcome == Refusal(refusal)


def test_an_argument_of_another_matter_is_not_reached(village: Village) -> None:
    home, other = add_home(village, "3-041"), add_home(village, "3-042")
    talked(village, home)
    second = raise_lamp(village, other)
    given = argue(village, at_home(home)).value
    outcome = village.do(lambda s, e: actions.withdraw(s, e, second.no, given.id), at_home(home))
    assert outcome == Refusal("argument-gone")


def test_another_village_is_out_of_reach(village: Village) -> None:
    other = make_village(village.database, "taohua", "桃花村")
    talked(other, add_home(other, "1-001"))
    home = add_home(village, "3-041")
    assert argue(village, at_home(home)) == Refusal("matter-unknown")


def test_the_first_of_each_side_come_in_one_statement(village: Village) -> None:
    matter = talked(village, add_home(village, "3-041"))
    for at in range(5):
        home = add_home(village, f"4-{at:03}")
        argue(village, at_home(home), f"好{at}")
    village.do(lambda s, e: actions.argue(s, e, 1, Side.AGAINST, "贵"), COUNCIL)
    with statements(village) as seen:
        shown, total = village.read(lambda s: store.list_first(s, village.id, matter.id, 3))
    assert len(seen) == 1
    assert [one.text for one in shown] == ["贵", "好4", "好3", "好2"]
    assert total == 6
    assert village.read(lambda s: store.list_first(s, village.id, ids.new_id(), 3)) == ([], 0)


def test_pages_of_reasons_follow_one_another(village: Village) -> None:
    matter = talked(village, add_home(village, "3-041"))
    for at in range(5):
        argue(village, at_home(add_home(village, f"4-{at:03}")), f"好{at}")
    seen: list[str] = []
    before = None
    while page := village.read(
        lambda s, at=before: store.list_arguments(s, village.id, matter.id, 2, at)
    ):
        seen += [one.text for one in page]
        before = page[-1].id
    assert seen == ["好4", "好3", "好2", "好1", "好0"]
