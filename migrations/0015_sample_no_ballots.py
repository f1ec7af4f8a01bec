"""Let PostgreSQL keep no samples of ballots' ids and locators in its statistics."""

from alembic import op

revision = "0015_sample_no_ballots"
down_revision = "0014_create_elections"
branch_labels = None
depends_on = None


def upgrade():
    sample(0)


def downgrade():
    sample(-1)


def sample(how_many):
    if op.get_bind().dialect.name == "postgresql":
        for column in ("id", "recall"):
            op.execute(f"ALTER TABLE secret_ballots ALTER {column} SET STATISTICS {how_many}")
