#!/usr/bin/env python3
"""Recounts the published record of a vote (公布的投票记录) with nothing but Python 3.8.

    python3 recount.py vote-3-record.json
    python3 recount.py vote-3-record.json --printed HASH

It was written from docs/record-format.md and shares no line with the program that counted. It
prints the sum, then whether the record says the same. 0: it does. 1: it does not. 2: this is no
record. HASH is the one printed on the result; without it, a record that was forged in every part
at once agrees with itself.
"""

from __future__ import annotations

import argparse
import hashlib
import heapq
import json
import re
import sys
from datetime import datetime
from fractions import Fraction

FORMAT = "yiqilai-vote/2"
HEAD = (
    "rule", "roll", "marks", "own_hand", "helpers", "opinions", "counted_by", "tallies",
    "outcomes", "code",
)  # fmt: skip
REST = (
    "format", "committee", "no", "title", "questions", "secrecy", "channels",
    "is_charter_approved", "is_at_meeting", "present", "opens_at", "closes_at", "ballots",
    "merkle_root", "hash",
)  # fmt: skip
CHANNELS = ("phone", "paper", "helper")
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
MOST_RAISES = 10000


class NoRecordError(Exception):
    """What cannot be read as a record; the words say why."""


# ---------------------------------------------------------------- reading


def of_type(kind, value):
    """Return the value; a truth value is no number here, whatever Python thinks."""
    if type(value) is not kind:
        raise NoRecordError("应当是 %s 的地方写着 %r" % (kind.__name__, value))
    return value


def texts(value):
    return [of_type(str, each) for each in of_type(list, value)]


def one_of(known, value):
    if of_type(str, value) not in known:
        raise NoRecordError("不认识 %r" % value)
    return value


def exactly(keys, value):
    if set(of_type(dict, value)) != set(keys):
        raise NoRecordError("栏目不对：%s" % "、".join(sorted(set(keys) ^ set(value))))
    return value


def rows(shape, value):
    """Return lines of fixed length, each cell of its type."""
    for line in of_type(list, value):
        if len(of_type(list, line)) != len(shape):
            raise NoRecordError("一行的格数不对：%r" % (line,))
        for kind, cell in zip(shape, line):
            of_type(kind, cell)
    return value


def sizes(value):
    """Return numbers by base, in the order in which they stand."""
    found = {}
    for base, number in rows((str, int), value):
        if base in found or number < 0:
            raise NoRecordError("计算基数不对：%r" % base)
        found[base] = number
    if not found:
        raise NoRecordError("没有计算基数")
    return found


def parse(raw):
    """Return the JSON of a file; refuses what two readers could read differently."""

    def no_number(word):
        raise NoRecordError("只许整数，写着 %s" % word)

    def once(pairs):
        found = dict(pairs)
        if len(found) != len(pairs):
            raise NoRecordError("同一个栏目写了两次")
        return found

    try:
        return json.loads(
            raw, parse_float=no_number, parse_constant=no_number, object_pairs_hook=once
        )
    except (ValueError, RecursionError) as fault:
        raise NoRecordError("不是 JSON") from fault


TYPES = {
    "committee": str, "no": int, "title": str, "code": str, "merkle_root": str, "hash": str,
    "opinions": int, "is_charter_approved": bool, "is_at_meeting": bool, "opens_at": str,
    "closes_at": str,
}  # fmt: skip


def check_shape(record):
    """Refuse what is no record of this format; of the rule, only what counting needs."""
    exactly(HEAD + REST, record)
    if record["format"] != FORMAT:
        raise NoRecordError("格式是 %r，不是 %s" % (record["format"], FORMAT))
    for key, kind in TYPES.items():
        of_type(kind, record[key])
    check_moment(record["opens_at"])
    check_moment(record["closes_at"])
    texts(record["counted_by"])
    check_numbers_shape(record)
    if not of_type(list, record["questions"]):
        raise NoRecordError("没有问题")
    for question in record["questions"]:
        check_question_shape(question)
    check_lists_shape(record)
    try:
        check_rule_shape(of_type(dict, record["rule"]))
    except (AttributeError, KeyError, IndexError, TypeError) as fault:
        raise NoRecordError("规则读不出来") from fault


