"""Named papers without signature, a pile checked by a second person, who counted the box."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id

revision = "0018_sign_and_check_papers"
down_revision = "0017_keep_levies"
branch_labels = None
depends_on = None

NAMES = ("caller", "counter", "watcher")


def upgrade():
    op.add_column(
        "open_ballots",
        sa.Column("is_opinion", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("open_ballots", sa.Column("typed_account", Id(), nullable=True))
    op.add_column("votes", sa.Column("pile_checked_by", sa.String(), nullable=True))
    for name in NAMES:
        op.add_column(
            "paper_batches", sa.Column(name, sa.String(), nullable=False, server_default="")
        )


def downgrade():
    for name in NAMES:
        op.drop_column("paper_batches", name)
    op.drop_column("votes", "pile_checked_by")
    op.drop_column("open_ballots", "typed_account")
    op.drop_column("open_ballots", "is_opinion")
