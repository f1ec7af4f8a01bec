"""What items of a meeting came to under a law."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Facts, Id

revision = "0028_decide_by_law"
down_revision = "0027_write_charters"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "item_laws",
        sa.Column("meeting_id", Id(), nullable=False),
        sa.Column("item_id", Id(), nullable=False),
        sa.Column("found", Facts(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "meeting_id"],
            ["meetings.committee_id", "meetings.id"],
            name=op.f("fk_item_laws_committee_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "item_id"],
            ["agenda_items.committee_id", "agenda_items.id"],
            name=op.f("fk_item_laws_committee_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_item_laws_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_item_laws")),
        sa.UniqueConstraint(
            "committee_id", "item_id", name=op.f("uq_item_laws_committee_id_item_id")
        ),
        info={"placement": "committee"},
    )


def downgrade():
    op.drop_table("item_laws")
