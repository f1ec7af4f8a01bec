"""Random elections, forgeries of their records, and the recount script as a module."""

import copy
import importlib.util
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

from participation.kernel.fractions import Op
from participation.kernel.outcome import Refusal
from participation.votes.rules.ballots import Channel, Secrecy
from participation.votes.rules.budgets import Method
from participation.votes.rules.canonical import canonical
from participation.votes.rules.decision_rules import Base, Count, Level, Rule
from participation.votes.rules.published import (
    Counted,
    HelpLine,
    NamedBallot,
    OpenList,
    SecretLists,
    record_hash,
    record_of,
)
from participation.votes.rules.questions import Kind, Option, Question, Stance, one_of, yes_no
from participation.votes.rules.receipts import receipt_code
from participation.votes.rules.rule_files import parse_rules
from participation.votes.rules.rule_overlays import Charter, with_charter
from participation.votes.rules.verify import verify_record

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tools" / "recount.py"
FOLDER = ROOT / "config" / "rules"
BOOK = parse_rules(
    {str(path.relative_to(FOLDER)): path.read_text("utf-8") for path in FOLDER.rglob("*.toml")}
)
DAYS = (date(2025, 6, 1), date(2026, 11, 24))
CHARTER = Charter(
    "柳根村议事规则",
    7,
    date(2020, 1, 1),
    quorum=(Op.GE, Fraction(3, 4)),
    passing=(Op.GE, Fraction(4, 5)),
    is_approved=True,
)


def _rules() -> list[Rule]:
    """Return every rule as the law has it, as each place lays it, and under a charter."""
    regions = {"", *(each.region for each in BOOK.overlays)}
    found = [rule for day in DAYS for at in sorted(regions) for rule in BOOK.at(at, day).values()]
    alike = {canonical(rule_key(rule)): rule for rule in found}
    charters = [with_charter(rule, CHARTER) for rule in BOOK.values()]
    return [*alike.values(), *(rule for rule in charters if not isinstance(rule, Refusal))]


def rule_key(rule: Rule) -> list[str]:
    return [rule.key, repr(rule.routes), rule.online.value, repr(rule.layers)]


RULES = _rules()


def script(source: str | None = None) -> ModuleType:
    """Return the recount script as a module; with a source, a changed one."""
    spec = importlib.util.spec_from_file_location("recount_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    if source is None:
        spec.loader.exec_module(module)
    else:
        exec(compile(source, "recount", "exec"), module.__dict__)
    return module


# -- elections


def elections(count: int, seed: int) -> Iterator[Counted]:
    """Yield as many elections that the rules can decide, the same for the same seed."""
    chance = Random(seed)
    made = 0
    while made < count:
        counted = _election(chance)
        if not isinstance(counted.decided(), Refusal):
            made += 1
            yield counted


def published(counted: Counted) -> dict[str, Any]:
    """Return the record as it is downloaded."""
    found: dict[str, Any] = json.loads(canonical(record_of(counted)))
    return found


def _election(chance: Random) -> Counted:
    level = chance.choice((Level.LAW, Level.LAW, Level.CHARTER, Level.OPINION))
    rule = chance.choice([rule for rule in RULES if rule.level is level])
    bases = list(chance.choice(rule.routes).bases) if rule.routes else [Base.HOUSEHOLD]
    bases.sort(key=lambda base: (base is Base.AREA, base.value))
    is_open = Base.AREA in bases or chance.random() < 0.5
    questions = tuple(_question(chance) for _ in range(chance.choice((1, 1, 2, 3))))
    voters, size = _turnout(chance, rule)
    unit = chance.choice((100, 8_950, None))
    areas = [unit or chance.randint(1, 20_000) for _ in range(voters)]
    area_roll = sum(areas) if voters == size else (unit or chance.randint(1, 20_000)) * size
    area_roll = max(area_roll, sum(areas))
    columns = [_answers(chance, each, rule, voters) for each in questions]
    channels, marks, helpers = _marks(chance, voters)
    lists, opinions = _lists(chance, is_open, columns, areas, Base.AREA in bases)
    heads = size + opinions
    roll = {base: area_roll if base is Base.AREA else heads for base in bases}
    return Counted(
        committee="柳根村",
        no=chance.randint(1, 99),
        title="这件事办不办",
        questions=questions,
        secrecy=Secrecy.OPEN if is_open else Secrecy.SECRET,
        rule=rule,
        channels=channels,
        is_charter_approved=chance.random() < 0.5,
        is_at_meeting=chance.random() < 0.5,
        roll={
            base: number + (opinions if base is not Base.AREA else 0)
            for base, number in roll.items()
        },
        roll_hash=f"{chance.getrandbits(256):064x}",
        present=_present(chance, roll, voters, sum(areas)),
        opens_at=datetime(2026, 11, 10, tzinfo=UTC),
        closes_at=datetime(2026, 11, 24, 12, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 99)),
        marks=marks if not opinions else {**marks, Channel.PAPER: marks[Channel.PAPER] + opinions},
        ballots=lists,
        helpers=helpers,
        counted_by=chance.choice(((), ("王木生", "陈秀兰", "何大海"))),
    )


