"""What has to stand before an item is decided, and the party secretary's post."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id, Moment

revision = "0024_gate_items"
down_revision = "0023_gather_petitions"
branch_labels = None
depends_on = None

BEFORE = "role in ('clerk', 'council', 'supervisor', 'head', 'helper')"
AFTER = "role in ('clerk', 'council', 'supervisor', 'head', 'helper', 'secretary')"


def upgrade():
    with op.batch_alter_table("roles") as table:
        table.drop_constraint(op.f("ck_roles_role"), type_="check")
        table.create_check_constraint(op.f("ck_roles_role"), AFTER)
    op.create_table(
        "item_gates",
        sa.Column("meeting_id", Id(), nullable=False),
        sa.Column("item_id", Id(), nullable=False),
        sa.Column("touches", sa.String(), nullable=False),
        sa.Column("money_source", sa.String(), nullable=False),
        sa.Column("decider", sa.String(), nullable=False),
        sa.Column("not_major", sa.String(), nullable=False),
        sa.Column("studied_on", sa.Date(), nullable=True),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("opinion", sa.String(), nullable=False),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("is_on_paper", sa.Boolean(), nullable=False),
        sa.Column("study_at", Moment(), nullable=True),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "(studied_on is null) = (study_at is null) and (studied_on is null) = (signed_by = '')",
            name=op.f("ck_item_gates_study"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "meeting_id"],
            ["meetings.committee_id", "meetings.id"],
            name=op.f("fk_item_gates_committee_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "item_id"],
            ["agenda_items.committee_id", "agenda_items.id"],
            name=op.f("fk_item_gates_committee_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_item_gates_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_item_gates")),
        sa.UniqueConstraint(
            "committee_id", "item_id", name=op.f("uq_item_gates_committee_id_item_id")
        ),
        info={"placement": "committee"},
    )


def downgrade():
    op.drop_table("item_gates")
    # A post of a kind that the older house does not know.
    op.execute("DELETE FROM roles WHERE role = 'secretary'")
    with op.batch_alter_table("roles") as table:
        table.drop_constraint(op.f("ck_roles_role"), type_="check")
        table.create_check_constraint(op.f("ck_roles_role"), BEFORE)
