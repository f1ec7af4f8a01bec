"""What the code on a printed record says to anybody: current, superseded, unknown."""

from flask.testing import FlaskClient

from participation.audit.actions import new_record_code, register_print
from participation.db.locators import Located, add_locators
from participation.kernel import codes, ids
from participation.kernel.outcome import Done
from tests.conftest import KEY, Village

SUBJECT = ids.new_id()


def printed(village: Village, version: int, title: str = "柳根村村民议事会会议记录") -> str:
    """Register a print; return its code."""

    def action(session, errand):
        code = new_record_code(errand)
        register_print(
            session,
            errand,
            code,
            "minutes-record",
            SUBJECT,
            "3",
            version,
            bytes(32),
            title=title,
            digest="9f3c 41ab 77d0 e512",
        )
        return Done(code)

    return str(village.do(action).value)


def test_a_current_record_says_so_to_anyone(client: FlaskClient, app_village: Village) -> None:
    page = client.get(f"/r/{printed(app_village, 2)}")
    assert page.status_code == 200
    for words in (
        "登记过，是现在的一版",
        "第 1 号登记",
        "第 2 版",
        "9f3c 41ab 77d0 e512",
        "11月24日",
    ):
        assert words in page.text
    assert "operator" not in page.text


def test_a_superseded_record_names_the_newer_version(
    client: FlaskClient, app_village: Village
) -> None:
    old = printed(app_village, 1)
    printed(app_village, 4)
    page = client.get(f"/r/{old}").text
    assert "登记过，可是后来有新的一版" in page
    assert "您手里的是第 1 版，后来有了第 4 版" in page


def test_an_unknown_code_says_what_to_do(client: FlaskClient, app_village: Village) -> None:
    for code in ("ABCD", "x" * 500, codes.token(bytes(16)), "%E4%BD%A0"):
        page = client.get(f"/r/{code}")
        assert page.status_code == 404
        assert "请对着纸上的核对码再输一次" in page.text


def test_a_code_of_another_kind_is_no_record(client: FlaskClient, app_village: Village) -> None:
    hashed = codes.keyed(KEY, "record", "HHHH")
    with app_village.database.writing() as session:
        add_locators(session, Located.HOME_CARD, app_village.id, [hashed])
    assert client.get("/r/HHHH").status_code == 404


def test_a_code_may_be_typed_as_it_is_printed(client: FlaskClient, app_village: Village) -> None:
    code = printed(app_village, 1)
    assert "核对码" in client.get("/r/").text
    typed = codes.grouped(code).lower()
    sent = client.get("/r/", query_string={"code": typed})
    assert sent.headers["Location"] == f"/r/{code}"


def test_a_title_is_shown_and_never_obeyed(client: FlaskClient, app_village: Village) -> None:
    code = printed(app_village, 1, "<script>alert(1)</script>")
    assert "<script>alert" not in client.get(f"/r/{code}").text
