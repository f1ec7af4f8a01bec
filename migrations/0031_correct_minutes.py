"""That a printed thing has a newer version, though nobody has printed it yet."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id, Moment
from participation.db.frozen import freeze, thaw

revision = "0031_correct_minutes"
down_revision = "0030_give_notice"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "newer_versions",
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", Id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_newer_versions")),
        sa.UniqueConstraint(
            "committee_id",
            "kind",
            "subject_id",
            "version",
            name=op.f("uq_newer_versions_committee_id_kind_subject_id_version"),
        ),
        info={"placement": "committee"},
    )
    freeze(op, "newer_versions")


def downgrade():
    thaw(op, "newer_versions")
    op.drop_table("newer_versions")
