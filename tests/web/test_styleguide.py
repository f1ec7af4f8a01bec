"""The style guide: every part on sample pages, held to the design's sizes, contrast and manners."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import Browser, Page
from wtforms import (
    BooleanField,
    FileField,
    Form,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

ROOT = Path(__file__).parents[2] / "participation"
CSS = (ROOT / "static/app.css").read_text()
GUIDE = Path(__file__).parent / "styleguide"
PAGES = sorted(page.stem for page in GUIDE.glob("*.html"))
MODES = ("light", "dark", "large")


def picks(*words: str) -> list[SelectChoice]:
    return [SelectChoice(value=word, label=word) for word in words]


class Entry(Form):
    title = StringField("您想说的事", [InputRequired("请写一句话。")], description="一句话就够。")
    story = TextAreaField("细说", description="在哪里，影响谁。")
    group = SelectField("小组", choices=picks("第一小组", "第三小组"))
    standing = RadioField("您是", [InputRequired("请选一个。")], choices=picks("在住", "外出"))
    digits = StringField("折页里的四位数字", [InputRequired("请写四位数字。")])
    roster = FileField("名册", description="xlsx 或 csv，不超过 20 MB。")
    told = BooleanField("办好了告诉我")


def one(**facts: object) -> SimpleNamespace:
    return SimpleNamespace(**facts)


def refused_entry() -> Entry:
    entry = Entry(group="第一小组")
    entry.validate()
    return entry


def sample() -> dict[str, Any]:
    """What the sample pages show: 柳根村, invented."""
    walk = [("提", "提出", "9月3日"), ("议", "商议", "9月10日"), ("决", "决定", "9月20日")]
    return {
        "choices": [
            one(value="full", text="修", note="村集体出 6 万，其余申请奖补"),
            {"value": "no", "text": "今年不修"},
            {"value": "half", "text": "先修一半", "note": "村口到学校 280 米"},
            {"value": "abstain", "text": "弃权"},
        ],
        "verdicts": [
            {"value": text, "text": text} for text in ("满意", "基本满意", "不满意", "说不清")
        ],
        "walk": [
            *({"mark": m, "name": n, "state": "done", "date": d} for m, n, d in walk),
            {"mark": "办", "name": "办理", "state": "now", "date": "到 10月15日"},
            {"mark": "评", "name": "评议", "state": "todo", "date": "等大家"},
        ],
        "events": [
            {"when": "10月9日", "text": "灯杆到了", "note": "照片 2 张"},
            {"when": "9月21日", "text": "张建国答应 10月15日前办好", "is_promise": True},
            {
                "when": "9月20日",
                "text": "村民代表会议 35 人到 31 人，同意 29",
                "note": "≥ 24 人到会、> 15.5 人同意，通过",
                "href": "/c/demo/meetings/8/",
            },
            {"when": "9月3日", "text": "提出，28 户附议"},
        ],
        "sums": [
            {
                "label": "参加户数",
                "sum": "249 ÷ 312",
                "limit": "公布过的门槛，三分之二：≥ 208 户",
                "is_met": True,
                "article": "议事规则第 8 条",
            },
            {"label": "同意", "sum": "151 ÷ 249", "limit": "过半数：> 124.5 户", "is_met": True},
            {"label": "面积", "sum": "8 210 ÷ 14 002", "limit": "≥ 9 335", "is_met": False},
        ],
        "counts": [{"label": "修", "sum": 151}, {"label": "今年不修", "sum": 58}],
        "refused": [
            [14, "王䶮", "身份证号第 18 位不对", {"text": "改这一行", "href": "/14"}],
            [231, "买买提·吐尔逊", "没有户编号", {"text": "改这一行", "href": "/231"}],
        ],
        "entry": refused_entry(),
    }


def render(name: str, **context: Any) -> str:
    env = Environment(
        loader=FileSystemLoader([GUIDE, ROOT / "templates"]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_null_translations(newstyle=True)
    env.globals["csrf_token"] = lambda: "token"
    is_desk = name == "desk"
    tab_links = [
        ("today", "今天", "/c/demo/"),
        ("matters", "议事", "/c/demo/matters/"),
        ("volunteering", "志愿", "/c/demo/volunteering/"),
        ("open", "公开", "/c/demo/open/"),
    ]
    agreed = {
        "lang": "zh-Hans",
        "is_large": False,
        "place": {"name": "柳根村", "slug": "demo"},
        "standing": "赵敏 · 村委会" if is_desk else "第三小组 · 3-041 户",
        "tab": "desk" if is_desk else "today",
        "here": "/c/demo/",
        "css_href": "/static/app.css",
        "tab_links": tab_links,
        "languages": [("en", "English", "/language/en/")],
    }
    return env.get_template(f"{name}.html").render({**agreed, **sample(), **context})


def opened(browser: Browser, name: str, width: int, mode: str = "light", script: str = "") -> Page:
    """The sample page in a browser, served from memory; without script unless asked."""
    html = render(name, is_large=mode == "large", js_href=script)
    page = browser.new_page(
        viewport={"width": width, "height": 740},
        color_scheme="dark" if mode == "dark" else "light",
    )

    def answer(route: Any) -> None:
        asked = route.request.url.rsplit("/", 1)[-1]
        if asked in ("app.css", "app.js"):
            kind = "text/css" if asked == "app.css" else "text/javascript"
            route.fulfill(body=(ROOT / "static" / asked).read_text(), content_type=kind)
        else:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page.route("**/*", answer)
    page.goto("http://styleguide.invalid/page")
    return page


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one_colour: str, other: str) -> float:
    low, high = sorted((luminance(one_colour), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def tokens(theme: str) -> dict[str, str]:
    blocks = re.findall(r":root\{(.*?)\}", CSS, re.S)
    return dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6})", blocks[("light", "dark").index(theme)]))


def test_the_styles_stay_within_twelve_kilobytes_and_the_script_within_two() -> None:
    assert len(CSS.encode()) <= 12 * 1024
    assert (ROOT / "static/app.js").stat().st_size <= 2 * 1024


def test_the_styles_use_nothing_that_old_kernels_lack() -> None:
    forbidden = r"gap\s*:|\binset\b|:has\(|:is\(|:where\(|@layer|@container|dvh|color-mix|clamp\("
    assert re.findall(forbidden, CSS) == []
    bare = re.sub(r"/\*.*?\*/", "", CSS, flags=re.S)
    assert "&" not in bare
    outside_media = re.sub(r"@(?:media|page)[^{]*\{(?:[^{}]|\{[^{}]*\})*\}", "", bare)
    assert "@" not in outside_media
    assert re.search(r"\{[^}]*\{", outside_media) is None, "nested rules"


def test_focus_has_a_rule_of_its_own_and_is_never_taken_away() -> None:
    assert re.search(r"^:focus-visible\{", CSS, re.M)
    assert "outline:none" not in CSS
    assert "outline:0" not in CSS


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_stands_out_from_its_ground(theme: str) -> None:
    t = tokens(theme)
    assert min(contrast(t["ink"], t[ground]) for ground in ("card", "paper", "plain-wash")) >= 7
    assert contrast(t["soft"], t["card"]) >= 7
    for name in ("seal", "pine", "amber"):
        assert contrast(t[name], t[f"{name}-wash"]) >= 4.5, name
        assert contrast(t[name], t["card"]) >= 4.5, name
        assert contrast(t[name], t["paper"]) >= 4.5, name
    for name in ("seal", "pine"):
        assert contrast(t[f"on-{name}"], t[name]) >= 4.5, name
    assert contrast(t["edge"], t["card"]) >= 3


@pytest.mark.parametrize("name", PAGES)
def test_no_page_carries_styles_or_scripts_inside_itself(name: str) -> None:
    html = render(name, js_href="/static/app.js")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))
    assert html.count("<h1") == 1
    assert '<html lang="zh-Hans"' in html


def test_a_choice_is_a_button_and_none_is_chosen_beforehand() -> None:
    html = render("slip")
    assert html.count('<button class="choice" name="choice"') == 4
    assert not re.search(r"checked|selected|autofocus", html)


def test_what_residents_typed_stays_text() -> None:
    html = render("slip", choices=[{"value": '"><b>', "text": "<script>x</script>"}])
    assert "<script>x" not in html
    assert "&lt;script&gt;" in html


def test_a_wrong_field_points_at_its_words() -> None:
    html = render("desk")
    assert 'aria-describedby="title-hint title-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="title-error">请写一句话。' in html
    assert '<a href="#title">您想说的事</a> 请写一句话。' in html


def test_an_error_page_says_what_to_do_next() -> None:
    html = render("web/error", heading="这张票已经停了", advice="结果明天中午公布。")
    assert "<h1>这张票已经停了</h1>" in html
    assert html.count('class="button main"') == 1


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("mode", MODES)
def test_a_page_fits_a_small_phone_and_passes_axe(
    browser: Browser, tmp_path: Path, name: str, mode: str
) -> None:
    shown = (375,) if mode == "dark" else (320, 1280)
    page = opened(browser, name, 320, mode)
    for width in (160, 320, 375, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.locator("html").evaluate("html => html.scrollWidth") <= width, width
        if width in shown:
            page.screenshot(path=tmp_path / f"{name}-{mode}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 320, "height": 740})
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("mode", "least"), [("light", 52), ("large", 64)])
def test_what_is_pressed_is_large_enough(
    browser: Browser, name: str, mode: str, least: int
) -> None:
    page = opened(browser, name, 320, mode)
    pressed = "button,.button,.tabs a,.where,.foot a,.pager a,.tick,.row,.field>input,select"
    heights = page.locator(pressed).evaluate_all(
        "all => all.map(e => [e.outerHTML.slice(0, 60), e.getBoundingClientRect().height])"
    )
    assert [(what, height) for what, height in heights if height < least] == []
    choices = page.locator(".choice").evaluate_all(
        "all => all.map(e => [e.getBoundingClientRect().height, e.getBoundingClientRect().width])"
    )
    assert all(height >= 64 for height, _ in choices)
    assert len({width for _, width in choices}) <= 1
    page.close()


@pytest.mark.browser
def test_a_printed_page_has_no_tabs_and_no_buttons(browser: Browser) -> None:
    page = opened(browser, "matter", 800, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    seen = page.locator("nav,.button,.type").evaluate_all(
        "all => all.filter(e => e.offsetParent !== null).length"
    )
    assert seen == 0
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    page.close()


@pytest.mark.browser
def test_a_second_tap_sends_nothing(browser: Browser) -> None:
    page = opened(browser, "confirm", 375, script="/static/app.js")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.evaluate(
        """() => {
          const button = document.querySelector("main .main");
          const form = button.form;
          window.stopped = [];
          document.addEventListener("submit", e => {
            window.stopped.push(e.defaultPrevented);
            e.preventDefault();
          });
          form.requestSubmit(button); form.requestSubmit(button);
        }"""
    )
    assert page.evaluate("window.stopped") == [False, True]
    assert sent == []
    page.close()
