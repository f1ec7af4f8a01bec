"""What is stored comes back; lists page and search alike on both databases."""

from dataclasses import replace
from datetime import timedelta

from participation.kernel import ids
from participation.matters import actions, store
from participation.matters.rules import Draft, State, Step, TrailEvent, TrailKind
from tests.conftest import NOON, Village
from tests.matters.raising import CLERK, at_home, council, found, put, raise_lamp, statements
from tests.residents.people import add_home


def test_a_matter_comes_back_as_it_went(village: Village) -> None:
    home = add_home(village, "3-041")
    body = council(village)
    first = raise_lamp(village, home, Draft("路灯", "路灯坏了。", "村东", "138", False))
    full = replace(
        first,
        id=ids.new_id(),
        no=2,
        step=Step.CARRY_OUT,
        state=State.OPEN,
        person_id=home.people["王桂英"],
        body_id=body.id,
        owner="张建国",
        due_at=NOON + timedelta(days=3, microseconds=7),
        supports=28,
    )
    with village.database.writing() as session:
        store.add_matter(session, village.id, full)
    assert found(village, 2) == full
    assert village.read(lambda s: store.get_matter(s, village.id, full.id)) == full
    moved = replace(full, step=Step.REVIEW, state=State.DONE, owner="", due_at=None)
    with village.database.writing() as session:
        store.save_moved(session, village.id, moved)
    assert found(village, 2) == moved


def test_a_line_comes_back_as_it_went(village: Village) -> None:
    matter = raise_lamp(village, add_home(village, "3-041"))
    line = TrailEvent(ids.new_id(), NOON, TrailKind.ANSWERED, "赵敏", {"text": "“好”\n的"})
    with village.database.writing() as session:
        store.add_event(session, village.id, matter.id, line)
    assert line in village.read(lambda s: store.list_events(s, village.id, matter.id))


def test_pages_follow_one_another_without_gap_or_double(village: Village) -> None:
    home = add_home(village, "3-041")
    for at in range(7):
        moment = NOON + timedelta(hours=at // 3)  # some moved at the same moment
        raise_lamp(village, home, Draft(f"第{at}件", "", "", "", False), now=moment)
    seen, before = [], None
    while True:
        found_here = village.read(lambda s, at=before: store.list_matters(s, village.id, at, 2))
        if not found_here:
            break
        seen += [one.no for one in found_here]
        before = (found_here[-1].moved_at, found_here[-1].no)
    assert seen == [7, 6, 5, 4, 3, 2, 1]


def test_two_signs_are_found_wherever_they_stand(village: Village) -> None:
    home = add_home(village, "3-041")
    raise_lamp(village, home, Draft("学校门口太黑", "学校门口太黑。想装路灯。", "", "", False))
    raise_lamp(village, home, Draft("排水", "", "污水沟边", "", False))
    raise_lamp(village, home, Draft("涨了 5% 的水费", "", "", "", False))
    raise_lamp(village, home, Draft("LED 屏坏了", "", "", "", False))

    def titles(text: str) -> list[int]:
        rows = village.read(lambda s: store.list_matters(s, village.id, None, 10, text))
        return [one.no for one in rows]

    assert titles("路灯") == [1]
    assert titles("污水") == [2]
    assert titles("%") == [3]
    assert titles("_") == []
    assert titles("led") == [4]
    assert titles("没有") == []


def test_what_waits_longest_comes_first(village: Village) -> None:
    home = add_home(village, "3-041")
    for at in range(3):
        draft = Draft(f"第{at}件", "", "", "", False)
        raise_lamp(village, home, draft, now=NOON - timedelta(days=at))
    village.do(lambda s, e: actions.answer(s, e, 2, "好。"), CLERK)
    waiting = village.read(lambda s: store.list_waiting(s, village.id, 10))
    assert [one.no for one in waiting] == [3, 1]


def test_a_household_sees_what_it_raised_and_supports(village: Village) -> None:
    home, other = add_home(village, "3-041"), add_home(village, "3-042")
    raise_lamp(village, home)
    raise_lamp(village, other)
    raise_lamp(village, other, Draft("井盖", "", "", "", False))
    village.do(lambda s, e: actions.support(s, e, 2), at_home(home))
    rows = village.read(lambda s: store.list_of_household(s, village.id, home.id, 10))
    assert [one.no for one in rows] == [2, 1]


def test_a_list_costs_one_statement_however_long(village: Village) -> None:
    home = add_home(village, "3-041")
    counts = []
    for start, count in ((0, 5), (5, 60)):
        for at in range(start, start + count):
            raise_lamp(village, home, Draft(f"第{at}件", "", "", "", False))
        with statements(village) as seen:
            village.read(lambda s: store.list_matters(s, village.id, None, 21, "件"))
        counts.append(len(seen))
    assert counts == [1, 1]


def test_a_body_keeps_its_matter(village: Village) -> None:
    matter = raise_lamp(village, add_home(village, "3-041"))
    body = council(village)
    assert put(village, matter, body).body_id == found(village, 1).body_id == body.id
