"""Draws the samples beside it, of invented people: `python docs/samples/draw.py`."""

import subprocess
from pathlib import Path

from PIL import Image

from participation.kernel.outcome import Refusal
from participation.paper.fonts import Fonts, find_fonts
from participation.paper.minutes import (
    Passage,
    Proof,
    Quorum,
    Record,
    RecordItem,
    Roll,
    Summary,
    Task,
    print_record,
    print_summary,
)
from participation.paper.slips import (
    BallotSlip,
    HomeCard,
    PaperOption,
    print_ballot_slips,
    print_home_cards,
)

HERE = Path(__file__).parent
HOMES = (
    "3-041 户",
    "3-042 户",
    "王䶮 户",
    "张𬭚 户",
    "1-007 户",
    "2-018 户",
    "买买提·吐尔逊 户",
    "李㛃 户",
)
ADDRESS = "https://yiqilai.example.cn/s/7K3F9M2QX4RT8VWY2BCDGHJNPS"
PEOPLE = (
    ("王䶮", "议事会主任"),
    ("李㛃", "议事会成员"),
    ("张𬭚", "议事会成员"),
    ("买买提·吐尔逊", "议事会成员"),
    ("陈悦", "议事会成员"),
    ("赵喆", "议事会成员"),
    ("周璟", "第一小组组长"),
    ("吴珺", "第二小组组长"),
    ("郑玥", "第三小组组长"),
    ("王瑄", "村民代表"),
    ("冯堃", "村民代表"),
    ("陈昇", "村民代表"),
    ("褚秀英", "村民代表"),
    ("卫国强", "村民代表"),
    ("蒋桂兰", "村民代表"),
)
PROOF = Proof(
    serial_no="柳议记〔2026〕3号",
    version="2",
    short_hash="9f3c 41ab 77d0 e512",
    log_head="5be0cd19137e2179a54ff53a3c6ef372bb67ae856a09e667510e527f1f83d9ab",
    code="R7K3-F9M2",
    address="https://yiqilai.example.cn/r/R7K3F9M2",
)


def cards() -> list[HomeCard]:
    return [
        HomeCard(
            "柳根村", home, "第三小组", f"{ADDRESS}{n}", "7K3F-9M2Q", "赵敏 130 0000 0001", True
        )
        for n, home in enumerate(HOMES)
    ]


def slips(options: tuple[PaperOption, ...], *, secret: bool, count: int) -> list[BallotSlip]:
    rule = (
        "同一户投两次，以第一次为准；凭回执码可以改。"
        if secret
        else "停止前可以改，以最后一次为准；纸票先于手机。"
    )
    return [
        BallotSlip(
            place="柳根村",
            household_label=home,
            group="第三小组",
            question="村东路 620 米，今年修不修？",
            chips=("意见征求", "无记名") if secret else ("表决", "记名"),
            options=options,
            secret=secret,
            address=f"{ADDRESS}{number}",
            typed_code="7K3F-9M2Q",
            serial_no=f"{number:03d}",
            closes="11月30日 20:00",
            rule_line=rule,
            digits=f"{4071 + 37 * number}",
            phone="130 0000 0001",
            signature_line=not secret,
            sample=True,
        )
        for number, home in enumerate(HOMES[:count], start=1)
    ]


