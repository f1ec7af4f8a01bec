"""An election → what stands on its papers: lists, ballots, count sheets, the result sheet.

Paper speaks Chinese whatever the page's language is; whoever prints forces that locale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from participation.committees.present import KINDS
from participation.committees.rules import CommitteeKind
from participation.paper import elections as paper
from participation.paper.minutes import Proof
from participation.votes.present.elections.results import PostShown, Shown, shown
from participation.votes.present.elections.words import BASES, where_written
from participation.votes.rules.decision_rules import Rule
from participation.votes.rules.elections.counting import Typed
from participation.votes.rules.elections.plan import Election, Post
from participation.votes.rules.elections.proxies import Proxy
from participation.votes.rules.elections.voters import Elector, Objection
from participation.web.tongue import day_full, moment_full

BETWEEN_HOMES = "、"
SUPERVISORS = {
    CommitteeKind.VILLAGE: "村务监督委员会",
    CommitteeKind.COMMUNITY: "居务监督委员会",
}
ELECTORS = {CommitteeKind.VILLAGE: "村民选举委员会", CommitteeKind.COMMUNITY: "居民选举委员会"}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose paper it is."""

    committee: str
    kind: CommitteeKind

    @property
    def issuer(self) -> str:
        """Who runs the election: 柳根村村民选举委员会."""
        return f"{self.committee}{ELECTORS[self.kind]}"

    @property
    def seals(self) -> tuple[str, ...]:
        """Who sets a seal under a result."""
        return (self.issuer, f"{self.committee}{SUPERVISORS[self.kind]}")

    @property
    def full(self) -> str:
        """The committee's full name: 柳根村村民委员会."""
        return f"{self.committee}{KINDS[self.kind]}"


def voters_list(
    election: Election, listed: Sequence[Elector], head: Letterhead, published_on: date | None
) -> paper.PublicList:
    """Return the list of voters by household, with the days to object."""
    homes: dict[tuple[str, str], list[Elector]] = {}
    for one in listed:
        homes.setdefault((one.group_name, one.label), []).append(one)
    rows = tuple(
        (group, label, BETWEEN_HOMES.join(f"{one.no} {one.name}" for one in people))
        for (group, label), people in homes.items()
    )
    return paper.PublicList(
        title="选民名单",
        lead=f"{election.plan.title}，{day_full(election.plan.day)} 投票。"
        f"登记选民 {len(listed)} 人。名字前面的数是名单号。",
        columns=("小组", "户号", "登记的选民"),
        widths=(2, 2, 8),
        rows=rows,
        notes=_list_notes(election, published_on, head),
        issuer=head.issuer,
        issued_on=day_full(published_on) if published_on else "　　　年　　月　　日公布",
    )


def _list_notes(election: Election, published_on: date | None, head: Letterhead) -> tuple[str, ...]:
    days = election.terms.days
    if days is None:
        return (f"对名单有异议的，请向{head.issuer}提出。",)
    until = (
        f"在 {day_full(days.objections_until(published_on))} 以前"
        if published_on
        else f"自公布之日起 {days.objection} 日内"
    )
    where = where_written(election.rule, days.article)
    ask = f"对名单有异议的，请{until}向{head.issuer}提出，"
    return (f"{ask}{days.ruling} 日内作出处理决定并公布（{where}）。",)


def proxies_list(
    election: Election, given: Sequence[Proxy], head: Letterhead, today: date
) -> paper.PublicList:
    """Return the list of who votes for whom."""
    rows = tuple(
        (_who(one.giver), _who(one.holder), "近亲属" if one.is_kin else "其他选民",
         day_full(one.written_on))
        for one in given
    )  # fmt: skip
    where = where_written(election.rule, election.terms.proxy_article)
    return paper.PublicList(
        title="委托投票名单",
        lead=f"{election.plan.title}，{day_full(election.plan.day)} 投票。"
        f"书面委托 {len(given)} 份。",
        columns=("委托人", "受托人", "关系", "委托书日期"),
        widths=(4, 4, 2, 3),
        rows=rows,
        notes=(
            f"每人接受委托不得超过 {election.rule.proxy.most} 人，候选人不得接受委托（{where}）。",
        ),
        issuer=head.issuer,
        issued_on=day_full(today),
    )


def _who(one: Elector) -> str:
    return f"{one.no} {one.name}（{one.label}）"


def _posts(election: Election) -> tuple[paper.BallotPost, ...]:
    return tuple(
        paper.BallotPost(
            title=f"罢免 {post.title}" if election.is_recall else post.title,
            limit="只选一项" if election.is_recall else f"最多选 {post.seats} 人",
            names=tuple(one.name for one in election.standing_for(post)),
            blanks=_blanks(election, post),
        )
        for post in election.posts
    )


