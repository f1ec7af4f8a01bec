"""Minutes: drafted from facts, edited as text, kept as JSON that never loses a sign."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from participation.bodies.rules import Body, BodyKind, Charter, Share
from participation.kernel import ids
from participation.kernel.fractions import Op
from participation.meetings.rules.gates import Gate, Study, Touch
from participation.meetings.rules.items import TEXT_LENGTH, Item, Method, Outcome, Task, Votes
from participation.meetings.rules.minutes import (
    ADDENDA_MOST,
    ADDENDUM_LENGTH,
    Addendum,
    ItemText,
    Minutes,
    Revision,
    Texts,
    addendum_fault,
    differing,
    digest,
    drafted,
    of_content,
    revision_fault,
    task_of,
    to_content,
    with_texts,
)
from participation.meetings.rules.roll import Attendee, Presence, Standing
from tests.conftest import NOON
from tests.meetings.test_rules_life import MEETING

CHARTER = Charter("第九条", Share(Op.GE, Fraction(2, 3)), Share(Op.GT, Fraction(1, 2)))
BODY = Body(ids.new_id(), 1, BodyKind.COUNCIL, "柳根村村民议事会", date(2026, 1, 5), CHARTER)
GATE = Gate(
    touches=(Touch.MONEY,),
    money_source="村集体账户",
    decider="V2",
    study=Study(date(2026, 11, 20), "柳根村党支部", "同意。", "韩志远", True, NOON),
)
ROLL = [
    Attendee(ids.new_id(), ids.new_id(), name, Standing.MEMBER, "member", status, at)
    for at, (name, status) in enumerate(
        [
            ("王䶮", Presence.PRESENT),
            ("李㛃", Presence.PRESENT),
            ("张𬭚", Presence.LEAVE),
        ]
    )
] + [
    Attendee(ids.new_id(), None, "许国华", Standing.GUEST, "镇干部", Presence.PRESENT, 4),
    Attendee(ids.new_id(), None, "韩梅", Standing.GUEST, "", Presence.ABSENT, 5),
]
VOTED = Item(
    ids.new_id(),
    1,
    "村东路",
    matter_id=ids.new_id(),
    motion="今年修路。",
    discussion="王䶮：修。",
    method=Method.SECRET,
    votes=Votes(2, 0, 0, 2),
    decision="今年修。",
    dissent="李㛃：再等等。",
    task=Task("问镇里", "张𬭚", date(2026, 12, 5)),
)
LEFT = Item(ids.new_id(), 2, "停车")


def draft(before: Texts | None = None) -> Minutes:
    return drafted(
        committee="柳根村",
        body=BODY,
        meeting=MEETING,
        ended_at=NOON + timedelta(hours=1),
        roll=ROLL,
        items=[VOTED, LEFT],
        gates={VOTED.id: GATE},
        laws={},
        before=before,
    )


def test_minutes_draft_themselves_from_what_was_recorded() -> None:
    minutes = draft()
    assert (minutes.quorum.due, minutes.quorum.present, minutes.quorum.is_met) == (3, 2, True)
    voted, left = minutes.items
    assert (voted.outcome, voted.needed, voted.is_recorded) == (Outcome.AGREED, 2, True)
    assert (left.outcome, left.is_recorded) == (Outcome.NO_VOTE, False)
    assert minutes.texts.items[0] == ItemText("王䶮：修。", "今年修。", "李㛃：再等等。")
    assert minutes.names(Presence.PRESENT) == ("王䶮", "李㛃")
    assert minutes.names(Presence.LEAVE) == ("张𬭚",)
    assert [one.name for one in minutes.guests()] == ["许国华"]


def test_a_new_draft_keeps_its_first_and_last_words() -> None:
    before = Texts((), "开场白", "散会词")
    texts = draft(before).texts
    assert (texts.opening, texts.closing, len(texts.items)) == ("开场白", "散会词", 2)


def test_minutes_come_back_whole_from_their_json() -> None:
    minutes = draft(Texts((), "开场白\n两行", "散会词"))
    assert of_content(to_content(minutes)) == minutes


def test_minutes_of_format_1_read_as_before() -> None:
    content = to_content(draft())
    old = {key: value for key, value in content.items() if key != "kind"} | {"format": 1}
    old["items"] = [
        {key: value for key, value in item.items() if key != "gate"} | {"outcome": "carried"}
        for item in content["items"]
    ]
    found = of_content(old)
    assert found.kind is None
    assert not found.is_view
    assert found.items[0].outcome is Outcome.CARRIED
    assert found.items[0].gate == Gate()


def test_a_view_on_what_others_decide_is_for_others() -> None:
    voted, left = draft().items
    assert draft().is_view
    assert voted.is_for_others
    assert not left.is_for_others
    assert not replace(voted, gate=Gate()).is_for_others


def test_one_sign_changes_the_digest() -> None:
    minutes = draft()
    other = replace(minutes, place="村部 ")
    assert digest(to_content(minutes)) == digest(to_content(draft_again(minutes)))
    assert digest(to_content(minutes)) != digest(to_content(other))


def draft_again(minutes: Minutes) -> Minutes:
    return of_content(to_content(minutes))


def test_editing_changes_text_and_no_fact() -> None:
    minutes = draft()
    texts = Texts((ItemText(decision="明年修。"), ItemText()), closing="完")
    edited = with_texts(minutes, texts)
    assert edited.items == minutes.items
    assert edited.roll == minutes.roll
    assert edited.texts == texts
    with pytest.raises(ValueError, match="each item"):
        with_texts(minutes, Texts((ItemText(),)))


def test_work_on_an_old_revision_is_refused() -> None:
    meeting = replace(MEETING, minutes_no=3)
    assert revision_fault(meeting, 3) is None
    refusal = revision_fault(meeting, 2)
    assert refusal is not None
    assert (refusal.code, refusal.facts) == ("minutes-stale", {"base": 2, "current": 3})


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        (Texts((), opening="长" * (TEXT_LENGTH + 1)), "opening"),
        (Texts((), closing="长" * 60_000), "closing"),
        (Texts((ItemText(), ItemText(dissent="长" * 60_000))), "dissent_2"),
    ],
)
def test_a_text_too_long_is_refused_beside_its_field(texts: Texts, field: str) -> None:
    refusal = revision_fault(MEETING, 0, texts)
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("text-long", field)


def test_texts_of_readable_length_may_stand() -> None:
    assert revision_fault(MEETING, 0, Texts((ItemText("长" * TEXT_LENGTH),))) is None


def test_a_task_without_its_day_comes_back_too() -> None:
    assert task_of({"what": "问", "who": "张𬭚", "until": None}) == Task("问", "张𬭚", None)


def test_the_short_hash_is_read_out_in_fours() -> None:
    revision = Revision(1, draft(), "赵敏", NOON, bytes(range(32)))
    assert revision.short_hash == "0001 0203 0405 0607"


def test_what_differs_between_two_revisions_is_told_text_by_text() -> None:
    old = draft(Texts((), "开场白", "散会词"))
    texts = replace(old.texts, closing="散会", items=(ItemText("说"), ItemText()))
    new = replace(with_texts(old, texts), addenda=(Addendum("620 米应为 602 米。", "赵敏", NOON),))
    assert differing(old, old) == []
    assert differing(old, new) == [
        ("closing", 0, "散会词", "散会"),
        ("discussion", 1, "王䶮：修。", "说"),
        ("decision", 1, "今年修。", ""),
        ("dissent", 1, "李㛃：再等等。", ""),
        ("addendum", 1, "", "620 米应为 602 米。"),
    ]


def test_addenda_come_back_from_their_json() -> None:
    corrected = replace(draft(), addenda=(Addendum("改。", "赵敏", NOON),))
    assert of_content(to_content(corrected)) == corrected


def test_an_addendum_has_words_not_too_many_and_not_for_ever() -> None:
    minutes = draft()
    assert addendum_fault(minutes, "字" * ADDENDUM_LENGTH) is None
    full = replace(minutes, addenda=(Addendum("改。", "赵敏", NOON),) * ADDENDA_MOST)
    faults = [
        addendum_fault(minutes, ""),
        addendum_fault(minutes, "字" * (ADDENDUM_LENGTH + 1)),
        addendum_fault(full, "再改。"),
    ]
    assert [fault and fault.code for fault in faults] == [
        "addendum-missing",
        "text-long",
        "addenda-many",
    ]
