"""Paper: stubs typed before the close, the box typed after it, and a second person who confirms."""

from collections.abc import Mapping, Sequence

from participation.audit.actions import note
from participation.db.session import Session
from participation.kernel import codes
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.votes.actions.slips import find_any_slip
from participation.votes.actions.watching import check_carrier
from participation.votes.rules.ballots import (
    Channel,
    SecondMark,
    Secrecy,
    check_ballot,
    second_mark,
)
from participation.votes.rules.life import State
from participation.votes.rules.paper import (
    PaperBatch,
    check_batch,
    check_counted_by,
    check_pile,
    may_type_ballot,
    may_type_stub,
)
from participation.votes.rules.vote import Batch, CountedBy, Slip, Vote, Voter
from participation.votes.store import box, votes


def enter_stubs(session: Session, errand: Errand, no: int, code: str) -> Done[Voter] | Refusal:
    """Mark the voter of a paper stub (票根) of a secret vote; the paper lies in the box.

    It gets a receipt of its own, so that both published lists are equally long. Refuses
    `vote-unknown`, `paper-not-taken`, `carrier-enters-none`, `stub-needs-choice` in an open vote,
    `vote-not-open`, `vote-closed`, `slip-unknown`, `slip-revoked`, `slip-elsewhere` and
    `stub-voted`: the first mark stands.
    """
    held = _held(session, errand, no, code)
    if isinstance(held, Refusal):
        return held
    vote, slip = held
    if not vote.is_secret:
        return Refusal("stub-needs-choice", "choice")
    return mark_stub(session, errand, vote, slip) or Done(slip.voter)


def mark_stub(session: Session, errand: Errand, vote: Vote, slip: Slip) -> Refusal | None:
    """Mark the voter of a stub, with a receipt of its own; refuses `stub-voted`."""
    place = (session, errand.committee_id, vote.id)
    if not box.add_mark(*place, slip.voter.id, Channel.PAPER):
        return Refusal("stub-voted", "slip_code")
    while not box.add_receipt(*place, codes.typed(errand.chance(16))):
        pass
    return None


def enter_open_paper(
    session: Session, errand: Errand, no: int, code: str, choice: str, is_signed: bool = False
) -> Done[Voter] | Refusal:
    """Type a named paper (记名纸票): its code and choice; paper wins over the phone.

    In a vote that decides a paper without signature or fingerprint is listed as an opinion and
    counts for nothing; where a ballot that counts is there already it is refused
    (`paper-unsigned`). Refuses what `enter_stubs` refuses of code and hour, `account-needed`,
    `choice-not-on-ballot`, and `paper-is-secret`: of a secret vote no choice is ever typed with a
    code.
    """
    held = _held(session, errand, no, code)
    if isinstance(held, Refusal):
        return held
    vote, slip = held
    if vote.is_secret:
        return Refusal("paper-is-secret", "choice")
    fault = name_paper(session, errand, vote, slip, choice, is_signed=is_signed)
    return fault or Done(slip.voter)


def name_paper(
    session: Session, errand: Errand, vote: Vote, slip: Slip, choice: str, *, is_signed: bool
) -> Refusal | None:
    """Store a named paper's choice; refuses as `enter_open_paper` does of choice and signature."""
    chosen = check_ballot(vote.questions, choice, Channel.PAPER)
    if isinstance(chosen, Refusal):
        return chosen
    if errand.actor.account_id is None:
        return Refusal("account-needed")
    is_opinion = vote.needs_signature and not is_signed
    return _keep_named(session, errand, vote, slip, chosen.code, is_opinion=is_opinion)


def _held(session: Session, errand: Errand, no: int, code: str) -> tuple[Vote, Slip] | Refusal:
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=True)
    if vote is None:
        return Refusal("vote-unknown")
    fault = may_type_stub(vote.state_at(errand.now))
    if fault is not None:
        return fault
    slip = slip_on_paper(session, errand, vote, code)
    return slip if isinstance(slip, Refusal) else (vote, slip)


