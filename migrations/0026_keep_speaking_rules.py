"""How long and how often one may speak, as it stood when the meeting was opened."""

import sqlalchemy as sa
from alembic import op

revision = "0026_keep_speaking_rules"
down_revision = "0025_keep_the_floor"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("floors") as table:
        # Meetings that were opened before spoke by two minutes, twice.
        table.add_column(
            sa.Column("turn_seconds", sa.Integer(), nullable=False, server_default="120")
        )
        table.add_column(sa.Column("turns", sa.Integer(), nullable=False, server_default="2"))
        table.create_check_constraint(op.f("ck_floors_rules"), "turn_seconds > 0 and turns > 0")
    with op.batch_alter_table("floors") as table:
        table.alter_column("turn_seconds", server_default=None)
        table.alter_column("turns", server_default=None)


def downgrade():
    with op.batch_alter_table("floors") as table:
        table.drop_constraint(op.f("ck_floors_rules"), type_="check")
        table.drop_column("turns")
        table.drop_column("turn_seconds")