def _blanks(election: Election, post: Post) -> int:
    return post.seats if election.plan.has_write_in and not election.is_recall else 0


def ballot(election: Election, head: Letterhead) -> paper.ElectionBallot:
    """Return the ballot: candidates in order, how many at most, room for the stamp."""
    how = [
        "选谁，就在谁的方框里画○。" if not election.is_recall else "在一个方框里画○。",
        "选的比规定的多，或者看不清，这张票作废。",
        "不写自己的名字，写好折起来，投进投票箱。",
    ]
    if election.plan.booth:
        how.append(f"到秘密写票处写：{election.plan.booth}。")
    if election.plan.has_write_in:
        how.insert(1, "想选别人，把名字写在横线上，再画○。")
    return paper.ElectionBallot(
        place=head.committee,
        title=_title(election) + "选票",
        posts=_posts(election),
        how=tuple(how),
        stamp=head.issuer,
    )


def _title(election: Election) -> str:
    return election.plan.title + ("（另行选举）" if election.round > 1 else "")


def tally(election: Election) -> paper.TallySheet:
    """Return the count sheet."""
    return paper.TallySheet(
        title=_title(election),
        day=day_full(election.plan.day),
        posts=_posts(election),
        spoiled="废票",
    )


@dataclass(frozen=True, slots=True)
class Course:
    """What was done on the way, for the result sheet."""

    objections: Sequence[Objection]
    proxies: int


def result_title(election: Election) -> str:
    """Return what the sheet calls itself."""
    return "罢免结果报告单" if election.is_recall else "选举结果报告单"


def result_sheet(
    election: Election,
    typed: Typed,
    course: Course,
    head: Letterhead,
    proof: Proof,
    rerun: Rule | None,
) -> paper.ResultSheet:
    """Return the result sheet with its sums, the course, and the lines to sign."""
    told, sheet = shown(election, typed.sheet, rerun), typed.sheet
    return paper.ResultSheet(
        title=result_title(election),
        subject=f"{head.full}　{_title(election)}",
        facts=(
            ("投票日", f"{day_full(election.plan.day)}　{election.plan.hours}"),
            ("会场", election.plan.place),
            ("秘密写票处", election.plan.booth or "没有"),
            ("流动票箱", election.plan.box or "没有"),
            ("怎么选", f"{election.rule.title}，{BASES[election.plan.base]}"),
            *_recall_facts(election),
        ),
        papers=tuple((str(one["label"]), str(one["sum"])) for one in told.papers),
        quorum=_sum(told.quorum),
        posts=tuple(_result_post(told, one) for one in told.posts),
        following=told.following,
        course=_course(election, typed, course),
        signers=(
            ("唱票人", sheet.callers),
            ("计票人", sheet.tellers),
            ("监票人", sheet.watchers),
            ("选举委员会主任", ""),
        ),
        seals=head.seals,
        proof=proof,
    )


def _recall_facts(election: Election) -> tuple[tuple[str, str], ...]:
    recall = election.plan.recall
    if recall is None:
        return ()
    return (
        ("要求罢免", f"{recall.post} {recall.name}"),
        ("理由", recall.reason),
        ("纸上联名", f"{recall.signed} 个，一共 {recall.entitled} 个"),
        ("本人的申辩", recall.answer or "没有提出"),
    )


def _sum(line: dict[str, object]) -> paper.Sum:
    verdict = line.get("fate") or ("够" if line["is_met"] else "不够")
    return paper.Sum(
        name=str(line["label"]),
        figures=str(line["sum"]),
        limit=str(line["limit"]),
        verdict=str(verdict),
        where=str(line["article"]),
    )


def _result_post(told: Shown, post: PostShown) -> paper.ResultPost:
    sums = tuple(_sum(line) for line in post.lines) if told.is_valid else ()
    return paper.ResultPost(post.title, post.verdict, sums)


def _course(election: Election, typed: Typed, course: Course) -> tuple[tuple[str, str], ...]:
    published = election.published_on
    ruled = sum(1 for one in course.objections if one.ruled_on)
    confirmed = election.confirmed_at
    return (
        ("名单公布", day_full(published) if published else "没有"),
        ("异议", f"收到 {len(course.objections)} 条，处理 {ruled} 条"),
        ("委托投票", f"书面委托 {course.proxies} 份，名单已公布" if course.proxies else "没有"),
        ("印制选票", f"{election.printed} 张"),
        ("录入", f"{typed.typed_by}　{moment_full(typed.at)}"),
        ("确认", f"{election.confirmed_by}　{moment_full(confirmed)}" if confirmed else "没有"),
    )
