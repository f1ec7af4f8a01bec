"""A secret stays secret: attacks that find every voter before the seal, and chance after it."""

from contextlib import ExitStack, contextmanager
from dataclasses import replace

import psycopg
import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import DBAPIError

from participation.app import create_app
from participation.cli import voting
from participation.db.frozen import SEALER
from participation.db.schema import migrate
from participation.db.session import Database, make_engine
from participation.kernel.outcome import Done
from participation.residents.actions.printing import add_job
from participation.residents.records import PrintJobRecord
from participation.residents.rules.jobs import JobKind
from participation.residents.store import jobs
from participation.votes import actions
from participation.votes.actions.casting import Ballot
from participation.votes.records import MarkRecord, SecretBallotRecord
from participation.votes.rules.ballots import Secrecy
from participation.votes.rules.drafts import Asked
from participation.votes.rules.questions import Kind as Way
from participation.votes.rules.sealing import Seal
from participation.votes.store import rewriting, seal
from tests.conftest import make_village
from tests.postgres import fresh_role_and_database
from tests.trials import attacks
from tests.trials.attacks import ATTACKS, judged
from tests.trials.casting import KilledError
from tests.votes.ballots import CLOSE, NO, ROAD, YES, hold_vote

pytestmark = pytest.mark.trial
VOTERS = 64
REFUSED = r"insert-only|permission denied|violates foreign key"


def _close(held) -> None:
    assert isinstance(held.do(actions.close_due, now=CLOSE), Done)


def _seal(held) -> None:
    _close(held)
    assert held.do(actions.seal_vote, now=CLOSE) == Done(Seal.REWRITTEN)


def _swept(held):
    assert actions.sweep_box(held.village.database)
    return held.do(actions.note_swept, now=CLOSE)


def _seal_of(held):
    return held.village.read(lambda s: seal.find_seal(s, held.village.id, held.id))


def _box(held):
    """Return what lies in the box, in no order, without the ids of ballots."""
    here = {"committee": held.village.id, "vote": held.id}
    return held.village.read(lambda s: [rewriting.contents(s, table, here) for table in seal.BOX])


def _recalls(held):
    return set(held.village.read(lambda s: s.scalars(select(SecretBallotRecord.recall)).all()))


def test_every_attack_finds_all_before_the_seal_and_nobody_after_it(village):
    held = hold_vote(village, VOTERS)
    dialect = village.database.engine.dialect.name
    with ExitStack() as stack:
        # Somebody who reads for long, as a backup does: SQLite keeps its log whole meanwhile.
        reader = stack.enter_context(village.database.reading())
        reader.execute(text("SELECT count(*) FROM marks"))
        truth = attacks.vote_all(held)
        for attack in ATTACKS[dialect]:
            found = judged(held, attack, truth)
            assert found.right == VOTERS, f"{attack.__name__} proves nothing: {found}"
    if dialect == "postgresql":
        # As autovacuum does: what it samples of a column it keeps in a table of its own.
        with village.database.engine.connect() as connection:
            connection.execute(text("ANALYZE"))
            connection.commit()
    told, box = attacks.ballot_ids(held), _box(held)
    _seal(held)
    assert attacks.traces(held, told) == VOTERS, "without the sweep the files still tell"
    assert _swept(held) == Done(Seal.SWEPT)
    for attack in (*ATTACKS[dialect], attacks.by_id):
        found = judged(held, attack, truth)
        assert found.is_no_better_than_chance, f"{attack.__name__}: {found}"
    assert attacks.traces(held, told) == 0
    assert (_box(held), _recalls(held)) == (box, {None})


def test_answers_of_one_ballot_are_shuffled_apart(village):
    two = Asked("村东路装不装路灯？", Way.YES_NO, (("装", ""), ("不装", "")))
    held = hold_vote(village, VOTERS, heading="村里的两件事", asked=(*ROAD.asked, two))
    for at, label in enumerate(held.slips):
        assert isinstance(held.cast(label, "1;1" if at % 2 else "2;2"), Done)

    def alike() -> int:
        first, second = (
            village.read(
                lambda s, no=no: s.scalars(
                    select(SecretBallotRecord.choice)
                    .where(SecretBallotRecord.question_no == no)
                    .order_by(text("rowid" if is_sqlite else "ctid"))
                ).all()
            )
            for no in (1, 2)
        )
        return sum(one == other for one, other in zip(first, second, strict=True))

    is_sqlite = village.database.engine.dialect.name == "sqlite"
    assert alike() == VOTERS
    _seal(held)
    assert alike() <= attacks.Matched(0, VOTERS).chance