def record() -> Record:
    road = RecordItem(
        title="村东路 620 米，今年修不修",
        proposer="第三小组 3-041 户",
        text_put="村集体出 6 万元，其余申请奖补，今年修完村东路 620 米。",
        speakers=(
            ("郑玥", "雨天孩子上学踩泥，今年该修。"),
            ("卫国强", "奖补没有批下来怎么办？先问清楚再动工。"),
            ("买买提·吐尔逊", "可以先修村口到学校的 280 米。"),
        ),
        method="举手",
        counts=(("赞成", 11), ("反对", 2), ("弃权", 2)),
        decision="多数赞成。报村民代表会议决定。",
        dissent=("卫国强：钱没有到账以前，不同意动工。",),
        tasks=(
            Task("问镇里奖补的条件和时间", "张𬭚", "2026年12月5日"),
            Task("请两家施工队报价", "李㛃", "2026年12月12日"),
        ),
    )
    lamp = RecordItem(
        title="学校门口路灯验收",
        proposer="陈悦",
        speakers=(("陈悦", "灯 10 月 12 日亮了，两位邻居看过。"),),
        decision="同意验收，贴在公告栏。",
    )
    return Record(
        title="柳根村村民议事会会议记录",
        body="柳根村村民议事会",
        when="2026年11月25日 19:00",
        place="村部二楼会议室",
        form="现场会议",
        convener="王䶮",
        chair="王䶮",
        recorder="赵敏",
        roll=Roll(
            due=21,
            present=15,
            leave=("沈大勇", "韩梅"),
            absent=("杨立", "朱红", "秦海", "尤芳"),
            observers=("许国华（镇驻村干部）", "何玉（村务监督委员会）"),
            proxies=(("韩梅", "陈悦"),),
        ),
        quorum=Quorum(
            "过半数：21 人的一半是 10.5 人，要 11 人；到了 15 人",
            True,
            "《柳根村议事会章程》第九条",
        ),
        items=(road, lamp),
        signers=PEOPLE,
        seals=("柳根村村民委员会", "柳根村村务监督委员会"),
        proof=PROOF,
        tellers="监票 何玉，计票 赵敏",
    )


def summary() -> Summary:
    return Summary(
        mark="柳根村村民议事会纪要",
        number="〔2026〕3号",
        title="关于修建村东路和路灯验收的会议纪要",
        passages=(
            Passage(
                "2026年11月25日晚，王䶮主持召开柳根村村民议事会2026年第3次会议，"
                "听取第三小组关于修建村东路的提议，研究路灯验收等事项。"
                "现将会议议定事项纪要如下。"
            ),
            Passage("一、关于村东路建设", 1),
            Passage("（一）基本情况", 2),
            Passage(
                "村东路全长620米，雨天泥泞，孩子上学不便。会议认为，修路是村民反映最集中的一件事，"
                "今年应当办。村集体可以出6万元，其余部分向镇里申请奖补。"
            ),
            Passage("（二）议定意见", 2),
            Passage(
                "会议以举手方式表决，应到21人，实到15人；赞成11人，反对2人，弃权2人。"
                "多数赞成，报村民代表会议决定。卫国强保留意见：奖补到账以前不动工。"
            ),
            Passage("二、关于路灯验收", 1),
            Passage("学校门口路灯10月12日亮灯，两位邻居现场看过，会议同意验收。"),
        ),
        present=tuple(name for name, _ in PEOPLE),
        leave=("沈大勇", "韩梅"),
        observers=("许国华", "何玉"),
        issuer="柳根村村民议事会",
        issued_on="2026年11月26日",
        copies_to="许家镇人民政府",
        proof=PROOF,
    )


def prints(fonts: Fonts) -> dict[str, bytes | Refusal]:
    road = PaperOption("修", "村集体出 6 万，其余申请奖补")
    three = (road, PaperOption("今年不修"), PaperOption("弃权"))
    four = (*three[:2], PaperOption("先修一半", "村口到学校 280 米"), three[2])
    short = (PaperOption("赞成"), PaperOption("反对"), PaperOption("弃权"))
    return {
        "home-cards": print_home_cards(cards(), fonts),
        "slips-secret": print_ballot_slips(slips(three, secret=True, count=4), fonts),
        "slips-open": print_ballot_slips(slips(short, secret=False, count=4), fonts),
        "slips-four-options": print_ballot_slips(slips(four, secret=True, count=2), fonts),
        "record": print_record(record(), fonts),
        "summary": print_summary(summary(), fonts),
    }


def draw(path: Path) -> None:
    # Our own paths and a tool by name: nothing here comes from outside.
    subprocess.run(["pdftoppm", "-r", "100", "-png", path, path.with_suffix("")], check=True)  # noqa: S603, S607
    for picture in HERE.glob(f"{path.stem}-*.png"):
        Image.open(picture).convert("RGB").quantize(12).save(picture, optimize=True)


def main() -> None:
    fonts = find_fonts(HERE.parents[1] / "var" / "fonts")
    if isinstance(fonts, Refusal):
        raise SystemExit(f"fonts are missing: {fonts.facts['line']}")
    for name, pdf in prints(fonts).items():
        if isinstance(pdf, Refusal):
            raise SystemExit(f"{name}: {pdf.code}")
        path = HERE / f"{name}.pdf"
        path.write_bytes(pdf)
        draw(path)


if __name__ == "__main__":
    main()
