"""Words typed into minutes are kept before they are stored as a revision."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Facts, Id, Moment

revision = "0036_keep_drafts"
down_revision = "0035_keep_books"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "minutes_drafts",
        sa.Column("meeting_id", Id(), nullable=False),
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("base_no", sa.Integer(), nullable=False),
        sa.Column("texts", Facts(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "meeting_id"],
            ["meetings.committee_id", "meetings.id"],
            name=op.f("fk_minutes_drafts_committee_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_minutes_drafts_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_minutes_drafts")),
        sa.UniqueConstraint(
            "committee_id",
            "meeting_id",
            "account_id",
            name=op.f("uq_minutes_drafts_committee_id_meeting_id_account_id"),
        ),
        info={"placement": "committee"},
    )


def downgrade():
    op.drop_table("minutes_drafts")
