"""Bodies founded, seats given and ended, on both databases."""

from datetime import date, timedelta

from participation.audit import store as log
from participation.bodies import actions, store
from participation.bodies.rules import SeatOffice
from participation.kernel import ids
from participation.kernel.outcome import Done, Refusal
from tests.conftest import Village, make_village
from tests.meetings.sitting import DAY, council, found_body, seat
from tests.residents.people import add_home


def test_a_body_and_its_seats_come_back_as_they_were_stored(village: Village) -> None:
    body = found_body(village).value
    home = add_home(village, "3-041", ("王䶮", "买买提·吐尔逊"))
    given = [
        seat(village, body.no, home.people["买买提·吐尔逊"], until_day=DAY).value,
        seat(village, body.no, home.people["王䶮"], office=SeatOffice.CONVENOR).value,
    ]
    assert village.read(lambda s: store.find_body(s, village.id, 1)) == body
    assert village.read(lambda s: store.get_body(s, village.id, body.id)) == body
    assert village.read(lambda s: store.list_bodies(s, village.id)) == [body]
    seats = village.read(lambda s: store.list_seats(s, village.id, body.id, DAY))
    assert seats == [given[1], given[0]]
    assert village.read(lambda s: store.find_seat(s, village.id, given[0].id)) == given[0]


def test_a_seat_ends_by_itself(village: Village) -> None:
    body = found_body(village).value
    home = add_home(village, "3-041", ("王䶮",))
    seat(village, body.no, home.people["王䶮"], until_day=DAY)
    next_day = DAY + timedelta(days=1)
    assert len(village.read(lambda s: store.list_seats(s, village.id, body.id, DAY))) == 1
    assert village.read(lambda s: store.list_seats(s, village.id, body.id, next_day)) == []
    assert len(village.read(lambda s: store.list_seats(s, village.id, body.id))) == 1


def test_a_name_is_taken_once(village: Village) -> None:
    found_body(village)
    assert found_body(village) == Refusal("body-name-taken", "name", {"name": "柳根村村民议事会"})
    assert found_body(village, "").code == "body-name-missing"


def test_nobody_from_elsewhere_is_seated(village: Village) -> None:
    body = found_body(village).value
    other = make_village(village.database, "taoyuan", "桃园社区")
    stranger = add_home(other, "1-101", ("许国华",)).people["许国华"]
    for person_id in (stranger, ids.new_id()):
        assert seat(village, body.no, person_id) == Refusal("person-gone", "person")
    assert seat(village, 9, stranger) == Refusal("body-gone")
    assert seat(other, body.no, stranger) == Refusal("body-gone")


def test_a_second_convenor_is_refused(village: Village) -> None:
    body = council(village)
    person = add_home(village, "3-042", ("沈大勇",)).people["沈大勇"]
    refusal = seat(village, body.no, person, office=SeatOffice.CONVENOR)
    assert refusal == Refusal("office-taken", "office", {"name": "李㛃"})


def test_a_seat_is_ended_by_hand(village: Village) -> None:
    body = council(village)
    first = village.read(lambda s: store.list_seats(s, village.id, body.id))[0]
    outcome = village.do(lambda s, e: actions.unseat(s, e, body.no, first.id, DAY))
    assert isinstance(outcome, Done)
    ended = village.read(lambda s: store.find_seat(s, village.id, first.id))
    assert ended.until_day == DAY
    again = village.do(
        lambda s, e: actions.unseat(s, e, body.no, first.id, DAY + timedelta(days=1))
    )
    assert again == Refusal("seat-ended", "last_day")
    gone = village.do(lambda s, e: actions.unseat(s, e, 9, first.id, DAY))
    assert gone == Refusal("seat-gone")


def test_a_body_is_dissolved_once_and_then_seats_nobody(village: Village) -> None:
    body = found_body(village).value
    person = add_home(village, "3-041", ("王䶮",)).people["王䶮"]
    outcome = village.do(lambda s, e: actions.dissolve_body(s, e, body.no, DAY))
    assert isinstance(outcome, Done)
    assert village.read(lambda s: store.get_body(s, village.id, body.id)).dissolved_on == DAY
    again = village.do(lambda s, e: actions.dissolve_body(s, e, body.no, DAY))
    assert again.code == "body-dissolved"
    assert seat(village, body.no, person).code == "body-dissolved"
    missing = village.do(lambda s, e: actions.dissolve_body(s, e, 9, date(2027, 1, 1)))
    assert missing == Refusal("body-gone")


def test_what_happened_stands_in_the_log_without_a_name(village: Village) -> None:
    council(village)
    entries = village.read(lambda s: list(log.list_entries(s, village.id)))
    verbs = [one.verb for one in entries]
    assert verbs.count("body-founded") == 1
    assert verbs.count("seat-given") == 6
    assert "王䶮" not in str([one.facts for one in entries])
