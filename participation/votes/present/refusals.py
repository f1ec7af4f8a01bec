"""What a resident or the clerk is told when a vote says no, and what to do next."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from participation.kernel.outcome import Refusal

REFUSALS: Mapping[str, LazyString] = {
    "base-not-in-rule": _l("这条规则不能这样数。请只按户数，或者只按人数。"),
    "choice-not-on-ballot": _l("票上没有这一项。请从票上的选项里选一个。"),
    "closes-before-it-opens": _l("截止时间要晚于开始时间。请改一下截止时间。"),
    "no-channel": _l("请至少选一种投票方式。"),
    "not-yet-the-hour": _l("还没到公布的时间。请到票上写的时间再来看。"),
    "option-empty": _l("有一个选项没有写字。请写上，或者删掉。"),
    "options-alike": _l("有两个选项一样。请改成不同的。"),
    "options-do-not-fit": _l("这些选项和投票方式不配。请重新选一种问法。"),
    "paper-not-balanced": _l("票根和纸票的数目不一样。请重新数一遍，再录入。"),
    "present-not-counted": _l("这条规则要数到会的人。请先录入签到。"),
    "publishes-before-it-closes": _l("公布时间不能早于截止时间。请改一下公布时间。"),
    "question-empty": _l("还没有写要问什么。请写上一句话。"),
    "rule-is-paper-only": _l("选举和罢免只能用纸票。请只选纸票，其他事另外开一次投票。"),
    "rule-must-be-secret": _l("这条规则要求无记名。请选无记名。"),
    "rule-not-in-force": _l("这条规则在这一天不适用。请换一条规则。"),
    "same-person-confirms": _l("清点和核对要由两个人来做。请换一个人核对。"),
    "tally-unsound": _l("票数比名册或者到会的人还多。请再核对一遍。"),
    "too-few-options": _l("至少要有两个选项。请再加一个。"),
    "too-many-options": _l("选项太多了。请合并一些。"),
    "vote-already-confirmed": _l("已经核对过了，不用再核对。请等公布。"),
    "vote-already-counted": _l("已经清点过了，不能再录入。有疑问请找监督委员会。"),
    "vote-already-open": _l("投票已经开始了，不能再改。请看投票进度。"),
    "vote-already-published": _l("结果已经公布了。请看结果页。"),
    "vote-closed": _l("投票已经截止。请等结果公布。"),
    "vote-not-confirmed": _l("监督委员会还没有核对。请等核对以后再来。"),
    "vote-not-counted": _l("还没有清点。请先清点纸票。"),
    "vote-not-open": _l("投票还没有开始。请到票上写的时间再来。"),
    "vote-still-open": _l("投票还没有截止。请等截止以后再来。"),
}


def refusal_words(refusal: Refusal) -> LazyString:
    """Return the words of a refusal of `votes.rules`."""
    return REFUSALS[refusal.code]
