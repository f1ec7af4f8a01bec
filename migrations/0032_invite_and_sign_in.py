"""Who says that they come, when people came and left, and who signed in at the door."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id, Moment

revision = "0032_invite_and_sign_in"
down_revision = "0031_correct_minutes"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("attendance") as table:
        table.add_column(sa.Column("came_at", Moment(), nullable=True))
        table.add_column(sa.Column("left_at", Moment(), nullable=True))
        table.add_column(
            sa.Column("is_by_door", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.create_check_constraint(
            op.f("ck_attendance_left"), "left_at is null or left_at >= came_at"
        )
    with op.batch_alter_table("attendance") as table:
        table.alter_column("is_by_door", server_default=None)
    op.create_table(
        "meeting_replies",
        sa.Column("meeting_id", Id(), nullable=False),
        sa.Column("attendee_id", Id(), nullable=False),
        sa.Column("is_coming", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("is_by_clerk", sa.Boolean(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "meeting_id"],
            ["meetings.committee_id", "meetings.id"],
            name=op.f("fk_meeting_replies_committee_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "attendee_id"],
            ["attendance.committee_id", "attendance.id"],
            name=op.f("fk_meeting_replies_committee_id_attendee_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_meeting_replies_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_meeting_replies")),
        sa.UniqueConstraint(
            "committee_id", "attendee_id", name=op.f("uq_meeting_replies_committee_id_attendee_id")
        ),
        info={"placement": "committee"},
    )


def downgrade():
    op.drop_table("meeting_replies")
    with op.batch_alter_table("attendance") as table:
        table.drop_constraint(op.f("ck_attendance_left"), type_="check")
        for name in ("is_by_door", "left_at", "came_at"):
            table.drop_column(name)
