"""Several questions on one ballot, several ticks to a question, sums of money.

Answers become text. A result that was counted before has a record of the older form, whose hash is
on paper: it is not written anew, so the migration stops and says so.
"""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Facts, Id
from participation.kernel import ids

revision = "0011_ask_several_questions"
down_revision = "0010_mark_developers_flats"
branch_labels = None
depends_on = None

COUNTED = (
    "this database holds votes that were counted by a version before the first release; their "
    "records cannot be rewritten. Keep the old version for them, or start with an empty database."
)


def _refuse_counted():
    found = op.get_bind().execute(sa.text("SELECT count(*) FROM votes WHERE result IS NOT NULL"))
    if found.scalar_one():
        raise RuntimeError(COUNTED)


def upgrade():
    _refuse_counted()
    op.create_table(
        "vote_questions",
        sa.Column("vote_id", Id(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.String(), nullable=True),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "kind in ('yes-no', 'one-of-many', 'several-of-many', 'seats', 'budget')",
            name=op.f("ck_vote_questions_kind"),
        ),
        sa.CheckConstraint(
            "method in ('greedy', 'equal-shares')", name=op.f("ck_vote_questions_method")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "vote_id"],
            ["votes.committee_id", "votes.id"],
            name=op.f("fk_vote_questions_committee_id_vote_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_vote_questions_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_vote_questions")),
        sa.UniqueConstraint(
            "committee_id", "vote_id", "no", name=op.f("uq_vote_questions_committee_id_vote_id_no")
        ),
        info={"placement": "committee"},
    )
    _ask_what_was_asked()
    op.execute("ALTER TABLE votes RENAME COLUMN question TO title")
    with op.batch_alter_table("vote_options") as table:
        table.add_column(sa.Column("question_no", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("cost", sa.BigInteger(), nullable=False, server_default="0"))
        table.drop_constraint("uq_vote_options_committee_id_vote_id_no", type_="unique")
        table.create_unique_constraint(
            "uq_vote_options_committee_id_vote_id_question_no_no",
            ["committee_id", "vote_id", "question_no", "no"],
        )
    op.drop_index("ix_secret_ballots_count", table_name="secret_ballots")
    with op.batch_alter_table("secret_ballots") as table:
        table.add_column(sa.Column("question_no", sa.Integer(), nullable=False, server_default="1"))
        table.alter_column(
            "choice",
            existing_type=sa.Integer(),
            type_=sa.String(),
            existing_nullable=False,
            postgresql_using="choice::text",
        )
        table.drop_constraint("uq_secret_ballots_committee_id_vote_id_recall", type_="unique")
        table.create_unique_constraint(
            "uq_secret_ballots_committee_id_vote_id_recall_question_no",
            ["committee_id", "vote_id", "recall", "question_no"],
        )
    op.create_index(
        "ix_secret_ballots_count",
        "secret_ballots",
        ["committee_id", "vote_id", "question_no", "choice"],
    )
    op.drop_index("ix_open_ballots_count", table_name="open_ballots")
    with op.batch_alter_table("open_ballots") as table:
        table.alter_column(
            "choice",
            existing_type=sa.Integer(),
            type_=sa.String(),
            existing_nullable=False,
            postgresql_using="choice::text",
        )
    op.create_index("ix_open_ballots_count", "open_ballots", ["committee_id", "vote_id", "choice"])
    op.execute("UPDATE open_ballots SET choice = 'spoiled' WHERE choice = '0'")
    _count_by_question()
    op.drop_column("paper_batches", "spoiled")


def _ask_what_was_asked():
    """Give every vote that there is its one question."""
    votes = sa.table(
        "votes", sa.column("committee_id", Id()), sa.column("id", Id()), sa.column("question")
    )
    options = sa.table(
        "vote_options",
        sa.column("committee_id", Id()),
        sa.column("vote_id", Id()),
        sa.column("meaning"),
    )
    told = (
        sa.select(options.c.vote_id)
        .where(
            options.c.committee_id == votes.c.committee_id,
            options.c.vote_id == votes.c.id,
            options.c.meaning == "yes",
        )
        .exists()
    )
    kind = sa.case((told, "yes-no"), else_="one-of-many")
    bind = op.get_bind()
    rows = [
        {
            "committee_id": row.committee_id,
            "id": ids.new_id(),
            "vote_id": row.id,
            "no": 1,
            "text": row.question,
            "kind": row.kind,
            "most": 1,
            "seats": 0,
            "total": 0,
            "method": None,
        }
        for row in bind.execute(sa.select(votes, kind.label("kind")))
    ]
    asked = sa.table(
        "vote_questions",
        *(sa.column(name, Id()) for name in ("committee_id", "id", "vote_id")),
        *(sa.column(n) for n in ("no", "text", "kind", "most", "seats", "total", "method")),
    )
    if rows:
        bind.execute(asked.insert(), rows)


def _batches():
    return sa.table(
        "paper_batches",
        sa.column("committee_id", Id()),
        sa.column("id", Id()),
        sa.column("counts", Facts()),
        sa.column("spoiled", sa.Integer()),
    )


def _count_by_question():
    batches, bind = _batches(), op.get_bind()
    for row in bind.execute(sa.select(batches)).all():
        counts = {**row.counts, "spoiled": row.spoiled} if row.spoiled else row.counts
        _keep(bind, batches, row, counts=[counts])


def _keep(bind, batches, row, **values):
    here = (batches.c.committee_id == row.committee_id, batches.c.id == row.id)
    bind.execute(batches.update().where(*here).values(**values))


def downgrade():
    _refuse_counted()
    _refuse_more_than_one()
    with op.batch_alter_table("paper_batches") as table:
        table.add_column(sa.Column("spoiled", sa.Integer(), nullable=False, server_default="0"))
    batches, bind = _batches(), op.get_bind()
    for row in bind.execute(sa.select(batches)).all():
        counts = dict(row.counts[0])
        spoiled = counts.pop("spoiled", 0)
        _keep(bind, batches, row, counts=counts, spoiled=spoiled)
    op.execute("UPDATE open_ballots SET choice = '0' WHERE choice = 'spoiled'")
    op.drop_index("ix_open_ballots_count", table_name="open_ballots")
    with op.batch_alter_table("open_ballots") as table:
        table.alter_column(
            "choice",
            existing_type=sa.String(),
            type_=sa.Integer(),
            existing_nullable=False,
            postgresql_using="choice::integer",
        )
    op.create_index("ix_open_ballots_count", "open_ballots", ["committee_id", "vote_id", "choice"])
    op.drop_index("ix_secret_ballots_count", table_name="secret_ballots")
    with op.batch_alter_table("secret_ballots") as table:
        table.drop_constraint(
            "uq_secret_ballots_committee_id_vote_id_recall_question_no", type_="unique"
        )
        table.create_unique_constraint(
            "uq_secret_ballots_committee_id_vote_id_recall", ["committee_id", "vote_id", "recall"]
        )
        table.drop_column("question_no")
        table.alter_column(
            "choice",
            existing_type=sa.String(),
            type_=sa.Integer(),
            existing_nullable=False,
            postgresql_using="choice::integer",
        )
    op.create_index(
        "ix_secret_ballots_count", "secret_ballots", ["committee_id", "vote_id", "choice"]
    )
    with op.batch_alter_table("vote_options") as table:
        table.drop_constraint("uq_vote_options_committee_id_vote_id_question_no_no", type_="unique")
        table.create_unique_constraint(
            "uq_vote_options_committee_id_vote_id_no", ["committee_id", "vote_id", "no"]
        )
        table.drop_column("question_no")
        table.drop_column("cost")
    op.execute("ALTER TABLE votes RENAME COLUMN title TO question")
    op.drop_table("vote_questions")


def _refuse_more_than_one():
    bind = op.get_bind()
    found = bind.execute(
        sa.text(
            "SELECT count(*) FROM vote_questions "
            "WHERE no > 1 OR kind NOT IN ('yes-no', 'one-of-many')"
        )
    )
    if found.scalar_one():
        raise RuntimeError("votes with several questions or ticks stand in no older database")