def check_numbers_shape(record):
    channels = texts(record["channels"])
    if channels != sorted(set(channels)) or not set(channels) <= set(CHANNELS):
        raise NoRecordError("投票方式不对")
    for number in exactly(CHANNELS, record["marks"]).values():
        of_type(int, number)
    of_type(str, exactly(("bases", "hash"), record["roll"])["hash"])
    bases = sizes(record["roll"]["bases"])
    if record["present"] is not None and list(sizes(record["present"])) != list(bases):
        raise NoRecordError("到会人数的基数和名册的不一样")
    rows((str, int, int), record["helpers"])


def check_moment(value):
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as fault:
        raise NoRecordError("时间读不出来：%s" % value) from fault
    if moment.tzinfo is None or moment.isoformat() != value:
        raise NoRecordError("时间的写法不对：%s" % value)


def check_question_shape(question):
    exactly(("text", "kind", "options", "most", "seats", "total", "method"), question)
    of_type(str, question["text"])
    one_of(("yes-no", "one-of-many", "several-of-many", "seats", "budget"), question["kind"])
    for key in ("most", "seats", "total"):
        of_type(int, question[key])
    if question["method"] is not None:
        one_of(("greedy", "equal-shares"), question["method"])
    for option in rows((str, str, str, str, int), question["options"]):
        one_of(("yes", "no", "abstain", "option"), option[2])


def check_lists_shape(record):
    lists = record["ballots"]
    if one_of(("open", "secret"), record["secrecy"]) == "secret":
        exactly(("receipts", "choices"), lists)
        texts(lists["receipts"])
        if len(of_type(list, lists["choices"])) != len(record["questions"]):
            raise NoRecordError("每个问题要有一份选票清单")
        for choices in lists["choices"]:
            texts(choices)
    else:
        exactly(("named", "opinions"), lists)
        for line in lists["named"] + lists["opinions"]:
            if rows((str, str, str, int), [line])[0][3] < 0:
                raise NoRecordError("面积不能是负的")


def check_rule_shape(rule):
    one_of(("law", "charter", "opinion"), rule.get("level"))
    one_of(("present", "cast"), rule.get("counts"))
    of_type(str, rule.get("online"))
    texts(rule.get("bases"))
    of_type(list, rule.get("layers", []))
    for route in routes_of(rule):
        for limit in route["quorum"] + route["pass"]:
            one_of(("ge", "gt"), limit["op"])
            one_of(("present", "cast", "roll"), limit["of"])


# ---------------------------------------------------------------- the rule


def routes_of(rule):
    """Return the ways to decide: quorum and passing shares, each limit with its base."""
    quorum, passing = rule.get("quorum"), rule.get("pass")
    if type(passing) is dict:
        return []  # A charter says what passes.
    if quorum is None or "left_to" in of_type(dict, quorum):
        ways = [([], [base]) for base in rule["bases"]]
    else:
        each = [one.get("all", [one]) for one in of_type(list, quorum.get("any", [quorum]))]
        ways = [(limits, [limit.get("base") for limit in limits]) for limits in each]
    routes = []
    for limits, own in ways:
        asked = [
            limit_of(rule, one, one.get("base") or own[0], one.get("of"))
            for one in of_type(list, passing)
            if one.get("base") is None or one["base"] in own
        ]
        first = [limit_of(rule, one, one.get("base"), "roll") for one in limits]
        routes.append({"bases": sorted(set(own)), "quorum": first, "pass": asked})
    return routes


def limit_of(rule, data, base, of):
    share = of_type(str, data.get("share"))
    if not re.fullmatch("[1-9][0-9]*/[1-9][0-9]*", share):
        raise NoRecordError("份额不对：%s" % share)
    article = data.get("article")
    law = None if article is None else data.get("law", rule.get("law"))
    return {
        "base": of_type(str, base), "of": of, "op": data.get("op"), "share": Fraction(share),
        "law": law, "article": article,
    }  # fmt: skip