@contextmanager
def _death(engine, at: int):
    """Let the statement of a number be the last thing that happens."""
    left = [at]

    def after(_conn, _cursor, _statement, *_more) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KilledError

    event.listen(engine, "after_cursor_execute", after)
    try:
        yield
    finally:
        event.remove(engine, "after_cursor_execute", after)


def test_whoever_dies_between_two_steps_is_taken_up_again(settings, database, village):
    held = hold_vote(village, 4)
    for at, label in enumerate(held.slips):
        held.cast(label, (YES, NO)[at % 2])
    _close(held)
    house = create_app(replace(settings, database_url=str(database.engine.url))).extensions["house"]
    house = replace(house, database=database)
    voting.RESTS_UNTIL[0] = 0
    box, deaths, at = _box(held), [], 0
    while _seal_of(held) is not Seal.SWEPT:
        before = _seal_of(held)
        try:
            with _death(database.engine, at):
                voting.seal_and_sweep(house)
        except KilledError:
            deaths.append(before)
        assert (_box(held), None in _recalls(held)) == (box, _seal_of(held) is not None)
        # One statement later each time; once a step is kept, from the beginning of what is left.
        at = at + 1 if _seal_of(held) is before else 0
    assert deaths.count(None) > 12, "before anything was kept"
    assert deaths.count(Seal.REWRITTEN) > 3, "and between that and the end of the sweep"
    assert _box(held) == box
    assert held.do(actions.seal_vote, now=CLOSE) == Done(Seal.SWEPT), "again is harmless"


THIEF = {
    "sqlite": (
        """CREATE TRIGGER thief BEFORE INSERT ON secret_ballots WHEN NEW.choice = '2'
        BEGIN SELECT RAISE(IGNORE); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION thief() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF NEW.choice = '2' THEN NEW.choice := '1'; END IF; RETURN NEW; END $$""",
        """CREATE TRIGGER thief BEFORE INSERT ON secret_ballots
        FOR EACH ROW EXECUTE FUNCTION thief()""",
    ),
}


def test_a_box_that_is_not_the_same_afterwards_is_left_as_it_was(village):
    held = hold_vote(village, 4)
    for at, label in enumerate(held.slips):
        held.cast(label, (YES, NO)[at % 2])
    _close(held)
    box = _box(held)
    with village.database.writing() as session:
        for line in THIEF[village.database.engine.dialect.name]:
            session.execute(text(line))
    assert held.do(actions.seal_vote, now=CLOSE).code == "seal-broken"
    assert held.do(actions.count_vote, now=CLOSE, committee="柳根村").code == "seal-broken"
    assert (_seal_of(held), _box(held)) == (None, box)


def test_the_way_through_is_open_to_nobody_else(village):
    held = hold_vote(village, 2)
    named = hold_vote(village, 0, secrecy=Secrecy.OPEN, rule_id="C0")
    held.cast("3-001")
    named.cast("3-001")
    is_postgresql = village.database.engine.dialect.name == "postgresql"
    as_sealer = f"SET LOCAL ROLE {SEALER}" if is_postgresql else "SELECT 1"
    every = "UPDATE votes SET seal = 'sealing'"
    edits = [
        # No vote is being sealed; one that is open never is, whatever its row says.
        (as_sealer, "DELETE FROM marks"),
        (every, as_sealer, "DELETE FROM marks"),
        (every, as_sealer, "UPDATE marks SET channel = 'paper'"),
    ]
    if is_postgresql:
        edits.append((every, "UPDATE votes SET state = 'closed'", "DELETE FROM marks"))
        edits.append(("TRUNCATE marks CASCADE",))
    for lines in edits:
        with pytest.raises(DBAPIError, match=REFUSED):
            _execute(village, lines)
    _seal(held)
    _close(named)
    assert named.do(actions.seal_vote, now=CLOSE) == Done(None), "a named vote has nothing to seal"
    for lines in [("DELETE FROM marks",), (as_sealer, "DELETE FROM marks")]:
        with pytest.raises(DBAPIError, match=REFUSED):
            _execute(village, lines)
    marks = village.read(lambda s: s.scalars(select(MarkRecord.channel)).all())
    assert list(marks) == ["phone", "phone"]


def _execute(village, lines) -> None:
    with village.database.writing() as session:
        for line in lines:
            session.execute(text(line))


def test_the_role_that_seals_may_do_nothing_else(postgres_url):
    village = make_village(Database(make_engine(postgres_url)))
    forbidden = [
        "UPDATE votes SET state = 'closed'",
        "SELECT result FROM votes",
        "SELECT * FROM roll_entries",
        "SELECT * FROM ballot_slips",
        "UPDATE receipts SET code = 'x'",
        "INSERT INTO open_ballots SELECT * FROM open_ballots",
    ]
    for line in forbidden:
        with pytest.raises(DBAPIError, match="permission denied"):
            _execute(village, (f"SET LOCAL ROLE {SEALER}", line))
    village.database.engine.dispose()


