"""Shifts and sign-ups."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id, Moment

revision = "0009_create_volunteers"
down_revision = "0008_create_meetings"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "shifts",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("matter_id", Id(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("risk", sa.String(), nullable=False),
        sa.Column("lead", sa.String(), nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint("state in ('open', 'called_off')", name=op.f("ck_shifts_state")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_shifts_times")),
        sa.CheckConstraint("places > 0", name=op.f("ck_shifts_places")),
        sa.CheckConstraint("taken >= 0 and taken <= places", name=op.f("ck_shifts_taken")),
        sa.ForeignKeyConstraint(
            ["committee_id", "matter_id"],
            ["matters.committee_id", "matters.id"],
            name=op.f("fk_shifts_committee_id_matter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_shifts_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_shifts")),
        sa.UniqueConstraint("committee_id", "no", name=op.f("uq_shifts_committee_id_no")),
        info={"placement": "committee"},
    )
    op.create_index("ix_shifts_start", "shifts", ["committee_id", "starts_at"], unique=False)
    op.create_table(
        "sign_ups",
        sa.Column("shift_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint("state in ('coming', 'cancelled')", name=op.f("ck_sign_ups_state")),
        sa.ForeignKeyConstraint(
            ["committee_id", "person_id"],
            ["people.committee_id", "people.id"],
            name=op.f("fk_sign_ups_committee_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "shift_id"],
            ["shifts.committee_id", "shifts.id"],
            name=op.f("fk_sign_ups_committee_id_shift_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_sign_ups_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_sign_ups")),
        sa.UniqueConstraint(
            "committee_id",
            "shift_id",
            "person_id",
            name=op.f("uq_sign_ups_committee_id_shift_id_person_id"),
        ),
        info={"placement": "committee"},
    )
    op.create_index("ix_sign_ups_person", "sign_ups", ["committee_id", "person_id"], unique=False)


def downgrade():
    op.drop_index("ix_sign_ups_person", table_name="sign_ups")
    op.drop_table("sign_ups")
    op.drop_index("ix_shifts_start", table_name="shifts")
    op.drop_table("shifts")
