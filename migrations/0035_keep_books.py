"""The archive's books: how long each kind of record is kept, and the register of seals."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id, Moment
from participation.db.frozen import freeze, thaw

revision = "0035_keep_books"
down_revision = "0034_pass_minutes_round"
branch_labels = None
depends_on = None


def owned(name, *columns):
    op.create_table(
        name,
        *columns,
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f(f"fk_{name}_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f(f"pk_{name}")),
        info={"placement": "committee"},
    )


def upgrade():
    owned(
        "retention_terms",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(), nullable=False),
        sa.CheckConstraint("years is null or years > 0", name=op.f("ck_retention_terms_years")),
        sa.UniqueConstraint(
            "committee_id", "kind", name=op.f("uq_retention_terms_committee_id_kind")
        ),
    )
    owned(
        "seal_uses",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("voids", sa.Integer(), nullable=False),
        sa.CheckConstraint("copies > 0", name=op.f("ck_seal_uses_copies")),
        sa.UniqueConstraint("committee_id", "no", name=op.f("uq_seal_uses_committee_id_no")),
    )
    op.create_index("ix_seal_uses_day", "seal_uses", ["committee_id", "day"])
    freeze(op, "seal_uses")


def downgrade():
    thaw(op, "seal_uses")
    op.drop_table("seal_uses")
    op.drop_table("retention_terms")