BINDING = ("by-law", "law-allows-phone", "local-allows-phone", "charter-approved")


def why_binding(record):
    """Return why the vote decides (表决) or only asks (意见征求)."""
    rule, by_phone = record["rule"], "phone" in record["channels"]
    is_approved, quorum = record["is_charter_approved"], record["rule"].get("quorum") or {}
    if quorum.get("left_to") == "charter":
        return "quorum-in-charter"
    if rule["level"] == "opinion":
        return "opinion-only"
    if rule["level"] == "charter":
        if not is_approved:
            return "charter-not-approved"
        is_silent = by_phone and rule["online"] != "allowed"
        return "charter-silent-on-phone" if is_silent else "charter-approved"
    if by_phone:
        alone = {
            "allowed": "local-allows-phone" if rule.get("layers") else "law-allows-phone",
            "official_system": "official-system-only",
            "local_rule": "needs-local-rule",
            "instant_messaging": "only-instant-messaging",
            "silent": "law-silent-on-phone",
        }.get(rule["online"])
        if alone is None:
            raise NoRecordError("不认识 %r" % rule["online"])
    else:
        in_place = record["is_at_meeting"] or rule["counts"] == "cast"
        alone = "by-law" if in_place else "not-at-a-meeting"
    stands = alone in BINDING or alone in ("needs-local-rule", "official-system-only")
    return alone if stands or not is_approved else "charter-approved"


# ---------------------------------------------------------------- the lists


def faults_of_lists(record):
    """Return what is wrong with the lists by themselves."""
    marks, lists, bases = record["marks"], record["ballots"], sizes(record["roll"]["bases"])
    total, said = sum(marks.values()), []
    if min(marks.values()) < 0 or total != len(all_ballots(record)):
        said.append("领票的数目和选票的数目不一样")
    if record["own_hand"] != [total - marks["helper"], total]:
        said.append("亲自投票的数目不对")
    if record["opinions"] != len(lists.get("opinions", [])):
        said.append("只作意见的数目不对")
    if not all(0 <= seen <= voters for _, voters, seen in record["helpers"]) or marks[
        "helper"
    ] != sum(voters for _, voters, _ in record["helpers"]):
        said.append("帮投的数目和每个帮投员的合计不一样")
    if record["helpers"] != sorted(record["helpers"]):
        said.append("帮投员没有按顺序排")
    if total > next(iter(bases.values())):
        said.append("投票的比名册上的多")
    if any(number and channel not in record["channels"] for channel, number in marks.items()):
        said.append("有票来自没有开放的投票方式")
    lines = [*lists["choices"], lists["receipts"]] if "choices" in lists else list(lists.values())
    if any(each != sorted(each) for each in lines):
        said.append("名单没有按顺序排好")
    return said + faults_of_voters(lists)


def faults_of_voters(lists):
    if "named" in lists:
        numbers = [line[0] for line in lists["named"] + lists["opinions"]]
        return [] if len(set(numbers)) == len(numbers) else ["有一户（人）出现了两次"]
    said, receipts = [], lists["receipts"]
    if any(len(choices) != len(receipts) for choices in lists["choices"]):
        said.append("回执和选票的数目不一样")
    if len(set(receipts)) != len(receipts) or not all(map(is_receipt, receipts)):
        said.append("有回执码重复或者不对")
    return said


def is_receipt(code):
    """Eight letters; the last is a check on the others: places from 2, times letters, modulo 29."""
    if len(code) != 8 or any(letter not in LETTERS for letter in code):
        return False
    total = sum(at * LETTERS.index(letter) for at, letter in enumerate(code[:7], 2))
    return LETTERS[total % 29] == code[7]


def all_ballots(record):
    lists = record["ballots"]
    return lists["named"] + lists["opinions"] if "named" in lists else lists["choices"][0]


