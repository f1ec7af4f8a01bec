"""The matter's page costs the same however much hangs on it."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from participation.deliberation import actions as deliberation
from participation.deliberation.rules import Side
from participation.kernel import clock
from participation.kernel.outcome import Done
from participation.matters import actions as matters
from participation.matters.rules import Draft, State, Step, TrailKind
from tests.conftest import SHANGHAI, Village
from tests.matters.raising import at_home, council, put, raise_lamp, statements
from tests.matters.test_pages import LIST, show_card
from tests.residents.people import Home, add_home


def fill(village: Village, home: Home, count: int) -> None:
    """Hang that many matters, reasons and lines into a village, in one transaction."""
    others = [add_home(village, f"9-{count}-{at}") for at in range(max(1, count // 100))]

    def action(session: Any, errand: Any) -> Done[None]:
        for at in range(count):
            draft = Draft(f"第{count}之{at}件", "", "", "", False)
            actor = at_home(others[at % len(others)])
            other = village.errand(actor, errand.now)
            assert isinstance(matters.raise_matter(session, other, draft, SHANGHAI), Done)
        for other_home in others:
            other = village.errand(at_home(other_home), errand.now)
            matters.support(session, other, 1)
            for side in (Side.FOR, Side.AGAINST, Side.FOR):
                said = deliberation.argue(session, other, 1, side, "理由")
                assert isinstance(said, Done)
        return Done(None)

    assert isinstance(village.do(action, now=clock.now()), Done)


def counted(client: FlaskClient, village: Village, address: str) -> int:
    with statements(village) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_a_residents_pages_cost_six_statements_at_most(
    client: FlaskClient, app_village: Village
) -> None:
    home = add_home(app_village, "3-041")
    put(app_village, raise_lamp(app_village, home, now=clock.now()), council(app_village))
    show_card(client, add_home(app_village, "3-042"))
    addresses = (f"{LIST}1/", LIST, f"{LIST}?q=第5", f"{LIST}1/arguments/", f"{LIST}new/")
    counts = []
    for count in (5, 500):
        fill(app_village, home, count)
        counts.append([counted(client, app_village, address) for address in addresses])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 6, dict(zip(addresses, counts[0], strict=True))


WALKED = [
    (Step.DECIDE, State.OPEN, "大家正在决定这件事"),
    (Step.CARRY_OUT, State.OPEN, "<b>张建国</b>在办"),
    (Step.REVIEW, State.OPEN, "请大家看一看、评一评"),
    (Step.REVIEW, State.DONE, "办完了"),
]


def test_the_page_says_where_the_matter_stands_all_the_way(
    client: FlaskClient, app_village: Village
) -> None:
    matter = raise_lamp(app_village, add_home(app_village, "3-041"), now=clock.now())
    for step, state, words in WALKED:
        app_village.do(
            lambda s, e, to=(step, state): matters.move(s, e, matter.id, *to, owner="张建国")
        )
        assert words in client.get(f"{LIST}1/").text
    page = client.get(f"{LIST}1/").text
    assert page.count('class="step done"') == 4  # nobody talked it through
    assert "开始表决" in page
    assert "开始办" in page


@pytest.mark.parametrize("kind", TrailKind)
def test_every_kind_of_line_has_words(
    client: FlaskClient, app_village: Village, kind: TrailKind
) -> None:
    matter = raise_lamp(app_village, add_home(app_village, "3-041"), now=clock.now())

    def logged(session: Any, errand: Any) -> Done[None]:
        matters.log_event(session, errand, matter.id, kind, no=1)
        return Done(None)

    app_village.do(logged)
    assert client.get(f"{LIST}1/").status_code == 200
