"""What the clerk is told when an election or recall says no, by which article, and what to do."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

REFUSALS: Mapping[str, LazyString] = {
    "base-fixed": _l("名单已经公布，不能再换选举方式。请另外开始一次选举。"),
    "booth-missing": _l(
        "没有写秘密写票处。法律要求选举时设秘密写票处（组织法第%(article)s条）。请写上在哪里。"
    ),
    "candidate-ambiguous": _l("名册上有几个人叫%(name)s。请在名字后面写竖线和户号。"),
    "candidate-elsewhere": _l("%(label)s 户里没有叫%(name)s的人。请核对户号。"),
    "candidate-twice": _l("%(name)s写了两次。同一个人请只留在一个职位上。"),
    "candidate-under-age": _l(
        "%(name)s在投票日还不满十八岁，不能当候选人（组织法第%(article)s条）。请换人。"
    ),
    "candidates-too-few": _l(
        "%(post)s要选 %(seats)s 人，候选人要比这个数多（组织法第%(article)s条）。请再加候选人。"
    ),
    "correction-needs-reason": _l("名单已经公布，改动要写明原因。请写上。"),
    "count-changed": _l("刚才有人重新录了票数。请再看一遍新的数，再确认。"),
    "count-missing": _l("还没有人录票数。请先照计票单录入。"),
    "count-too-early": _l("投票日是 %(day)s，现在还不能录票数。请到那天再录。"),
    "count-unnamed": _l("请写上谁唱票、谁计票、谁监票。"),
    "day-ahead": _l("这个日子还没有到。请写真实的日子。"),
    "election-confirmed": _l("结果已经确认公布，不能再改。有疑问请找乡镇（街道）。"),
    "election-day-past": _l("投票日要在今天以后。请改一下日子。"),
    "election-not-confirmed": _l("票数还没有经第二个人确认。请先确认。"),
    "election-over": _l("已经录过票数，这一步不能再改。请看结果。"),
    "election-too-soon": _l(
        "名单要在投票日前 %(days)s 天公布（组织法第%(article)s条），来不及了。请把投票日往后放。"
    ),
    "election-unknown": _l("没有找到这次选举。请回到列表看看。"),
    "issued-too-many": _l("发出的票比登记的选民 %(most)s 人还多。请重新核对。"),
    "list-empty": _l("名单里还没有登记选民。请先登记。"),
    "list-not-published": _l("选民名单还没有公布。请先公布名单。"),
    "list-published": _l("名单已经公布了。要改动，请用“更正”，写上日子和原因。"),
    "list-too-late": _l(
        "名单要在投票日前 %(days)s 天公布（组织法第%(article)s条），最晚 %(latest)s。"
        "请把投票日往后放，再公布。"
    ),
    "member-is-candidate": _l(
        "%(name)s是选举委员会的人。被提名以后应当退出选举委员会（组织法第%(article)s条）。"
        "请先改选举委员会名单。"
    ),
    "members-too-few": _l(
        "选举委员会由主任、副主任和委员组成（组织法第%(article)s条），至少 %(least)s 个人。请补上。"
    ),
    "numbers-unread": _l("请写名单上的号，比如 12，15-40。"),
    "objection-ruled": _l("这条异议已经有了处理决定。请看记录。"),
    "objection-too-early": _l("提异议的日子早于名单公布的日子。请核对。"),
    "objection-too-late": _l(
        "名单公布满 %(days)s 天，不再收异议（组织法第%(article)s条）。请告诉来人去找乡镇（街道）。"
    ),
    "objection-unknown": _l("没有找到这条异议。请回到名单看看。"),
    "papers-do-not-add-up": _l("有效票加废票要等于收回的 %(returned)s 张。请重新核对。"),
    "petition-few": _l(
        "联名的人数不够：至少要 %(least)s 人（组织法第%(article)s条）。人数够了再来登记。"
    ),
    "petition-not-of-law": _l("法律没有写这样的联名办法（组织法第%(article)s条）。请选别的一种。"),
    "petition-unsound": _l("联名人数要大于零，也不能比总人数多。请核对这两个数。"),
    "posts-missing": _l("还没有写要选什么职位、谁是候选人。请先写候选人。"),
    "proxy-barred": _l(
        "由居民代表投票的选举，不能委托别人投（组织法第%(article)s条）。请代表自己来投。"
    ),
    "proxy-given": _l("%(name)s已经委托过别人了。要换人，请先收回原来的委托。"),
    "proxy-is-away": _l("委托别人的人自己不来投，不能再替别人投。请换一个受托人。"),
    "proxy-is-candidate": _l(
        "%(name)s是候选人，不能替别人投（组织法第%(article)s条）。请换一个受托人。"
    ),
    "proxy-law-silent": _l("法律没有写罢免投票可以委托。这里不登记委托，请问乡镇（街道）怎么办。"),
    "proxy-not-kin": _l("这里只能委托近亲属（组织法第%(article)s条）。请换一个受托人。"),
    "proxy-not-written": _l("委托要有书面的委托书（组织法第%(article)s条）。请收到委托书再登记。"),
    "proxy-to-self": _l("委托人和受托人是同一个人。请核对名单号。"),
    "proxy-too-many": _l(
        "%(name)s已经替 %(most)s 个人投票，不能再多（组织法第%(article)s条）。请换一个受托人。"
    ),
    "proxy-undated": _l("委托书的日子在投票日以后。请核对。"),
    "proxy-unknown": _l("这个号没有委托过别人。请核对名单号。"),
    "recall-has-no-candidates": _l("罢免票上只有同意、不同意和弃权，没有候选人。请接着印票。"),
    "recall-reason-missing": _l("要求罢免，要说明理由（组织法第%(article)s条）。请写上理由。"),
    "rerun-not-needed": _l("没有空着的名额要另行选举。参加的人不够时，请重新开始一次选举。"),
    "rerun-started": _l("另行选举已经开始了。请在列表里找。"),
    "returned-too-many": _l(
        "收回的票比发出的 %(most)s 张还多。请重新清点；还是多，请问乡镇（街道）怎么办，先不要录。"
    ),
    "rule-not-of-elections": _l("这条规则不是选举或罢免的规则。请从“发起投票”开始。"),
    "ruling-too-early": _l("处理的日子早于提异议的日子。请核对。"),
    "too-many-ballots": _l("印的票太多了，最多 %(most)s 张。请核对要印几张。"),
    "voter-has-proxy": _l("有一个人登记了委托，先收回他的委托，再从名单上去掉。"),
    "voter-not-listed": _l("这个号不在登记的选民里。请对着名单核对。"),
    "votes-too-many": _l(
        "%(post)s的票数太多了：有效票 %(valid)s 张，每张最多选 %(seats)s 人。请对着计票单核对。"
    ),
    "write-in-not-allowed": _l("这次的票上没有“另选他人”。请把另选的票算作废票，再核对。"),
    "write-in-of-no-post": _l("这次没有选这个职位。请对着计票单核对职位。"),
    "write-in-twice": _l("%(post)s里有一个名字写了两次。请把票数合在一起。"),
}
