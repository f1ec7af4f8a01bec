"""What the county sees, on paper."""

from participation.insights.rules import Service, Totals, covers, totals


def test_an_officer_looks_after_what_lies_within_the_region() -> None:
    assert covers(("000000",), "000000")
    assert covers(("000000",), "000000101")
    assert not covers(("000000101",), "000000")
    assert not covers((), "000000")


def test_totals_add_up() -> None:
    lines = [Service("a", "甲", "000000", 3, 1), Service("b", "乙", "000000", 4, 0)]
    assert totals(lines) == Totals(2, 7, 1)
    assert totals([]) == Totals(0, 0, 0)