def _turnout(chance: Random, rule: Rule) -> tuple[int, int]:
    """Return how many vote of how many: mostly at the very edge of the quorum."""
    limits = [limit for route in rule.routes for limit in route.quorum]
    share = chance.choice(limits).share if limits else Fraction(1, 2)
    size = share.denominator * chance.randint(1, 20) + chance.choice((0, 0, 0, 1))
    edge = int(share * size) + chance.choice((-1, 0, 0, 1, 1))
    voters = chance.choice((edge,) * 6 + (size,) * 3 + (chance.randint(0, size),) * 3 + (0,))
    return max(0, min(voters, size)), size


def _present(
    chance: Random, roll: dict[Base, int], voters: int, area: int
) -> dict[Base, int] | None:
    if chance.random() < 0.4:
        return None
    return {
        base: chance.choice((size, min(size, low), chance.randint(min(size, low), size)))
        for base, size in roll.items()
        for low in (area if base is Base.AREA else voters,)
    }


def _marks(
    chance: Random, voters: int
) -> tuple[frozenset[Channel], dict[Channel, int], tuple[HelpLine, ...]]:
    channels = frozenset(
        chance.choice(((Channel.PAPER,), (Channel.PAPER, Channel.HELPER), tuple(Channel)))
    )
    marks = dict.fromkeys(Channel, 0)
    for channel in chance.choices(sorted(channels), k=voters):
        marks[Channel(channel)] += 1
    helped, lines = marks[Channel.HELPER], []
    for name in ("孙巧云", "何大海"):
        voters_of = helped if name == "何大海" else chance.randint(0, helped)
        helped -= voters_of
        if voters_of:
            lines.append(HelpLine(name, voters_of, chance.randint(0, voters_of)))
    return channels, marks, tuple(lines)


def _lists(
    chance: Random, is_open: bool, columns: list[list[str]], areas: list[int], is_by_area: bool
) -> tuple[SecretLists | OpenList, int]:
    if not is_open:
        noise = chance.getrandbits(64)
        codes = {receipt_code(b"k" * 32, f"{noise}:{at}") for at in range(len(areas) + 9)}
        receipts = tuple(sorted(codes)[: len(areas)])
        return SecretLists(receipts, tuple(map(tuple, columns))), 0
    ballots = [";".join(answers) for answers in zip(*columns, strict=True)]
    named = tuple(
        NamedBallot(f"3-{at:03}", "王**", ballot, area if is_by_area else 0)
        for at, (ballot, area) in enumerate(zip(ballots, areas, strict=True))
    )
    opinions = tuple(
        replace(line, no=f"9-{at:03}") for at, line in enumerate(named[: chance.choice((0, 0, 3))])
    )
    return OpenList(named, opinions), len(opinions)


# -- questions and answers


def _question(chance: Random) -> Question:
    abstain = chance.choice(("弃权", None))
    many = one_of("选哪个？", tuple(f"第{at}个" for at in range(1, chance.randint(3, 7))), abstain)
    real = len(many.real_options)
    match chance.choice(tuple(Kind)):
        case Kind.YES_NO:
            return yes_no("修不修？", abstain=abstain)
        case Kind.ONE_OF_MANY:
            return many
        case Kind.SEVERAL:
            return replace(many, kind=Kind.SEVERAL, most=chance.randint(2, real))
        case Kind.SEATS:
            seats = chance.randint(1, real - 1)
            return replace(many, kind=Kind.SEATS, most=seats, seats=seats)
        case Kind.BUDGET:
            return _budget(chance, many)


def _budget(chance: Random, many: Question) -> Question:
    most = chance.choice((3, 30, 100_000))
    options = tuple(
        each if each.stance is Stance.ABSTAIN else _project(each, chance.randint(1, most))
        for each in many.options
    )
    costs = [option.cost for option in options if option.cost]
    return replace(
        many,
        kind=Kind.BUDGET,
        options=options,
        most=chance.randint(1, len(costs)),
        total=chance.randint(1, sum(costs) - 1),
        method=chance.choice(tuple(Method)),
    )


def _project(option: Option, cost: int) -> Option:
    return replace(option, stance=Stance.OPTION, cost=cost)


