"""Arguments for and against."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id, Moment

revision = "0006_create_deliberation"
down_revision = "0005_create_matters"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "arguments",
        sa.Column("matter_id", Id(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("household_id", Id(), nullable=True),
        sa.Column("person_id", Id(), nullable=True),
        sa.Column("account_id", Id(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("withdrawn_at", Moment(), nullable=True),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint("side in ('for', 'against')", name=op.f("ck_arguments_side")),
        sa.ForeignKeyConstraint(
            ["committee_id", "household_id"],
            ["households.committee_id", "households.id"],
            name=op.f("fk_arguments_committee_id_household_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "matter_id"],
            ["matters.committee_id", "matters.id"],
            name=op.f("fk_arguments_committee_id_matter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "person_id"],
            ["people.committee_id", "people.id"],
            name=op.f("fk_arguments_committee_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_arguments_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_arguments")),
        info={"placement": "committee"},
    )
    op.create_index(
        "ix_arguments_matter", "arguments", ["committee_id", "matter_id", "id"], unique=False
    )


def downgrade():
    op.drop_index("ix_arguments_matter", table_name="arguments")
    op.drop_table("arguments")
