"""Notices of meetings, and meetings that were called off."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id, Moment
from participation.db.frozen import freeze, thaw

revision = "0030_give_notice"
down_revision = "0029_hand_votes_on"
branch_labels = None
depends_on = None

WIDE = "state in ('called', 'held', 'adopted', 'cancelled')"
NARROW = "state in ('called', 'held', 'adopted')"


def _states(check):
    with op.batch_alter_table("meetings") as table:
        table.drop_constraint(op.f("ck_meetings_state"), type_="check")
        table.create_check_constraint(op.f("ck_meetings_state"), check)


def upgrade():
    _states(WIDE)
    op.create_table(
        "meeting_notices",
        sa.Column("meeting_id", Id(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "kind in ('called', 'moved', 'cancelled')", name=op.f("ck_meeting_notices_kind")
        ),
        sa.CheckConstraint(
            "kind = 'called' or reason <> ''", name=op.f("ck_meeting_notices_reason")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "meeting_id"],
            ["meetings.committee_id", "meetings.id"],
            name=op.f("fk_meeting_notices_committee_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_meeting_notices_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_meeting_notices")),
        sa.UniqueConstraint(
            "committee_id",
            "meeting_id",
            "no",
            name=op.f("uq_meeting_notices_committee_id_meeting_id_no"),
        ),
        info={"placement": "committee"},
    )
    freeze(op, "meeting_notices")


def downgrade():
    thaw(op, "meeting_notices")
    op.drop_table("meeting_notices")
    op.execute("UPDATE meetings SET state = 'called' WHERE state = 'cancelled'")
    _states(NARROW)