def _answers(chance: Random, question: Question, rule: Rule, voters: int) -> list[str]:
    """Return answers of which one stands at the very edge of a share, and others may be level."""
    if chance.random() < 0.25:
        return _all_level(question, voters)
    rest = _pool(chance, question)
    limits = [limit for route in rule.routes for limit in route.passing] or [None]
    limit = chance.choice(limits)
    share = limit.share if limit is not None and limit.of is Count.CAST else Fraction(1, 2)
    edge = int(share * voters) + chance.choice((-1, 0, 0, 0, 1))
    edge = chance.choice((edge, edge, chance.randint(0, voters)))
    favoured = chance.choice(question.real_options).code
    if question.kind is Kind.YES_NO:
        favoured = "yes"
    said = [favoured] * max(0, min(edge, voters))
    while len(said) < voters:
        said.append(chance.choice(rest))
    chance.shuffle(said)
    return said


def _all_level(question: Question, voters: int) -> list[str]:
    """Return answers that give all options the same votes, or nearly: ticks go round in a ring."""
    codes = [option.code for option in question.real_options]
    said = []
    for at in range(voters):
        ticks = {codes[(at + more) % len(codes)] for more in range(question.most)}
        said.append(",".join(code for code in codes if code in ticks))
    return said


def _pool(chance: Random, question: Question) -> list[str]:
    """Return a few spellings to answer with: few, so that several options come out level."""
    codes = [option.code for option in question.real_options]
    pool = [option.code for option in question.options]
    for _ in range(3):
        ticks = set(chance.sample(codes, chance.randint(1, question.most)))
        pool.append(",".join(code for code in codes if code in ticks))
    pool = chance.sample(pool, chance.randint(1, len(pool)))
    return pool + chance.choice(([], [], ["blank"], ["spoiled"], ["blank", "spoiled"]))


# -- forgeries


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield every value that stands in a record, with the way to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from leaves(inner, (*path, at))
    else:
        yield path, value


def put(record: Any, path: tuple[Any, ...], value: Any) -> None:
    for key in path[:-1]:
        record = record[key]
    record[path[-1]] = value


def other(value: Any, chance: Random) -> Any:
    match value:
        case bool():
            return not value
        case int():
            return value + chance.choice((1, -1, 100))
        case None:
            return 7
        case _:
            return f"{value}x"


# What the lists say again: a change of it is seen though root and hash were mended too.
REPEATED = ("tallies", "outcomes", "code", "marks", "own_hand", "opinions")


def forgeries(record: dict[str, Any], chance: Random, tool: ModuleType) -> Iterator[dict[str, Any]]:
    """Yield forged records: a value changed and nothing mended; then hash; then root and hash."""
    everything = list(leaves(record))
    inside = [each for each in everything if each[0][0] in (*tool.HEAD, "ballots")]
    again = [each for each in everything if each[0][0] in REPEATED]
    for kind, paths in enumerate((everything, inside, again)):
        path, value = chance.choice(paths)
        forged = copy.deepcopy(record)
        put(forged, path, other(value, chance))
        yield _mended(forged, tool, kind)
    for change in _changes_of_lists(record["ballots"], chance):
        yield _mended(record | {"ballots": change}, tool, 2)


def _mended(record: dict[str, Any], tool: ModuleType, kind: int) -> dict[str, Any]:
    if kind > 1:
        record = record | {"merkle_root": tool.root_of(tool.leaves_of(record)).hex()}
    return record | {"hash": record_hash(record)} if kind else record


def _changes_of_lists(lists: dict[str, Any], chance: Random) -> Iterator[dict[str, Any]]:
    """Yield lists with a line taken out, put in twice, changed, or moved."""
    name = "choices" if "choices" in lists else "named"
    rows = lists[name][0] if name == "choices" else lists[name]
    if len(rows) < 2:
        return
    at = chance.randrange(len(rows))
    changed = copy.deepcopy(rows[at])
    if name == "choices":
        changed = "blank" if rows[at] != "blank" else "spoiled"
    else:
        parts = rows[at][2].split(";")
        parts[0] = "blank" if parts[0] != "blank" else "spoiled"
        changed[2] = ";".join(parts)
    for new in (
        rows[:at] + rows[at + 1 :],
        sorted([*rows, rows[at]]),
        sorted([*rows[:at], changed, *rows[at + 1 :]]),
        rows[::-1],
    ):
        if new != rows:
            yield lists | {name: [new, *lists[name][1:]] if name == "choices" else new}


def is_seen_by_script(tool: ModuleType, record: dict[str, Any], printed: str | None = None) -> bool:
    try:
        said, _found = tool.recount(record, printed)
    except tool.NoRecordError:
        return True
    return bool(said)


def differences(tool: ModuleType, record: dict[str, Any]) -> list[str]:
    """Return where the two recounts of a record differ from each other or from it."""
    first, (said, found) = verify_record(record), tool.recount(record, record["hash"])
    keys = [key for key, value in found.items() if canonical(value) != canonical(record[key])]
    return [*map(str, first), *said, *keys]
