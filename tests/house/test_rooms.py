"""Rooms lend reads and errands, never tables; one place commits; names say what a thing is."""

import ast
import re

import pytest

from tests.house.source import PACKAGE, ROOMS, imports, modules

MAY_READ_OTHERS = ("participation.today.store", "participation.insights.store")
FORBIDDEN_NAMES = re.compile(r"util|helper|common|misc|manager|service|base")


def test_no_room_borrows_the_tables_of_another() -> None:
    borrowed = []
    for name, tree in modules().items():
        if name.startswith(MAY_READ_OTHERS):
            continue
        room = name.split(".")[1] if "." in name else ""
        for imported in imports(tree):
            match = re.match(r"participation\.(\w+)\.records", imported)
            if match and match[1] != room:
                borrowed.append(f"{name} borrows {imported}")
    assert borrowed == []


def test_only_the_session_commits() -> None:
    stray = [
        f"{name}:{node.lineno}"
        for name, tree in modules().items()
        if not name.startswith(("participation.db.session", "participation.db.schema"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "commit"
    ]
    assert stray == []


def test_markup_is_made_at_one_door() -> None:
    makers = {
        name
        for name, tree in modules().items()
        if any(imported.endswith("Markup") for imported in imports(tree))
    }
    assert makers <= {"participation.web.richtext"}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_a_file_is_named_for_what_it_owns(path) -> None:
    if path == PACKAGE / "db" / "base.py":
        return
    assert not FORBIDDEN_NAMES.fullmatch(path.stem), path


def test_every_room_has_only_the_seven_names() -> None:
    allowed = {"rules", "records", "store", "actions", "forms", "present", "pages", "__init__"}
    others = [
        f"{room}/{path.name}"
        for room in ROOMS
        for path in (PACKAGE / room).iterdir()
        if path.stem not in allowed and path.name != "__pycache__"
    ]
    assert others == []
