"""Rich text: what people write stays readable, and nothing of it acts."""

import html5lib
import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.web.richtext import TAGS, excerpt, render

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "<a href=javascript:alert(1)>路灯</a>",
    "[路灯](javascript:alert(1))",
    "[路灯](https://evil.example/?q=1)",
    "![图](https://evil.example/x.png)",
    "![图][1]\n\n[1]: https://evil.example/x.png",
    "<https://evil.example>",
    "https://evil.example/看看",
    "<style>@import url(//evil.example)</style>",
    "<p style='background:url(//evil.example)'>x",
    "<link rel=stylesheet href=//evil.example>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action=//evil.example><input name=x>",
    "<button formaction=javascript:alert(1)>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<object data=//evil.example></object><embed src=//evil.example>",
    "<template><script>alert(1)</script></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><x/>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3C;script&#x3E;alert(1)&#x3C;/script&#x3E;",
    "\\<script>alert(1)</script>",
    "- <script>alert(1)</script>\n- [x](data:text/html,x)",
    "1. <b onclick=alert(1)>x</b>",
    "999999999. <li value=1>",
    "``<script>``\n\n```html\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "> <img src=x>\n\n# <h1>",
    "- " * 300 + "x",
    "[" * 500 + "](x)" * 500,
    "\u202e<script>\u0000alert(1)</script>\ufeff",
    "<ScRiPt\n>alert(1)</sCrIpT\t>",
    "<p onmouseover\u000b=alert(1)>x</p>",
    "{{ config }} {% import os %}",
]


def _elements(html: str) -> list[tuple[str, dict[str, str]]]:
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [
        (one.tag, dict(one.attrib)) for one in tree.iter() if one.tag not in ("DOCUMENT_FRAGMENT",)
    ]


def _text(html: str) -> str:
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return "".join("".join(tree.itertext()).split())


def _assert_inert(html: str) -> None:
    for tag, attributes in _elements(html):
        assert tag in TAGS, html
        assert set(attributes) <= {"value"}, html
        assert all(value.isdigit() for value in attributes.values()), html


def test_there_are_forty_hostile_bodies() -> None:
    assert len(set(HOSTILE)) >= 40


@pytest.mark.parametrize("body", HOSTILE)
def test_a_hostile_body_is_only_text(body: str) -> None:
    html = str(render(body))
    _assert_inert(html)
    assert "<script" not in html.lower()


@pytest.mark.parametrize("body", HOSTILE)
def test_another_cleaner_finds_nothing_to_remove(body: str) -> None:
    html = str(render(body))
    again = nh3.clean(html, tags=set(TAGS), attributes={"li": {"value"}}, link_rel=None)
    assert _elements(again) == _elements(html)
    assert _text(again) == _text(html)


@given(st.text(alphabet="<>&\"'/=!-[](){}*_`#1.\n \tab路:;\\", max_size=120))
@settings(max_examples=150)
def test_whatever_is_typed_is_inert(body: str) -> None:
    _assert_inert(str(render(body)))


def test_paragraphs_lines_and_lists() -> None:
    html = str(render("先说一句\n再说一句\n\n另起一段\n\n- 一条\n- 又一条"))
    assert html.count("<p>") == 2
    assert html.count("<br>") == 1
    assert html.count("<li>") == 2


def test_a_list_keeps_the_numbers_it_was_written_with() -> None:
    html = str(render("3. 修沟\n\n15. 装灯"))
    assert 'value="3"' in html
    assert 'value="15"' in html


def test_stars_that_veil_a_name_stay() -> None:
    assert "王*英和李*强" in str(render("王*英和李*强，**都**来了"))


def test_hostile_text_stays_readable() -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in str(render("<script>alert(1)</script>"))


def test_an_excerpt_is_one_line() -> None:
    assert excerpt("一\n\n二") == "一 二"
    assert excerpt("字" * 100, 10) == "字" * 9 + "…"