def faults_of_answers(record):
    """Return what was answered that cannot be answered, and what cannot be asked."""
    questions, lists = record["questions"], record["ballots"]
    said = [fault for fault in map(unfair, questions) if fault]
    if "named" in lists:
        ballots = [line[2].split(";") for line in lists["named"] + lists["opinions"]]
        is_right = all(
            len(ballot) == len(questions)
            and all(may_be(question, answer) for question, answer in zip(questions, ballot))
            for ballot in ballots
        )
    else:
        is_right = all(
            may_be(question, answer)
            for question, choices in zip(questions, lists["choices"])
            for answer in choices
        )
    return said if is_right else [*said, "有票选了票上没有的内容"]


def may_be(question, answer):
    """Whether an answer is blank, spoiled, or ticks in the order of the ballot, not too many."""
    if answer in ("blank", "spoiled"):
        return True
    ticked, codes = answer.split(","), [option[0] for option in question["options"]]
    if ticked != [code for code in codes if code in ticked] or len(ticked) > question["most"]:
        return False
    alone = {option[0] for option in question["options"] if option[2] == "abstain"}
    return len(ticked) == 1 or not alone.intersection(ticked)


def unfair(question):
    """Return what is wrong with a question, or nothing."""
    options = question["options"]
    kind, most, seats = question["kind"], question["most"], question["seats"]
    real = [option for option in options if option[2] != "abstain"]
    labels, codes = {option[1].strip() for option in options}, {option[0] for option in options}
    stances, costs = sorted(option[2] for option in real), [option[4] for option in real]
    limit = {"yes-no": 2, "one-of-many": 12, "several-of-many": 12, "seats": 20, "budget": 40}[kind]
    is_fair = (
        bool(question["text"].strip())
        and "" not in labels
        and len(labels) == len(options) == len(codes - {"blank", "spoiled"})
        and 2 <= len(real) <= limit
        and (stances == ["no", "yes"] if kind == "yes-no" else set(stances) == {"option"})
        and {
            "yes-no": most == 1,
            "one-of-many": most == 1,
            "several-of-many": 2 <= most <= len(real),
            "seats": 1 <= seats < len(real) and most == seats,
            "budget": 1 <= most <= len(real)
            and min(costs, default=0) > 0
            and 0 < question["total"] < sum(costs)
            and question["method"] is not None,
        }[kind]
    )
    return "" if is_fair else "问题或者选项写得不对，不能这样投：%s" % question["text"]


# ---------------------------------------------------------------- counting


def counted(record, at, base):
    """Return how much weight each answer to a question has in a base."""
    lists, found = record["ballots"], {}
    if "choices" in lists:
        said = [(answer, 1) for answer in lists["choices"][at]]
    else:
        said = [
            (line[2].split(";")[at], line[3] if base == "area" else 1) for line in lists["named"]
        ]
    for answer, weight in said:
        found[answer] = found.get(answer, 0) + weight
    return found


def tally_of(question, base, answers):
    votes = {option[0]: 0 for option in question["options"]}
    for answer, weight in answers.items():
        if answer not in ("blank", "spoiled"):
            for code in answer.split(","):
                votes[code] += weight
    return {
        "base": base,
        "votes": votes,
        "spoiled": answers.get("spoiled", 0),
        "blank": answers.get("blank", 0),
        "cast": sum(answers.values()),
    }


def real_codes(question):
    return [option[0] for option in question["options"] if option[2] != "abstain"]


def ahead(question, tally):
    """Return the real options that nobody has more votes than, where there are votes at all."""
    most = max(tally["votes"][code] for code in real_codes(question))
    return [code for code in real_codes(question) if tally["votes"][code] == most > 0]


