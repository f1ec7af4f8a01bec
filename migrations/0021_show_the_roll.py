"""Votes are announced, paused, cancelled and final; notices about them; objections and rulings."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id, Moment
from participation.db.frozen import freeze, freeze_again, freeze_but_sealing, thaw

revision = "0021_show_the_roll"
down_revision = "0020_tear_off_strips"
branch_labels = None
depends_on = None

NARROW = "state in ('draft', 'open', 'closed', 'counted', 'confirmed', 'published')"
WIDE = (
    "state in ('draft', 'announced', 'open', 'paused', 'cancelled', 'closed', 'counted', "
    "'confirmed', 'published', 'final')"
)
PAUSE = "(state = 'paused') = (paused_at is not null)"
MOMENTS = ("announced_at", "paused_at", "published_at")


def upgrade():
    # What may be sealed is told from the state, so the trigger on marks is made anew.
    freeze_again(op, "marks")
    with op.batch_alter_table("votes") as table:
        for name in MOMENTS:
            table.add_column(sa.Column(name, Moment(), nullable=True))
        table.add_column(sa.Column("notices", sa.Integer(), nullable=False, server_default="0"))
        table.drop_constraint(op.f("ck_votes_state"), type_="check")
        table.create_check_constraint(op.f("ck_votes_state"), WIDE)
        table.create_check_constraint(op.f("ck_votes_pause"), PAUSE)
    freeze_but_sealing(op, "marks")
    op.execute("UPDATE votes SET published_at = publishes_at WHERE state = 'published'")
    _add_notices()
    _add_objections()


def _add_notices():
    op.create_table(
        "vote_notices",
        sa.Column("vote_id", Id(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("closes_at", Moment(), nullable=True),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "kind in ('announced', 'withdrawn', 'hurried', 'paused', 'resumed', 'extended', "
            "'cancelled')",
            name=op.f("ck_vote_notices_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "vote_id"],
            ["votes.committee_id", "votes.id"],
            name=op.f("fk_vote_notices_committee_id_vote_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_vote_notices_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_vote_notices")),
        sa.UniqueConstraint(
            "committee_id", "vote_id", "no", name=op.f("uq_vote_notices_committee_id_vote_id_no")
        ),
        info={"placement": "committee"},
    )
    freeze(op, "vote_notices")


def _add_objections():
    op.create_table(
        "vote_objections",
        sa.Column("vote_id", Id(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("filed_at", Moment(), nullable=False),
        sa.Column("household_id", Id(), nullable=True),
        sa.Column("ruled_at", Moment(), nullable=True),
        sa.Column("is_upheld", sa.Boolean(), nullable=True),
        sa.Column("ruling", sa.String(), nullable=False),
        sa.Column("corrected_on", sa.Date(), nullable=True),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint("stage in ('roll', 'result')", name=op.f("ck_vote_objections_stage")),
        sa.CheckConstraint(
            "ground in ('missing', 'wrong', 'result')", name=op.f("ck_vote_objections_ground")
        ),
        sa.CheckConstraint(
            "(ruled_at is null) = (is_upheld is null)", name=op.f("ck_vote_objections_ruling")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "vote_id"],
            ["votes.committee_id", "votes.id"],
            name=op.f("fk_vote_objections_committee_id_vote_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "household_id"],
            ["households.committee_id", "households.id"],
            name=op.f("fk_vote_objections_committee_id_household_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_vote_objections_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_vote_objections")),
        sa.UniqueConstraint(
            "committee_id",
            "vote_id",
            "no",
            name=op.f("uq_vote_objections_committee_id_vote_id_no"),
        ),
        info={"placement": "committee"},
    )


def downgrade():
    found = op.get_bind().execute(
        sa.text(
            "SELECT count(*) FROM votes "
            "WHERE state IN ('announced', 'paused', 'cancelled', 'final')"
        )
    )
    if found.scalar_one():
        raise RuntimeError("votes announced, paused, cancelled or final stand in no older database")
    op.drop_table("vote_objections")
    thaw(op, "vote_notices")
    op.drop_table("vote_notices")
    freeze_again(op, "marks")
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if is_sqlite:
        op.add_column("votes", sa.Column("kept_seal", sa.String(), nullable=True))
        op.execute("UPDATE votes SET kept_seal = seal")
    with op.batch_alter_table("votes") as table:
        table.drop_constraint(op.f("ck_votes_pause"), type_="check")
        table.drop_constraint(op.f("ck_votes_state"), type_="check")
        table.create_check_constraint(op.f("ck_votes_state"), NARROW)
        for name in MOMENTS:
            table.drop_column(name)
        table.drop_column("notices")
        if is_sqlite:
            table.drop_constraint(op.f("ck_votes_seal"), type_="check")
            table.drop_column("seal")
    if is_sqlite:
        _put_seal_back()
    freeze_but_sealing(op, "marks")


def _put_seal_back():
    """Let the seal stand in its column's own line again, as the migration before drops it."""
    op.execute(
        "ALTER TABLE votes ADD COLUMN seal VARCHAR CONSTRAINT ck_votes_seal "
        "CHECK (seal in ('sealing', 'rewritten', 'swept'))"
    )
    op.execute("UPDATE votes SET seal = kept_seal")
    op.drop_column("votes", "kept_seal")
