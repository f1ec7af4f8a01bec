"""States, chips, channels and who-wins lines of a vote in words."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from participation.votes.rules.ballots import SLIP_LINES, Channel, Secrecy, Wins
from participation.votes.rules.binding import Binding, Why
from participation.votes.rules.life import State
from participation.votes.rules.outcomes import Code
from participation.votes.rules.verify import Fault

STATES: Mapping[State, LazyString] = {
    State.DRAFT: _l("还在准备"),
    State.ANNOUNCED: _l("正在公示"),
    State.OPEN: _l("正在投票"),
    State.PAUSED: _l("暂停了"),
    State.CANCELLED: _l("取消了"),
    State.CLOSED: _l("已停止投票，等清点"),
    State.COUNTED: _l("已清点，等监督委员会核对"),
    State.CONFIRMED: _l("已核对，等公布"),
    State.PUBLISHED: _l("已公布"),
    State.FINAL: _l("公示期满"),
}

CHANNELS: Mapping[Channel, LazyString] = {
    Channel.PHONE: _l("手机"),
    Channel.PAPER: _l("纸票"),
    Channel.HELPER: _l("帮投"),
}

SECRECY: Mapping[Secrecy, LazyString] = {
    Secrecy.OPEN: _l("记名"),
    Secrecy.SECRET: _l("无记名"),
}

OUTCOMES: Mapping[Code, LazyString] = {
    Code.PASSED: _l("通过"),
    Code.NOT_PASSED: _l("未通过"),
    Code.MAJORITY_FOR: _l("多数赞成"),
    Code.NO_MAJORITY: _l("没有形成多数"),
    Code.QUORUM_NOT_MET: _l("参加的不够数"),
    Code.EACH_ITS_OWN: _l("各题结果不同"),
}

# The long form of a result, where it stands alone.
OUTCOME_LINES: Mapping[Code, LazyString] = {
    Code.PASSED: _l("通过"),
    Code.NOT_PASSED: _l("未通过"),
    Code.MAJORITY_FOR: _l("多数赞成（意见征求，不是决议）"),
    Code.NO_MAJORITY: _l("没有形成多数（意见征求，不是决议）"),
    Code.QUORUM_NOT_MET: _l("参加的不够数，没有结果"),
    Code.EACH_ITS_OWN: _l("几个问题结果不同，请看结果页"),
}

REASONS: Mapping[Why, LazyString] = {
    Why.BY_LAW: _l("按法律规定的方式投票，结果算数。"),
    Why.LAW_ALLOWS_PHONE: _l("法律允许用手机投票，结果算数。"),
    Why.CHARTER_APPROVED: _l("议事规则经乡镇（街道）同意，可以这样表决，结果算数。"),
    Why.OPINION_ONLY: _l("这次只听大家的意见，不作决定。"),
    Why.CHARTER_NOT_APPROVED: _l("议事规则还没有经乡镇（街道）同意，这次只听意见。"),
    Why.CHARTER_SILENT_ON_PHONE: _l("议事规则没有写可以用手机表决，这次只听意见。"),
    Why.LAW_SILENT_ON_PHONE: _l("法律没有写可以用手机表决，这次只听意见。"),
    Why.ONLY_INSTANT_MESSAGING: _l("法律只写了可以在线参加会议，没有写手机票，这次只听意见。"),
    Why.NEEDS_LOCAL_RULE: _l("要按本地的规定才能用手机表决，这次只听意见。"),
    Why.LOCAL_ALLOWS_PHONE: _l("本地规定允许用手机投票，结果算数。"),
    Why.OFFICIAL_SYSTEM_ONLY: _l("本地规定只认政府的电子投票系统，这次只听意见。"),
    Why.NOT_AT_A_MEETING: _l("法律要求到会的人表决，不开会只听意见。"),
    Why.QUORUM_IN_CHARTER: _l("多少人参加才算数要由章程写明，现在只听意见。"),
}

WINS: Mapping[Wins, LazyString] = {
    Wins.LAST_COUNTS: _l("截止前可以改，最后一次算数。"),
    Wins.PAPER_WINS: _l("手机和纸票都投了，截止前收到的纸票算数。"),
    Wins.ONLY_WITH_RECEIPT: _l("截止前想改，要用回执码，不然第一次算数。"),
    Wins.FIRST_STANDS: _l("手机和纸票都投了，先收到的算数。"),
}

FAULTS: Mapping[Fault, LazyString] = {
    Fault.MALFORMED: _l("这份记录读不出来，请重新下载。"),
    Fault.NOT_THE_PRINTED: _l("记录和纸上印的校验码不一样。"),
    Fault.HASH: _l("记录被改过，校验码对不上。"),
    Fault.ROOT: _l("名单或者票被改过，总校验对不上。"),
    Fault.RULE: _l("规则的写法被改过。"),
    Fault.QUESTION: _l("问题或者选项写得不对，不能这样投。"),
    Fault.TALLY: _l("重数一遍，票数不一样。"),
    Fault.OUTCOME: _l("重算一遍，结果不一样。"),
    Fault.ORDER: _l("名单没有按顺序排好。"),
    Fault.LENGTHS: _l("回执和选票的数目不一样。"),
    Fault.MARKS: _l("领票的数目和选票的数目不一样。"),
    Fault.HELPERS: _l("帮投的数目和每个帮投员的合计不一样。"),
    Fault.ROLL: _l("投票的比名册上的多。"),
    Fault.CHANNEL: _l("有票来自没有开放的投票方式。"),
    Fault.CHOICE: _l("有票选了票上没有的内容。"),
    Fault.RECEIPT: _l("有回执码重复或者不对。"),
    Fault.VOTER: _l("有一户（人）出现了两次。"),
    Fault.UNDECIDABLE: _l("这条规则算不出这样的票。"),
}


def binding_chip(binding: Binding) -> LazyString:
    """Return the first chip of every slip: whether this decides or asks."""
    return _l("表决") if binding.is_binding else _l("意见征求")


def slip_lines(secrecy: Secrecy) -> tuple[LazyString, ...]:
    """Return the lines on who wins that are printed on a slip."""
    return tuple(WINS[line] for line in SLIP_LINES[secrecy])
