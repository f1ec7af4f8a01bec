"""Papers typed after the close that came in before it, with their true hour."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id, Moment
from participation.db.frozen import freeze, thaw

revision = "0022_type_late_papers"
down_revision = "0021_show_the_roll"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "late_papers",
        sa.Column("vote_id", Id(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.Column("typed_by", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint("papers > 0", name=op.f("ck_late_papers_papers")),
        sa.ForeignKeyConstraint(
            ["committee_id", "vote_id"],
            ["votes.committee_id", "votes.id"],
            name=op.f("fk_late_papers_committee_id_vote_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_late_papers_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_late_papers")),
        sa.UniqueConstraint(
            "committee_id", "vote_id", "no", name=op.f("uq_late_papers_committee_id_vote_id_no")
        ),
        info={"placement": "committee"},
    )
    freeze(op, "late_papers")


def downgrade():
    thaw(op, "late_papers")
    op.drop_table("late_papers")
