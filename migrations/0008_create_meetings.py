"""Meetings, agenda, attendance, minutes, prints; revisions and prints are insert-only."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Facts, Id, Moment
from participation.db.frozen import freeze, thaw

revision = "0008_create_meetings"
down_revision = "0007_create_votes"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "meetings",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("body_id", Id(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("convened_by", sa.String(), nullable=False),
        sa.Column("chair", sa.String(), nullable=False),
        sa.Column("recorder", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("minutes_no", sa.Integer(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "state in ('called', 'held', 'adopted')", name=op.f("ck_meetings_state")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "body_id"],
            ["bodies.committee_id", "bodies.id"],
            name=op.f("fk_meetings_committee_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_meetings_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("committee_id", "no", name=op.f("uq_meetings_committee_id_no")),
        info={"placement": "committee"},
    )
    op.create_index("ix_meetings_newest", "meetings", ["committee_id", "starts_at"], unique=False)
    op.create_table(
        "minutes_revisions",
        sa.Column("meeting_id", Id(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("content", Facts(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "meeting_id"],
            ["meetings.committee_id", "meetings.id"],
            name=op.f("fk_minutes_revisions_committee_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_minutes_revisions_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_minutes_revisions")),
        sa.UniqueConstraint(
            "committee_id",
            "meeting_id",
            "no",
            name=op.f("uq_minutes_revisions_committee_id_meeting_id_no"),
        ),
        info={"placement": "committee"},
    )
    op.create_table(
        "attendance",
        sa.Column("meeting_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint("standing in ('member', 'guest')", name=op.f("ck_attendance_standing")),
        sa.CheckConstraint(
            "status in ('called', 'present', 'leave', 'absent')", name=op.f("ck_attendance_status")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "meeting_id"],
            ["meetings.committee_id", "meetings.id"],
            name=op.f("fk_attendance_committee_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "person_id"],
            ["people.committee_id", "people.id"],
            name=op.f("fk_attendance_committee_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_attendance_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "committee_id",
            "meeting_id",
            "person_id",
            name=op.f("uq_attendance_committee_id_meeting_id_person_id"),
        ),
        info={"placement": "committee"},
    )
    op.create_index(
        "ix_attendance_meeting", "attendance", ["committee_id", "meeting_id"], unique=False
    )
    op.create_table(
        "agenda_items",
        sa.Column("meeting_id", Id(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("matter_id", Id(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("proposer", sa.String(), nullable=False),
        sa.Column("motion", sa.String(), nullable=False),
        sa.Column("discussion", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no_votes", sa.Integer(), nullable=False),
        sa.Column("abstain", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("dissent", sa.String(), nullable=False),
        sa.Column("task", Facts(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "method in ('none', 'hands', 'open', 'secret')", name=op.f("ck_agenda_items_method")
        ),
        sa.CheckConstraint(
            "method = 'none' or yes + no_votes + abstain = present",
            name=op.f("ck_agenda_items_sum"),
        ),
        sa.CheckConstraint(
            "yes >= 0 and no_votes >= 0 and abstain >= 0", name=op.f("ck_agenda_items_counts")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "matter_id"],
            ["matters.committee_id", "matters.id"],
            name=op.f("fk_agenda_items_committee_id_matter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "meeting_id"],
            ["meetings.committee_id", "meetings.id"],
            name=op.f("fk_agenda_items_committee_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_agenda_items_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_agenda_items")),
        sa.UniqueConstraint(
            "committee_id",
            "meeting_id",
            "position",
            name=op.f("uq_agenda_items_committee_id_meeting_id_position"),
        ),
        info={"placement": "committee"},
    )
    op.create_table(
        "minutes_prints",
        sa.Column("meeting_id", Id(), nullable=False),
        sa.Column("minutes_no", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("record_no", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint("paper in ('record', 'summary')", name=op.f("ck_minutes_prints_paper")),
        sa.ForeignKeyConstraint(
            ["committee_id", "meeting_id", "minutes_no"],
            [
                "minutes_revisions.committee_id",
                "minutes_revisions.meeting_id",
                "minutes_revisions.no",
            ],
            name=op.f("fk_minutes_prints_committee_id_meeting_id_minutes_no"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_minutes_prints_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_minutes_prints")),
        sa.UniqueConstraint(
            "committee_id",
            "meeting_id",
            "minutes_no",
            "paper",
            name=op.f("uq_minutes_prints_committee_id_meeting_id_minutes_no_paper"),
        ),
        info={"placement": "committee"},
    )
    freeze(op, "minutes_revisions")
    freeze(op, "minutes_prints")


def downgrade():
    thaw(op, "minutes_prints")
    thaw(op, "minutes_revisions")
    op.drop_table("minutes_prints")
    op.drop_table("agenda_items")
    op.drop_index("ix_attendance_meeting", table_name="attendance")
    op.drop_table("attendance")
    op.drop_table("minutes_revisions")
    op.drop_index("ix_meetings_newest", table_name="meetings")
    op.drop_table("meetings")
