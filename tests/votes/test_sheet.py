"""The result of a vote on paper: its sums, its proof, and what the register knows of it."""

import io
import re

from pypdf import PdfReader

from participation.audit.store import get_head
from tests.votes.test_pages import clerk, desk, hold, send, stop, supervisor
from tests.votes.test_questions import THREE

__all__ = ["clerk", "supervisor"]


def test_a_result_prints_whole_and_the_register_knows_it(clerk, supervisor, client, app_village):
    held = hold(app_village, 6, **THREE)
    for at, ballot in enumerate(["1;1,2;1,2", "1;1,3;1", "2;1;3", "1;1;1"], 1):
        held.cast(f"3-{at:03}", ballot, now=app_village.now)
    assert send(clerk, desk(held), desk(held, "result.pdf")).status_code == 422
    stop(held)
    send(clerk, desk(held), desk(held, "count/"))
    send(supervisor, desk(held), desk(held, "confirm/"))
    head = app_village.read(lambda s: get_head(s, app_village.id))[1].hex()
    answer = send(clerk, desk(held), desk(held, "result.pdf"))
    assert answer.mimetype == "application/pdf"
    words = "".join(
        "".join(p.extract_text() for p in PdfReader(io.BytesIO(answer.data)).pages).split()
    )
    record = client.get(f"/c/liugen/votes/{held.no}/record.json").json
    for said in (
        "秋后三件事",
        "够数的：路灯",
        "有钱办的：路灯、长凳",
        "3÷4",
        record["hash"],
        head[:32],
        "村务监督委员会（盖章）",
        "公示到",
    ):
        assert said in words, said
    code = re.search(r"核对码([0-9A-Z-]+?)摘要", words)[1].replace("-", "")
    page = client.get(f"/r/{code}").text
    assert "投票结果：秋后三件事" in page
    assert record["hash"][:32] in page.replace(" ", "")
