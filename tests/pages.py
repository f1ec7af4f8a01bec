"""The client of page tests: every page it fetches is valid HTML, named, and labelled."""

from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

NS = "{http://www.w3.org/1999/xhtml}"
UNLABELLED = {"hidden", "submit", "button"}
FORGIVEN = {"unexpected-html-element-innerhtml-error"}


class CheckedClient(FlaskClient):
    """A client that looks at each page it gets as a careful reader would."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Fetch, and check what came."""
        response = super().open(*args, **kwargs)
        check_headers(response)
        if response.mimetype == "text/html" and not response.location:
            check_page(response.text)
        return response


def check_headers(response: TestResponse) -> None:
    """Hold a response against what every response promises."""
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def check_page(html: str) -> None:
    """Hold a page against what every page promises."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=True)
    root = parser.parse(html)
    errors = [(place, code) for place, code, _data in parser.errors if code not in FORGIVEN]
    assert errors == [], f"not valid HTML: {errors[:3]}"
    assert root.get("lang"), "no language"
    title = "".join(root.find(f".//{NS}title").itertext()).strip()
    assert title.split("·")[0].strip(), f"the title names nothing: {title!r}"
    headings = root.findall(f".//{NS}h1")
    assert len(headings) == 1, f"{len(headings)} h1"
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids)), f"ids twice: {sorted(ids)}"
    _check_labels(root)


def _check_labels(root: Element) -> None:
    labelled = {label.get("for") for label in root.iter(f"{NS}label")}
    wrapped = {id(field) for label in root.iter(f"{NS}label") for field in label.iter()}
    for name in ("input", "select", "textarea"):
        for field in root.iter(f"{NS}{name}"):
            if field.get("type", "text") in UNLABELLED:
                continue
            is_named = field.get("aria-label") or field.get("id") in labelled
            assert is_named or id(field) in wrapped, f"no label: {field.attrib}"
