"""Signing in: a first address, a password, and who gets in where."""

from flask.testing import FlaskClient

from participation.residents.rules.rights import Role
from tests.conftest import Village, give_account, sign_in, token_of


def test_a_link_preview_does_not_use_a_first_address_up(
    client: FlaskClient, app_village: Village
) -> None:
    token = give_account(app_village, "zhaomin", "赵敏", Role.CLERK)
    for _ in range(3):
        assert client.get(f"/sign-in/{token}/").status_code == 200
    sign_in(client, token)
    assert "赵敏" in client.get("/me/").text


def test_a_first_address_opens_once(client: FlaskClient, app_village: Village) -> None:
    token = give_account(app_village, "zhaomin", "赵敏", Role.CLERK)
    sign_in(client, token)
    page = client.get(f"/sign-in/{token}/")
    again = client.post(f"/sign-in/{token}/", data={"csrf_token": token_of(page.text)})
    assert again.status_code == 422
    assert "用过了" in again.text


def test_a_password_opens_and_a_wrong_one_says_the_same_for_known_and_unknown(
    client: FlaskClient, app_village: Village
) -> None:
    sign_in(client, give_account(app_village, "zhaomin", "赵敏", Role.CLERK))
    page = client.get("/me/")
    client.post("/me/", data={"csrf_token": token_of(page.text), "password": "麦子熟了要收麦子啦"})
    client.post(
        "/me/", data={"csrf_token": token_of(page.text), "password": "麦子熟了要收麦子啦啦"}
    )
    client.post("/sign-out/", data={"csrf_token": token_of(client.get("/me/").text)})
    answers = []
    for login in ("zhaomin", "nobody-at-all"):
        form = token_of(client.get("/sign-in/").text)
        sent = client.post(
            "/sign-in/", data={"csrf_token": form, "login": login, "password": "wrong wrong"}
        )
        answers.append((sent.status_code, sent.text.count("登录名或密码不对")))
    assert answers[0] == answers[1] == (422, answers[0][1])
    form = token_of(client.get("/sign-in/").text)
    sent = client.post(
        "/sign-in/",
        data={"csrf_token": form, "login": "zhaomin", "password": "麦子熟了要收麦子啦啦"},
    )
    assert sent.status_code == 303


def test_the_sixth_guess_waits(client: FlaskClient, app_village: Village) -> None:
    give_account(app_village, "zhaomin", "赵敏", Role.CLERK)
    form = token_of(client.get("/sign-in/").text)
    guess = {"csrf_token": form, "login": "zhaomin", "password": "wrong wrong"}
    texts = [client.post("/sign-in/", data=guess).text for _ in range(6)]
    assert "登录名或密码不对" in texts[4]
    assert "过十五分钟" in texts[5]


def test_the_desk_is_for_those_who_work_there(client: FlaskClient, app_village: Village) -> None:
    assert client.get("/c/liugen/desk/").status_code == 302
    sign_in(client, give_account(app_village, "laowang", "王建军", Role.COUNCIL))
    assert client.get("/c/liugen/desk/").status_code == 403


def test_a_form_without_its_token_says_what_to_do(client: FlaskClient) -> None:
    sent = client.post("/sign-in/", data={"login": "x", "password": "y"})
    assert sent.status_code == 400
    assert "重新打开" in sent.text
