"""Matters, what happened to them, and support."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Facts, Id, Moment

revision = "0005_create_matters"
down_revision = "0004_create_bodies"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "matters",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body_text", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("contact_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("is_named", sa.Boolean(), nullable=False),
        sa.Column("raised_by", sa.String(), nullable=False),
        sa.Column("household_id", Id(), nullable=True),
        sa.Column("person_id", Id(), nullable=True),
        sa.Column("body_id", Id(), nullable=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_at", Moment(), nullable=True),
        sa.Column("raised_at", Moment(), nullable=False),
        sa.Column("moved_at", Moment(), nullable=False),
        sa.Column("supports", sa.Integer(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "state in ('waiting', 'open', 'answered', 'declined', 'done')",
            name=op.f("ck_matters_state"),
        ),
        sa.CheckConstraint(
            "step in ('raise', 'deliberate', 'decide', 'carry_out', 'review')",
            name=op.f("ck_matters_step"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "body_id"],
            ["bodies.committee_id", "bodies.id"],
            name=op.f("fk_matters_committee_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "household_id"],
            ["households.committee_id", "households.id"],
            name=op.f("fk_matters_committee_id_household_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "person_id"],
            ["people.committee_id", "people.id"],
            name=op.f("fk_matters_committee_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_matters_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_matters")),
        sa.UniqueConstraint("committee_id", "no", name=op.f("uq_matters_committee_id_no")),
        info={"placement": "committee"},
    )
    op.create_index(
        "ix_matters_household", "matters", ["committee_id", "household_id"], unique=False
    )
    op.create_index(
        "ix_matters_newest", "matters", ["committee_id", "moved_at", "no"], unique=False
    )
    op.create_index("ix_matters_state", "matters", ["committee_id", "state"], unique=False)
    op.create_table(
        "matter_events",
        sa.Column("matter_id", Id(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("facts", Facts(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "matter_id"],
            ["matters.committee_id", "matters.id"],
            name=op.f("fk_matter_events_committee_id_matter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_matter_events_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_matter_events")),
        info={"placement": "committee"},
    )
    op.create_index(
        "ix_matter_events_matter",
        "matter_events",
        ["committee_id", "matter_id", "at"],
        unique=False,
    )
    op.create_table(
        "supports",
        sa.Column("matter_id", Id(), nullable=False),
        sa.Column("household_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "household_id"],
            ["households.committee_id", "households.id"],
            name=op.f("fk_supports_committee_id_household_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "matter_id"],
            ["matters.committee_id", "matters.id"],
            name=op.f("fk_supports_committee_id_matter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "person_id"],
            ["people.committee_id", "people.id"],
            name=op.f("fk_supports_committee_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_supports_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_supports")),
        sa.UniqueConstraint(
            "committee_id",
            "matter_id",
            "household_id",
            name=op.f("uq_supports_committee_id_matter_id_household_id"),
        ),
        info={"placement": "committee"},
    )


def downgrade():
    op.drop_table("supports")
    op.drop_index("ix_matter_events_matter", table_name="matter_events")
    op.drop_table("matter_events")
    op.drop_index("ix_matters_state", table_name="matters")
    op.drop_index("ix_matters_newest", table_name="matters")
    op.drop_index("ix_matters_household", table_name="matters")
    op.drop_table("matters")