def test_who_owns_the_database_but_no_cluster_is_told_what_to_ask_for(worker_id):
    with fresh_role_and_database(worker_id) as (admin, url):
        engine = make_engine(url)
        with pytest.raises(DBAPIError, match=f"GRANT {SEALER} TO"):
            migrate(engine)
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f"GRANT {SEALER} TO {engine.url.username}")
        migrate(engine)
        held = hold_vote(make_village(Database(engine)), 4)
        assert held.village.read(seal.list_lacks) == []
        for label in held.slips:
            held.cast(label)
        _seal(held)
        assert _swept(held) == Done(Seal.SWEPT)
        second = hold_vote(held.village, 0)
        second.cast("3-001")
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f"REVOKE {SEALER} FROM {engine.url.username}")
        (lack,) = held.village.read(seal.list_lacks)
        assert f"GRANT {SEALER} TO {engine.url.username}" in lack
        _close(second)
        assert second.do(actions.count_vote, now=CLOSE, committee="柳根村").code == "sealer-missing"
        engine.dispose()


def test_rows_that_somebody_still_sees_are_swept_later(postgres_url):
    database = Database(make_engine(postgres_url))
    held = hold_vote(make_village(database), 4)
    for label in held.slips:
        held.cast(label)
    told = attacks.ballot_ids(held)
    with database.engine.connect() as backup:
        backup.execution_options(isolation_level="REPEATABLE READ")
        backup.execute(text("SELECT 1 FROM votes"))
        _seal(held)
        assert _swept(held).code == "vote-not-swept"
        assert attacks.traces(held, told) == 4
    assert _swept(held) == Done(Seal.SWEPT)
    assert attacks.traces(held, told) == 0
    database.engine.dispose()


def test_the_log_of_changes_is_cut_when_nobody_reads_it_any_more(sqlite_url):
    database = Database(make_engine(sqlite_url))
    held = hold_vote(make_village(database), 4)
    for label in held.slips:
        held.cast(label)
    told = attacks.ballot_ids(held)
    with database.reading() as backup:
        backup.execute(text("SELECT 1 FROM votes"))
        _seal(held)
        assert not actions.sweep_box(database)
    assert _swept(held) == Done(Seal.SWEPT)
    assert attacks.traces(held, told) == 0
    database.engine.dispose()


def test_check_minds_a_server_that_keeps_a_second_list(postgres_url):
    engine = make_engine(postgres_url)
    name = engine.url.database
    with engine.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET log_statement = 'mod'"))
        connection.execute(text(f"ALTER DATABASE {name} SET log_min_duration_statement = 0"))
        connection.commit()
    engine.dispose()
    with Database(engine).reading() as session:
        lacks = seal.list_lacks(session)
    assert [line.split()[0] for line in lacks] == ["log_statement", "log_min_duration_statement"]
    engine.dispose()


def test_a_page_sent_again_after_the_seal_gives_its_receipt_still(village):
    held = hold_vote(village)
    begun = [held.begin(Ballot(YES, held.slips[label].token)) for label in held.slips]
    receipt = held.cast("3-001", retry=begun[0].retry_code).value.receipt
    _seal(held)
    late = held.cast("3-001", retry=begun[0].retry_code, now=CLOSE)
    assert late.value.receipt == receipt
    assert held.cast("3-002", retry=begun[1].retry_code, now=CLOSE).code == "vote-closed"
    assert held.cast("3-002", retry=begun[0].retry_code, now=CLOSE).code == "retry-code-wrong"


def test_a_vote_that_nothing_has_sealed_is_sealed_by_its_count(village):
    held = hold_vote(village)
    held.cast("3-001")
    assert held.do(actions.seal_vote, now=CLOSE).code == "vote-still-open"
    held.settle()
    assert (_seal_of(held), _recalls(held)) == (Seal.REWRITTEN, {None})
    assert held.village.read(seal.list_unsealed) == []
    assert held.village.read(seal.list_unswept) == [(village.id, held.no)]


def test_printed_slips_that_nobody_fetched_are_gone_at_the_close(village):
    held = hold_vote(village)

    def print_them(session, errand):
        job = add_job(session, errand, JobKind.BALLOTS, {}, 1, held.id)
        jobs.save_ready(session, errand.committee_id, job.id, b"%PDF with codes")
        return Done(job)

    village.do(print_them)
    _close(held)
    assert village.read(lambda s: s.scalars(select(PrintJobRecord.pdf)).all()) == [None]