def slip_on_paper(session: Session, errand: Errand, vote: Vote, code: str) -> Slip | Refusal:
    """Return the slip of a paper's code.

    Refuses `paper-not-taken`, `carrier-enters-none`, `slip-unknown`, `slip-revoked`,
    `strip-by-phone` and `slip-elsewhere`.
    """
    if Channel.PAPER not in vote.channels:
        return Refusal("paper-not-taken")
    fault = check_carrier(session, errand, vote)
    if fault is not None:
        return fault
    slip = find_any_slip(session, errand, code)
    if isinstance(slip, Refusal):
        return slip
    if slip.is_torn:
        return Refusal("strip-by-phone", "slip_code")
    return slip if slip.vote_id == vote.id else Refusal("slip-elsewhere", "slip_code")


def _keep_named(
    session: Session, errand: Errand, vote: Vote, slip: Slip, choice: str, *, is_opinion: bool
) -> Refusal | None:
    place = (session, errand.committee_id, vote.id)
    is_first = box.add_mark(*place, slip.voter.id, Channel.PAPER)
    named = box.find_open_ballot(*place, slip.voter.id)
    ballot = {
        "roll_entry_id": slip.voter.id,
        "choice": choice,
        "channel": Channel.PAPER,
        "receipt": None,
        "at": errand.now,
        "is_opinion": is_opinion,
        "typed_account": errand.actor.account_id,
    }
    stands = named is not None and not named.is_opinion and named.channel is not Channel.PAPER
    if is_opinion and stands:
        return Refusal("paper-unsigned", "is_signed")
    if is_first or named is None:
        box.add_open_ballot(session, errand.committee_id, errand.new_id(), vote.id, ballot)
    elif second_mark(vote.secrecy, named.channel, Channel.PAPER, False) is SecondMark.REPLACE:
        box.save_open_ballot(session, errand.committee_id, vote.id, ballot)
    return None


def type_batch(
    session: Session,
    errand: Errand,
    no: int,
    counts: Sequence[Mapping[str, int]],
    counted_by: CountedBy,
) -> Done[Batch] | Refusal:
    """Type the papers out of the box without any code; after the close only.

    `counts` holds for each question how many papers gave which answer, spoiled (废票) and blank
    ones (空白票) too; `counted_by` names who read out, wrote down and watched. What was typed
    before and not confirmed is dropped. Refuses `vote-unknown`, an open vote (`paper-not-needed`),
    `vote-not-open`, `vote-still-open`, `vote-already-counted`, what `check_ballot` refuses,
    `count-negative`, `papers-differ` (not the same number of papers to every question),
    `counter-missing`, `counters-alike` and `account-needed`.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    if not vote.is_secret:
        return Refusal("paper-not-needed")
    fault = may_type_ballot(vote.secrecy, vote.state_at(errand.now)) or _odd(counts)
    if fault is not None:
        return fault
    spelled = _spelled(vote, counts)
    if isinstance(spelled, Refusal):
        return spelled
    names = check_counted_by(counted_by)
    if isinstance(names, Refusal):
        return names
    if errand.actor.account_id is None:
        return Refusal("account-needed")
    kept = box.find_batch(session, errand.committee_id, vote.id)
    if kept is not None and kept.is_confirmed:
        return Refusal("paper-confirmed")
    batch = Batch(
        id=errand.new_id(),
        no=box.count_batches(session, errand.committee_id, vote.id) + 1,
        counts=spelled,
        is_confirmed=False,
        typed_by=errand.actor.label,
        typed_account=errand.actor.account_id,
        confirmed_by=None,
        counted_by=names,
    )
    box.add_batch(session, errand.committee_id, vote.id, batch, errand.now)
    note(session, errand, "paper-typed", f"vote:{no}", batch=batch.no, ballots=batch.ballots)
    return Done(batch)


def _odd(counts: Sequence[Mapping[str, int]]) -> Refusal | None:
    if min((count for each in counts for count in each.values()), default=0) < 0:
        return Refusal("count-negative")
    papers = {sum(each.values()) for each in counts}
    return Refusal("papers-differ") if len(papers) > 1 else None


def _spelled(
    vote: Vote, counts: Sequence[Mapping[str, int]]
) -> tuple[dict[str, int], ...] | Refusal:
    """Return the answers in their one spelling, each with the number of its papers."""
    if len(counts) != len(vote.questions):
        return Refusal("question-unanswered", "choice", {"no": len(counts) + 1})
    spelled: list[dict[str, int]] = []
    for question, answers in zip(vote.questions, counts, strict=True):
        found: dict[str, int] = {}
        for answer, count in answers.items():
            choice = check_ballot((question,), answer, Channel.PAPER)
            if isinstance(choice, Refusal):
                return choice
            if count:
                found[choice.code] = found.get(choice.code, 0) + count
        spelled.append(found)
    return tuple(spelled)


def confirm_batch(session: Session, errand: Errand, no: int) -> Done[Batch] | Refusal:
    """Let the typed papers stand; it takes a second person, and as many papers as stubs.

    Refuses `vote-unknown`, `paper-not-typed`, `paper-confirmed`, a vote counted already,
    `paper-not-balanced`, `same-person-confirms` and `account-needed`.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    fault = may_type_ballot(vote.secrecy, vote.state_at(errand.now))
    if fault is not None:
        return fault
    batch = box.find_batch(session, errand.committee_id, vote.id)
    if batch is None or batch.is_confirmed:
        return Refusal("paper-not-typed" if batch is None else "paper-confirmed")
    if errand.actor.account_id is None:
        return Refusal("account-needed")
    papers = tuple(sum(each.values()) for each in batch.counts)
    pile = PaperBatch(stubs_of(session, errand, vote), papers, batch.typed_account)
    fault = check_batch(pile, errand.actor.account_id)
    if fault is not None:
        return fault
    box.save_batch_confirmed(session, errand.committee_id, batch.id, errand.actor.label)
    note(session, errand, "paper-confirmed", f"vote:{no}", batch=batch.no, ballots=batch.ballots)
    return Done(batch)