def decide(record, question, tallies, answers):
    """Return the outcome of one question, or None where the rule cannot decide it."""
    why = why_binding(record)
    route = route_for(record, question, tallies, why in BINDING)
    if route is None:
        return None
    by_base = {tally["base"]: tally for tally in tallies}
    quorum = [
        line_of(
            record, "taking-part", limit, tally, number_of(record, tally, record["rule"]["counts"])
        )
        for limit in route["quorum"]
        for tally in (by_base[limit["base"]],)
    ]

    def support(code, option=None):
        return [
            line_of(record, "support", limit, tally, tally["votes"].get(code, 0), option)
            for limit in route["pass"]
            for tally in (by_base[limit["base"]],)
        ]

    leading = ahead(question, tallies[0])
    if question["kind"] in ("yes-no", "one-of-many"):
        chosen, tied, (tests, is_for) = [], [], the_one(question, leading, support)
    else:
        tests, chosen, tied = the_several(question, tallies[0]["votes"], answers, support)
        is_for = bool(chosen)
    if not all(each["is_met"] for each in quorum):
        code = "quorum-not-met"
    elif why in BINDING:
        code = "passed" if is_for else "not-passed"
    else:
        code = "majority-for" if is_for else "no-majority"
    return {
        "code": code, "is_binding": why in BINDING, "why": why, "leading": leading,
        "chosen": chosen, "tied": tied, "tests": quorum + tests,
    }  # fmt: skip


def route_for(record, question, tallies, is_binding):
    """Return the way to decide that counts just these bases, or None: it cannot be decided."""
    rule, present = record["rule"], record["present"] and sizes(record["present"])
    bases = sizes(record["roll"]["bases"])
    fitting = [each for each in routes_of(rule) if each["bases"] == sorted(bases)]
    if len(fitting) != 1 or any(is_unsound(one, bases, present) for one in tallies):
        return None
    if rule["level"] != "law":
        return fitting[0]
    if not is_binding:
        return {"quorum": [], "pass": [consulted(base) for base in bases]}
    lacks_presence = why_binding(record) == "by-law" and rule["counts"] == "present" and not present
    return None if lacks_presence or question["kind"] == "budget" else fitting[0]


def number_of(record, tally, what):
    """Return how many are on the roll, present, or cast; without a meeting, cast are present."""
    if what == "roll":
        return sizes(record["roll"]["bases"])[tally["base"]]
    if what == "present" and record["present"]:
        return sizes(record["present"])[tally["base"]]
    return tally["cast"]


def line_of(record, name, limit, tally, number, option=None):
    of = number_of(record, tally, limit["of"])
    bar = limit["share"] * of
    reached = number >= bar if limit["op"] == "ge" else number > bar
    return {
        "name": name, "base": limit["base"], "counted": limit["of"], "number": number, "of": of,
        "op": limit["op"], "share": str(limit["share"]), "limit": str(bar),
        "is_met": of > 0 and reached, "law": limit["law"], "article": limit["article"],
        "option": option,
    }  # fmt: skip


def the_one(question, leading, support):
    """Return the tests of the option that decides, and whether it does: yes, or the one ahead."""
    shown = [option[0] for option in question["options"] if option[2] == "yes"] or leading
    tests = support(shown[0] if shown else None)
    return tests, len(shown) == 1 and all(each["is_met"] for each in tests)


def the_several(question, votes, answers, support):
    """Return tests, what is chosen and what stands level for a last seat."""
    if question["kind"] == "budget":
        return [], funded(question, answers), []
    own = {code: support(code, code) for code in real_codes(question)}
    reached = [code for code, tests in own.items() if all(each["is_met"] for each in tests)]
    tests = [each for tests in own.values() for each in tests]
    return (tests, *seated(reached, votes, question["seats"] or len(reached)))


def consulted(base):
    """A law's rule where the vote only asks: more than half of those who took part, by no law."""
    half = Fraction(1, 2)
    return {"base": base, "of": "cast", "op": "gt", "share": half, "law": None, "article": None}


def is_unsound(tally, sizes_of, present):
    readable = tally["cast"] - tally["spoiled"] - tally["blank"]
    most = present[tally["base"]] if present else tally["cast"]
    is_fit = tally["cast"] <= most <= sizes_of[tally["base"]]
    return not is_fit or max(tally["votes"].values()) > readable


