"""Which flats are still the developer's, and in which order the roster names owners."""

import sqlalchemy as sa
from alembic import op

revision = "0010_mark_developers_flats"
down_revision = "0009_create_volunteers"
branch_labels = None
depends_on = None


def upgrade():
    # In one line, so that SQLite needs not build anew a table that others hang on.
    op.execute(
        "ALTER TABLE units ADD COLUMN sale VARCHAR NOT NULL DEFAULT 'delivered' "
        "CONSTRAINT ck_units_sale CHECK (sale in ('delivered', 'unsold', 'undelivered'))"
    )
    op.add_column(
        "unit_owners", sa.Column("place", sa.Integer(), nullable=False, server_default="1")
    )


def downgrade():
    op.drop_column("unit_owners", "place")
    op.drop_column("units", "sale")
