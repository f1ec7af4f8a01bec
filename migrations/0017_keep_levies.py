"""What a vote asks of every home, in money or labour, and on what grounds."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Facts

revision = "0017_keep_levies"
down_revision = "0016_let_helpers_in"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("votes", sa.Column("levy", Facts(), nullable=True))


def downgrade():
    op.drop_column("votes", "levy")
