"""What a resident or the clerk is told when a vote says no, and what to do next."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from participation.kernel.outcome import Refusal

REFUSALS: Mapping[str, LazyString] = {
    "abstain-alone": _l("第 %(no)s 题里，弃权和别的不能一起选。请留一样。"),
    "account-needed": _l("这一步要用自己的账号来做。请先登录。"),
    "already-voted": _l("这张票已经投过了，第一次的算数。想改，请在选之前填上回执码。"),
    "area-needs-names": _l("按面积算的票，看面积就知道是谁投的，不能无记名。请选记名。"),
    "area-missing": _l("有 %(num)s 套房没有面积：%(flats)s。请在业主清册里补上，再打开投票。"),
    "question-unanswered": _l("第 %(no)s 题还没有选。请选好，再接着投。"),
    "ask-again": _l("这一票还没有记下来。请再按一次确认。"),
    "ballot-counted": _l("这一票已经算上了，没有再改。想改，请重新扫一次票上的码。"),
    "base-not-in-rule": _l("这条规则不能这样数。请只按户数，或者只按人数。"),
    "binding-needs-digits": _l("表决要用四位数核对。请选“要四位数”。"),
    "budget-decides-nothing": _l(
        "分钱的题按法律作不了决定。请改用征求意见的规则，结果再拿到会上表决。"
    ),
    "charter-not-approved": _l("议事规则还没有经乡镇（街道）同意。请先报去审查，再按它表决。"),
    "choice-not-on-ballot": _l("票上没有这一项。请从票上的选项里选一个。"),
    "closes-before-it-opens": _l("截止时间要晚于开始时间。请改一下截止时间。"),
    "code-waits": _l("这里试错的次数太多了。请过十五分钟再来，或者扫纸上的二维码。"),
    "cost-missing": _l("有一项没有写多少钱。请在竖线后面写上多少元。"),
    "counter-missing": _l("唱票、计票、监票的人，三个名字都要写上。请补上。"),
    "counters-alike": _l("唱票、计票、监票要三个不同的人。请改一下。"),
    "count-negative": _l("票数不能小于零。请改一下。"),
    "count-unreadable": _l("有一处看不懂，还没有录进去。请看标红的地方，改了再录。"),
    "digits-wait": _l("四位数试错的次数太多了。请过十五分钟再来，或者找村（居）委会。"),
    "digits-wrong": _l("四位数不对。请看票折起来的那一面，再输一次。"),
    "heading-missing": _l("几个问题印在一张票上，请写上总的叫什么。"),
    "helper-full": _l(
        "这次您已经帮满 %(most)s 票，不能再帮。请他找别的帮投员：%(others)s。也可以投纸票。"
    ),
    "helper-full-alone": _l(
        "这次您已经帮满 %(most)s 票，不能再帮。请村（居）委会另派一位帮投员，也可以投纸票。"
    ),
    "helper-needs-phone": _l("帮投也是在手机上投的。只用纸票，就不能帮投。请一起改。"),
    "helper-not-taken": _l("这次不用帮投。请他自己扫票上的码，或者填纸票。"),
    "helper-own-home": _l("自己家的票不能帮投。请家里人自己投，或者请别的帮投员。"),
    "helper-undeclared": _l("请先看清下面这句话，属实就打勾。不属实，请别的帮投员来。"),
    "help-not-begun": _l("这一页不是从核对票开始的，没有记下来。请重新核对他的票。"),
    "help-too-old": _l("这一页放了半个多小时，没有记下来。请重新核对他的票。"),
    "last-question": _l("票上至少要有一个问题。请改这个问题，不要去掉。"),
    "method-missing": _l("请选钱怎么分。"),
    "levy-cap-missing": _l("还没有写上限是多少、是哪份文件定的。请向乡镇问清楚，再写上。"),
    "levy-empty": _l("还没有写每人出多少钱、出几个工。请写上一样。"),
    "levy-exempt-missing": _l("有人按规定不用出钱或者不用出工。请把这几种人都勾上。"),
    "levy-missing": _l("这次投票要各户出钱或者出工，还不能打开。请先填筹资筹劳表。"),
    "levy-negative": _l("钱数、工数和户数不能小于零。请改一下。"),
    "levy-over-cap": _l("比上限高，不能这样收。请减下来，或者找乡镇商量别的办法。"),
    "levy-signed-too-many": _l("签字的户比全村的户还多。请再数一遍。"),
    "levy-unchecked": _l("乡镇还没有审核。请先把方案报给乡镇，再写上文号和日期。"),
    "levy-unsigned": _l("还没有一户签字。请先挨户征求意见、请各户签字，再写户数。"),
    "levy-wrong-meeting": _l(
        "各户出钱出工，只有村民会议或者它授权的村民代表会议能定。请换一条规则。"
    ),
    "no-channel": _l("请至少选一种投票方式。"),
    "nobody-in-range": _l("这些号里没有人。请看名册，换一个号。"),
    "not-yet-the-hour": _l("还没到公布的时间。请到票上写的时间再来看。"),
    "option-empty": _l("有一个选项没有写字。请写上，或者删掉。"),
    "overlay-foreign": _l("章程写的门槛，这条规则不这样数。请按规则写的户数、人数或者面积来定。"),
    "overlay-not-open": _l("上面的规定没有把这一点留给本地定。请照上面的规定办。"),
    "overlay-weaker": _l("章程定的比法律低，不能用。请照法律的门槛，或者定得更高。"),
    "options-alike": _l("有两个选项一样。请改成不同的。"),
    "options-do-not-fit": _l("这些选项和投票方式不配。请重新选一种问法。"),
    "papers-differ": _l("几道题的票数不一样。每张票的每一题都要录，没选的录成空白票。"),
    "paper-confirmed": _l("纸票已经核对过了，不能再录。请接着清点。"),
    "paper-is-secret": _l("无记名的纸票不和票号一起录。请只录票根。"),
    "paper-not-balanced": _l("票根和纸票的数目不一样。请重新数一遍，再录入。"),
    "paper-not-counted": _l("纸票还没有核对完。请先录入纸票，再请另一个人数一遍核对。"),
    "paper-not-needed": _l("记名的纸票在截止前已经录了。请直接清点。"),
    "paper-not-typed": _l("还没有人录入纸票。请先数票录入。"),
    "paper-stands": _l("这张票的纸票已经收到，纸票算数。有疑问请找监督委员会。"),
    "paper-not-taken": _l("这次不收纸票。请扫票上的码来投。"),
    "paper-unsigned": _l("这张纸票没有签名或手印，不算；他在手机上投的还算数。请把这张纸票另放。"),
    "pile-differs": _l(
        "录了 %(typed)s 张，您数出 %(papers)s 张。截止前没有录的不算，请另放；再数一遍。"
    ),
    "phone-not-taken": _l("这次只用纸票，手机投的不算。请填好纸票，投进票箱。"),
    "present-not-counted": _l("这条规则要数到会的人。请先录入签到。"),
    "publishes-before-it-closes": _l("公布时间不能早于截止时间。请改一下公布时间。"),
    "question-empty": _l("还没有写要问什么。请写上一句话。"),
    "receipt-wrong": _l("回执码不对，第一次投的还算数。请核对回执码，再试一次。"),
    "result-not-yet": _l("结果还没有公布。请到票上写的时间再来看。"),
    "retry-code-wrong": _l("这一页放得太久了，还没有记下来。请重新扫一次票上的码。"),
    "roll-empty": _l("名册里还没有人。请先导入名册，再打开投票。"),
    "rule-is-paper-only": _l("选举和罢免只能用纸票。请只选纸票，其他事另外开一次投票。"),
    "rule-must-be-secret": _l("这条规则要求无记名。请选无记名。"),
    "rule-not-in-force": _l("这条规则在这一天不适用。请换一条规则。"),
    "same-person-confirms": _l("清点和核对要由两个人来做。请换一个人核对。"),
    "seats-not-fewer": _l("差额选人，名额要比人选少。请改名额，或者加人选。"),
    "seal-broken": _l("选票打乱前后核对不一样，已经退回原样，先不能清点。请管理员查数据库。"),
    "sealer-missing": _l("选票还不能打乱封存，先不能清点。请管理员运行 run.py check，照提示做。"),
    "slip-elsewhere": _l("这张票是另一次投票的。请扫这次投票的票。"),
    "slip-marked": _l("这一户已经投过了，不能补票。有疑问请找监督委员会。"),
    "slip-revoked": _l(
        "这张票作废了，因为后来补发了一张新的。请用新的那张；没有新票，请找村（居）委会。"
    ),
    "slip-unknown": _l("没有找到这张票。请对着纸再输一次，或者扫票上的码。"),
    "stub-needs-choice": _l("记名的纸票要同时录入选了什么。请在票上看选项。"),
    "stub-voted": _l("这一户已经投过了，先收到的算数。这张纸票请不要放进投票箱。"),
    "ticks-do-not-fit": _l("最多选几项，要在两项和全部选项之间。请改一下。"),
    "total-covers-all": _l("这笔钱每一项都够办，不用投票选。请改总数，或者加项目。"),
    "total-missing": _l("请写上一共有多少钱。"),
    "too-many-questions": _l("一张票上的问题太多了。请分两次问。"),
    "too-many-ticks": _l("第 %(no)s 题选多了，最多选 %(most)s 项。请去掉几项。"),
    "tally-unsound": _l("票数比名册或者到会的人还多。请再核对一遍。"),
    "too-few-options": _l("至少要有两个选项。请再加一个。"),
    "too-many-options": _l("选项太多了。请合并一些。"),
    "witness-of-helper": _l("见证人是您自己家的，不行。请另找一位邻居。"),
    "witness-of-voter": _l("见证人是他自己家的，不行。请另找一位邻居。"),
    "witness-unknown": _l("没有找到见证人的码。请对着他的户卡或者户票再输一次。"),
    "witnesses-alike": _l("两位见证人是一家的，不行。请另找一家的邻居。"),
    "witnesses-missing": _l("要有四位数，或者两位见证人。请补上再往下走。"),
    "vote-already-confirmed": _l("已经核对过了，不用再核对。请等公布。"),
    "vote-already-counted": _l("已经清点过了，不能再录入。有疑问请找监督委员会。"),
    "vote-already-open": _l("投票已经开始了，不能再改。请看投票进度。"),
    "vote-already-published": _l("结果已经公布了。请看结果页。"),
    "vote-closed": _l("投票已经截止。请等结果公布。"),
    "vote-not-confirmed": _l("监督委员会还没有核对。请等核对以后再来。"),
    "vote-not-counted": _l("还没有清点。请先清点纸票。"),
    "vote-not-open": _l("投票还没有开始。请到票上写的时间再来。"),
    "vote-not-swept": _l("数据库正忙，旧的位置还没有清干净。过一会儿会自动再清。"),
    "vote-still-open": _l("投票还没有截止。请等截止以后再来。"),
    "vote-unknown": _l("没有找到这次投票。请回到投票列表看看。"),
}


def refusal_words(refusal: Refusal) -> LazyString:
    """Return the words of a refusal of `votes.rules`."""
    return REFUSALS[refusal.code]
