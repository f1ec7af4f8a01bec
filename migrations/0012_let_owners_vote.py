"""Votes of owners, by heads and by area: what stands behind each line of a roll."""

import sqlalchemy as sa
from alembic import op

revision = "0012_let_owners_vote"
down_revision = "0011_ask_several_questions"
branch_labels = None
depends_on = None

NARROW = "basis in ('household', 'person')"
WIDE = "basis in ('household', 'person', 'owner')"


def upgrade():
    area = sa.Column("area", sa.BigInteger(), nullable=False, server_default="0")
    op.add_column("roll_entries", area)
    with op.batch_alter_table("votes") as table:
        table.add_column(
            sa.Column("roll_area", sa.BigInteger(), nullable=False, server_default="0")
        )
        table.drop_constraint(op.f("ck_votes_basis"), type_="check")
        table.create_check_constraint(op.f("ck_votes_basis"), WIDE)


def downgrade():
    found = op.get_bind().execute(sa.text("SELECT count(*) FROM votes WHERE basis = 'owner'"))
    if found.scalar_one():
        raise RuntimeError("votes of owners stand in no older database")
    with op.batch_alter_table("votes") as table:
        table.drop_constraint(op.f("ck_votes_basis"), type_="check")
        table.create_check_constraint(op.f("ck_votes_basis"), NARROW)
        table.drop_column("roll_area")
    op.drop_column("roll_entries", "area")
