"""Charters of bodies in versions, and the charter a vote stands under."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Facts, Id, Moment
from participation.db.frozen import freeze, thaw

revision = "0027_write_charters"
down_revision = "0026_keep_speaking_rules"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "charters",
        sa.Column("body_id", Id(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("begins_at", Moment(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("quorum_op", sa.String(), nullable=False),
        sa.Column("quorum_share", sa.String(), nullable=False),
        sa.Column("pass_op", sa.String(), nullable=False),
        sa.Column("pass_share", sa.String(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("ways", sa.String(), nullable=False),
        sa.Column("approval", sa.String(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("adopted_by", sa.String(), nullable=False),
        sa.Column("written_by", sa.String(), nullable=False),
        sa.Column("written_at", Moment(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint("quorum_op in ('ge', 'gt')", name=op.f("ck_charters_quorum_op")),
        sa.CheckConstraint("pass_op in ('ge', 'gt')", name=op.f("ck_charters_pass_op")),
        sa.CheckConstraint(
            "(approved_on is null) = (approval = '')", name=op.f("ck_charters_approval")
        ),
        sa.CheckConstraint("ways = '' or approved_on is not null", name=op.f("ck_charters_ways")),
        sa.ForeignKeyConstraint(
            ["committee_id", "body_id"],
            ["bodies.committee_id", "bodies.id"],
            name=op.f("fk_charters_committee_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_charters_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_charters")),
        sa.UniqueConstraint(
            "committee_id", "body_id", "no", name=op.f("uq_charters_committee_id_body_id_no")
        ),
        info={"placement": "committee"},
    )
    freeze(op, "charters")
    op.add_column("votes", sa.Column("charter", Facts(), nullable=True))


def downgrade():
    with op.batch_alter_table("votes") as table:
        table.drop_column("charter")
    thaw(op, "charters")
    op.drop_table("charters")
