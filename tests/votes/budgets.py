"""Reads votes on budgets as Pabulib keeps them, and asks pabutools what comes of them."""

import csv
import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pabutools.election import (
    ApprovalMultiProfile,
    Cost_Sat,
    FrozenApprovalBallot,
    Instance,
    Project,
)
from pabutools.rules import (
    completion_by_rule_combination,
    greedy_utilitarian_welfare,
    method_of_equal_shares,
)
from pabutools.tiebreaking import TieBreakingRule

from participation.votes.rules.budgets import Method

FOLDER = Path(__file__).parent.parent / "data" / "budgets"
ANSWERS = FOLDER / "pabutools.json"


@dataclass(frozen=True, slots=True)
class Budget:
    """A vote on a budget: costs and total in hundredths of its currency."""

    costs: dict[str, int]
    approvals: dict[tuple[str, ...], int]
    total: int


def read_pb(path: Path) -> Budget:
    """Read a .pb file of any vote type; who gives a project points or a rank approves it."""
    tables: dict[str, list[dict[str, str]]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        for row in rows:
            name = row[0].strip().lower() if row else ""
            if name in {"meta", "projects", "votes"} and not any(row[1:]):
                head = [cell.strip().lower() for cell in next(rows)]
                table = tables.setdefault(name, [])
            elif name:
                table.append(dict(zip(head, (cell.strip() for cell in row), strict=False)))
    meta = {row["key"]: row["value"] for row in tables["meta"]}
    costs = {row["project_id"]: _fen(row["cost"]) for row in tables["projects"]}
    ballots = Counter(_approved(row) for row in tables.get("votes", []))
    return Budget(costs, dict(ballots), _fen(meta["budget"]))


def _fen(text: str) -> int:
    return int(Decimal(text.replace(",", ".").replace(" ", "")) * 100)


def _approved(row: dict[str, str]) -> tuple[str, ...]:
    codes = [code.strip() for code in row["vote"].split(",") if code.strip()]
    points = [each.strip() for each in row.get("points", "").split(",") if each.strip()]
    points += ["1"] * (len(codes) - len(points))
    return tuple(code for code, given in zip(codes, points, strict=False) if Decimal(given) > 0)


def ask_pabutools(budget: Budget, method: Method) -> tuple[str, ...]:
    """Return what pabutools chooses, in its order, told the same rule for ties.

    What nobody approves or the sum can't pay for is left out beforehand, and so are those who
    approve nothing, as our rule says.
    """
    costs, approvals, total = budget.costs, budget.approvals, budget.total
    votes = {code: sum(n for who, n in approvals.items() if code in who) for code in costs}
    place = {code: at for at, code in enumerate(costs)}
    able = {c: Project(c, cost) for c, cost in costs.items() if votes[c] and cost <= total}
    profile = ApprovalMultiProfile()
    for approved, count in approvals.items():
        if costs.keys() & set(approved):
            ballot = FrozenApprovalBallot(able[code] for code in approved if code in able)
            profile[ballot] = profile.get(ballot, 0) + count
    ties = TieBreakingRule(lambda _i, _p, one: (-votes[one.name], one.cost, place[one.name]))
    rule = {"sat_class": Cost_Sat, "tie_breaking": ties}
    instance = Instance(able.values(), budget_limit=total)
    if method is Method.GREEDY:
        chosen = greedy_utilitarian_welfare(instance, profile, **rule)
    else:
        step = -(-total // (100 * max(profile.num_ballots(), 1)))
        rules = [method_of_equal_shares, greedy_utilitarian_welfare]
        params = [rule | {"voter_budget_increment": step}, rule]
        chosen = completion_by_rule_combination(instance, profile, rules, params)
    return tuple(project.name for project in chosen)


def write_answers() -> None:
    answers = {}
    for path in sorted(FOLDER.glob("*.pb")):
        budget = read_pb(path)
        answers[path.name] = {method: ask_pabutools(budget, method) for method in Method}
    ANSWERS.write_text(json.dumps(answers, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_answers()
