"""Every route declares a right that the table knows; a GET never writes."""

import ast

from flask import Flask

from participation.residents.rules.rights import EVERY_RIGHT
from participation.web.rights import RIGHT
from tests.house.source import modules


def test_every_route_declares_a_known_right(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        declared = getattr(app.view_functions[rule.endpoint], RIGHT, None)
        assert declared in EVERY_RIGHT, f"{rule.endpoint} declares {declared}"


def test_every_address_ends_in_a_slash_or_a_file_name(app: Flask) -> None:
    odd = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if not rule.rule.endswith("/") and "GET" in (rule.methods or ())
        if "." not in rule.rule.rsplit("/", 1)[-1] and not rule.rule.startswith("/static")
    ]
    assert [one for one in odd if one not in CONTRACT_ADDRESSES] == []


CONTRACT_ADDRESSES = {"/s/<code>", "/r/<code>", "/healthz", "/readyz", "/metrics"}


def test_no_page_that_only_reads_performs_an_errand() -> None:
    writers = [
        f"{name}.{node.name}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and _is_get_only(node) and _performs(node)
    ]
    assert writers == []


def _is_get_only(node: ast.FunctionDef) -> bool:
    calls = [one for one in node.decorator_list if isinstance(one, ast.Call)]
    return any(isinstance(one.func, ast.Attribute) and one.func.attr == "get" for one in calls)


def _performs(node: ast.FunctionDef) -> bool:
    return any(
        isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "perform"
        for one in ast.walk(node)
    )
