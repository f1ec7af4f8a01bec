"""Committees, their groups, and what stands outside any committee: locators, counters, budgets."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id, Moment

revision = "0001_create_committees"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "budgets",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_budgets")),
        info={"placement": "reference"},
    )
    op.create_table(
        "committees",
        sa.Column("id", Id(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.CheckConstraint("kind in ('village', 'community')", name=op.f("ck_committees_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committees")),
        sa.UniqueConstraint("slug", name=op.f("uq_committees_slug")),
        info={"placement": "reference"},
    )
    op.create_index(op.f("ix_committees_region"), "committees", ["region"], unique=False)
    op.create_table(
        "counters",
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("committee_id", "name", name=op.f("pk_counters")),
        info={"placement": "committee"},
    )
    op.create_table(
        "locators",
        sa.Column("hmac", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.PrimaryKeyConstraint("hmac", name=op.f("pk_locators")),
        info={"placement": "reference"},
    )
    op.create_table(
        "groups",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint("kind in ('group', 'building', 'grid')", name=op.f("ck_groups_kind")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_groups_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_groups")),
        sa.UniqueConstraint("committee_id", "name", name=op.f("uq_groups_committee_id_name")),
        info={"placement": "committee"},
    )


def downgrade():
    op.drop_table("groups")
    op.drop_table("locators")
    op.drop_table("counters")
    op.drop_index(op.f("ix_committees_region"), table_name="committees")
    op.drop_table("committees")
    op.drop_table("budgets")