def confirm_pile(session: Session, errand: Errand, no: int, papers: int) -> Done[int] | Refusal:
    """Let the pile of named papers stand: a second person counted it once more, after the close.

    Refuses `vote-unknown`, a secret vote (`paper-is-secret`), one that is not closed or counted
    already, `account-needed`, and what `check_pile` refuses.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    if vote.is_secret:
        return Refusal("paper-is-secret")
    fault = may_type_ballot(Secrecy.SECRET, vote.state_at(errand.now))  # both wait for the close
    if fault is not None:
        return fault
    if errand.actor.account_id is None:
        return Refusal("account-needed")
    typed = typed_papers(session, errand, vote)
    typists = box.list_typists(session, errand.committee_id, vote.id)
    fault = check_pile(typed, papers, typists, errand.actor.account_id)
    if fault is not None:
        return fault
    by = errand.actor.label
    votes.save_state(session, errand.committee_id, vote.id, vote.state, pile_checked_by=by)
    note(session, errand, "paper-confirmed", f"vote:{no}", ballots=papers)
    return Done(papers)


def typed_papers(session: Session, errand: Errand, vote: Vote) -> int:
    """Return how many named papers stand, signed or not."""
    return box.count_named(session, errand.committee_id, vote.id).get(Channel.PAPER, 0)


def stubs_of(session: Session, errand: Errand, vote: Vote) -> int:
    """Return how many stubs of paper were typed."""
    return box.count_marks(session, errand.committee_id, vote.id).get(Channel.PAPER, 0)


def is_paper_settled(session: Session, errand: Errand, vote: Vote, stubs: int) -> bool:
    """Whether the box is counted and the pile checked, or both were empty: no paper is waiting.

    `stubs` is how many papers left a mark.
    """
    if vote.state_at(errand.now) is not State.CLOSED:
        return True
    if not vote.is_secret:
        return vote.pile_checked_by is not None or not typed_papers(session, errand, vote)
    batch = box.find_batch(session, errand.committee_id, vote.id)
    if batch is not None:
        return batch.is_confirmed
    return stubs == 0
