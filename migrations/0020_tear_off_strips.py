"""Strips for members who are away: slips of a home, confirmed by the digits of one person."""

import sqlalchemy as sa
from alembic import op

revision = "0020_tear_off_strips"
down_revision = "0019_watch_over_votes"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("ballot_slips", sa.Column("torn_for", sa.String(), nullable=True))
    op.add_column(
        "ballot_slips",
        sa.Column("asks_phone", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade():
    # A strip would be a whole slip to the older house.
    op.execute("DELETE FROM ballot_slips WHERE torn_for IS NOT NULL")
    op.drop_column("ballot_slips", "asks_phone")
    op.drop_column("ballot_slips", "torn_for")
