"""What those who were there said of minutes before they were adopted, and what was done."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id, Moment

revision = "0034_pass_minutes_round"
down_revision = "0033_keep_files"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "minutes_checks",
        sa.Column("meeting_id", Id(), nullable=False),
        sa.Column("attendee_id", Id(), nullable=False),
        sa.Column("revision_no", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("is_by_clerk", sa.Boolean(), nullable=False),
        sa.Column("is_taken", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "(answered_at is null) = (is_taken is null)", name=op.f("ck_minutes_checks_answer")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "meeting_id"],
            ["meetings.committee_id", "meetings.id"],
            name=op.f("fk_minutes_checks_committee_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "attendee_id"],
            ["attendance.committee_id", "attendance.id"],
            name=op.f("fk_minutes_checks_committee_id_attendee_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_minutes_checks_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_minutes_checks")),
        info={"placement": "committee"},
    )
    op.create_index("ix_minutes_checks_meeting", "minutes_checks", ["committee_id", "meeting_id"])


def downgrade():
    op.drop_table("minutes_checks")