def seated(reached, votes, seats):
    """Return who gets a seat, most votes first, and who stand level for the last of them."""
    ranked = sorted(reached, key=lambda code: -votes[code])
    if len(ranked) <= seats:
        return ranked, []
    last = votes[ranked[seats - 1]]
    if votes[ranked[seats]] == last:
        return (
            [code for code in ranked if votes[code] > last],
            [code for code in ranked if votes[code] == last],
        )
    return ranked[:seats], []


# ---------------------------------------------------------------- sharing out money


def funded(question, answers):
    """Return the projects that get money, in the order of the ballot."""
    costs = {option[0]: option[4] for option in question["options"] if option[2] != "abstain"}
    groups = {}
    for answer, weight in answers.items():
        ticked = frozenset(answer.split(",")) & set(costs)
        groups[ticked] = groups.get(ticked, 0) + weight
    groups.pop(frozenset(), None)
    groups = [(ticked, voters) for ticked, voters in groups.items() if voters > 0]
    votes = {code: sum(n for ticked, n in groups if code in ticked) for code in costs}
    bought, total = [], question["total"]
    if question["method"] == "equal-shares" and groups:
        bought = equal_shares(costs, votes, groups, total)
    left = total - sum(costs[code] for code in bought)
    for code in sorted(costs, key=lambda each: (-votes[each], costs[each])):
        if code not in bought and votes[code] and costs[code] <= left:
            bought.append(code)
            left -= costs[code]
    return [code for code in costs if code in bought]


def equal_shares(costs, votes, groups, total):
    """Return what is bought with equal shares, raised as long as the sum allows it."""
    wanted = [code for code in costs if votes[code] and costs[code] <= total]
    voters = sum(number for _, number in groups)
    first, step = Fraction(total, voters), -(-total // (100 * voters))
    raises, bought = 0, buy(wanted, costs, votes, groups, first)
    while raises < MOST_RAISES:
        left = total - sum(costs[code] for code in bought)
        others = [code for code in wanted if code not in bought]
        if all(costs[code] > left for code in others):
            break
        # Until one of the others could be paid by all its backers' whole shares, nothing changes.
        needed = min((Fraction(costs[code], votes[code]) - first) / step for code in others)
        after = min(max(raises + 1, -(-needed.numerator // needed.denominator)), MOST_RAISES)
        more = buy(wanted, costs, votes, groups, first + after * step)
        if sum(costs[code] for code in more) > total:
            # The share before stands; it may buy otherwise than the one that was tried last.
            return buy(wanted, costs, votes, groups, first + (after - 1) * step)
        raises, bought = after, more
    return bought


def buy(wanted, costs, votes, groups, share):
    """Return what is bought when every voter holds the share: least part of its cost first."""
    # Purses are whole numbers of a part of a fen: `unit` of them are one fen.
    purses, unit, bought = [share.numerator] * len(groups), share.denominator, []
    # What has to be paid of a project's cost only grows, so the least known part goes first.
    queue = [
        (Fraction(1, votes[code]), -votes[code], costs[code], at, code)
        for at, code in enumerate(wanted)
    ]
    heapq.heapify(queue)
    while queue:
        known, more, cost, at, code = heapq.heappop(queue)
        price = price_of(code, cost * unit, groups, purses)
        if price is None:
            continue
        part = price / (cost * unit)
        if part > known:
            heapq.heappush(queue, (part, more, cost, at, code))
            continue
        bought.append(code)
        unit *= price.denominator
        purses = [
            max(purse * price.denominator - price.numerator, 0)
            if code in ticked
            else purse * price.denominator
            for purse, (ticked, _) in zip(purses, groups)
        ]
    return bought


def price_of(code, due, groups, purses):
    """Return what each backer pays at most; the poorest give all they have. None: not enough."""
    backers = sorted((purse, n) for purse, (ticked, n) in zip(purses, groups) if code in ticked)
    many = sum(n for _, n in backers)
    for purse, number in backers:
        if purse * many >= due:
            return Fraction(due, many)
        due -= purse * number
        many -= number
    return None


# ---------------------------------------------------------------- hashes


def canonical(value):
    """Return the one spelling of a value: keys sorted, no spaces, UTF-8."""
    said = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return said.encode("utf-8")
    except UnicodeEncodeError as fault:
        raise NoRecordError("有读不出来的字") from fault


def hash_of(record):
    rest = {key: value for key, value in record.items() if key != "hash"}
    return hashlib.sha256(canonical(rest)).hexdigest()


def leaves_of(record):
    """Return what the tree stands on: the head, then every published line in its order."""
    leaves = [canonical({key: record[key] for key in HEAD})]
    lists = record["ballots"]
    if "named" in lists:
        for name in ("named", "opinions"):
            leaves += [canonical([name, line]) for line in lists[name]]
    else:
        leaves += [canonical(["receipts", code]) for code in lists["receipts"]]
        for no, choices in enumerate(lists["choices"], 1):
            leaves += [canonical([no, answer]) for answer in choices]
    return leaves


def root_of(leaves):
    """RFC 6962, 2.1: split at the greatest power of two below the number of leaves."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    both = root_of(leaves[:half]) + root_of(leaves[half:])
    return hashlib.sha256(b"\x01" + both).digest()


# ---------------------------------------------------------------- the recount


def recount(record, printed=None):
    """Return what is wrong with a record, in words, and what the recount came to."""
    check_shape(of_type(dict, record))
    said, found = faults_of_lists(record), {}
    wrong = faults_of_answers(record)
    said += wrong
    if not wrong:
        found = recounted(record)
        said += ["这条规则算不出这样的票"] if found["outcomes"] is None else []
        for key, words in (
            ("tallies", "重数一遍，票数不一样"),
            ("outcomes", "重算一遍，结果不一样"),
            ("code", "重算一遍，总的结果不一样"),
        ):
            # As text: 1 and true are one to Python, and two to whoever reads.
            if found[key] is not None and canonical(found[key]) != canonical(record[key]):
                said.append(words)
    found["merkle_root"], found["hash"] = root_of(leaves_of(record)).hex(), hash_of(record)
    if found["merkle_root"] != record["merkle_root"]:
        said.append("名单或者票被改过，总校验对不上")
    if found["hash"] != record["hash"]:
        said.append("记录被改过，校验码对不上")
    if printed is not None and "".join(printed.split()).lower() != found["hash"]:
        said.append("记录和纸上印的校验码不一样")
    return said, found


def recounted(record):
    """Return tallies, outcomes and code as this program makes them from the lists."""
    bases = list(sizes(record["roll"]["bases"]))
    tallies, outcomes = [], []
    for at, question in enumerate(record["questions"]):
        answers = {base: counted(record, at, base) for base in bases}
        tallies.append([tally_of(question, base, answers[base]) for base in bases])
        outcomes.append(decide(record, question, tallies[-1], answers[bases[0]]))
    if None in outcomes:
        return {"tallies": tallies, "outcomes": None, "code": None}
    codes = {outcome["code"] for outcome in outcomes}
    code = codes.pop() if len(codes) == 1 else "each-its-own"
    return {"tallies": tallies, "outcomes": outcomes, "code": code}


# ---------------------------------------------------------------- the sum, in words

UNITS = {"household": "户", "owner": "位业主", "interested_owner": "位业主", "group": "个组"}
COUNTS = {"roll": "名册上", "cast": "投票的", "present": "到会的"}
CODES = {
    "passed": "通过",
    "not-passed": "没有通过",
    "majority-for": "多数赞成（意见征求，不算通过）",
    "no-majority": "没有过半（意见征求）",
    "quorum-not-met": "参加的不够",
    "each-its-own": "每个问题各有结果",
}


def amount(base, number):
    """Return a number with its unit; area is kept in hundredths of a square metre."""
    number = Fraction(number)
    number, unit = (number / 100, "平方米") if base == "area" else (number, UNITS.get(base, "人"))
    if number.denominator == 1:
        return "%d %s" % (number, unit)
    return "%d 又 %s %s" % (number, number - int(number), unit)


def money(fen):
    return ("%d.%02d" % divmod(fen, 100)).replace(".00", "") + " 元"


def school_sum(record, found):
    """Return the sum, line by line, as it is written on paper."""
    yield "《%s》（第 %d 号）" % (record["title"], record["no"])
    outcomes = found.get("outcomes") or [None] * len(record["questions"])
    for no, question in enumerate(record["questions"]):
        yield ""
        yield "问题 %d：%s" % (no + 1, question["text"])
        labels = {option[0]: option[1] for option in question["options"]}
        for tally in found.get("tallies", [])[no : no + 1]:
            for each in tally:
                yield from counted_lines(question, each, labels)
        if outcomes[no] is not None:
            yield from outcome_lines(question, outcomes[no], labels)


def counted_lines(question, tally, labels):
    base = tally["base"]
    for code, number in tally["votes"].items():
        yield "  %s：%s" % (labels[code], amount(base, number))
    yield "  空白：%s，废票：%s" % (amount(base, tally["blank"]), amount(base, tally["spoiled"]))
    ticks = "（一张票可以选几个，上面加起来会多）" if question["most"] > 1 else ""
    yield "  一共投票：%s%s" % (amount(base, tally["cast"]), ticks)


def outcome_lines(question, outcome, labels):
    for test in outcome["tests"]:
        base, word = test["base"], "达到" if test["op"] == "ge" else "超过"
        who = "参加" if test["name"] == "taking-part" else "赞成"
        yield "  %s%s %s。%s %s，要%s它的 %s，就是 %s：%s" % (
            "“%s” " % labels[test["option"]] if test["option"] else "",
            who,
            amount(base, test["number"]),
            COUNTS[test["counted"]],
            amount(base, test["of"]),
            word,
            test["share"],
            amount(base, Fraction(test["limit"])),
            "够了" if test["is_met"] else "不够",
        )
    if question["kind"] == "budget":
        yield "  总额 %s，够给的项目：" % money(question["total"])
        costs = {option[0]: option[4] for option in question["options"]}
        for code in outcome["chosen"]:
            yield "    %s，%s" % (labels[code], money(costs[code]))
    elif outcome["chosen"]:
        is_for = outcome["code"] in ("passed", "majority-for")
        word = "选上的" if is_for else "票数够的（参加的人不够，不算选上）"
        yield "  %s：%s" % (word, "、".join(labels[code] for code in outcome["chosen"]))
    if outcome["tied"]:
        yield "  票数相同，分不出的：%s" % "、".join(labels[code] for code in outcome["tied"])
    yield "  结果：%s" % CODES[outcome["code"]]


def main(arguments=None):
    asked = argparse.ArgumentParser(description="把公布的投票记录重数一遍。")
    asked.add_argument("file", metavar="FILE", help="下载的记录")
    asked.add_argument("--printed", metavar="HASH", help="纸上印的校验码")
    options = asked.parse_args(arguments)
    say = sys.stdout.write
    try:
        with open(options.file, encoding="utf-8-sig") as file:
            record = parse(file.read())
        said, found = recount(record, options.printed)
    except (OSError, UnicodeDecodeError) as fault:
        say("这份文件打不开：%s\n" % fault)
        return 2
    except NoRecordError as fault:
        say("这不是一份投票记录：%s\n" % fault)
        return 2
    for line in school_sum(record, found):
        say(line + "\n")
    say("\n校验码：%s\n" % found["hash"])
    for line in said:
        say("不对：%s。\n" % line)
    if not said:
        say("重数一遍，和公布的一样。\n")
        if options.printed is None:
            say("请再看一看：上面的校验码和纸上印的是不是一样。\n")
    return 1 if said else 0


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.exit(main())
