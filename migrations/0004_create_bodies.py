"""Bodies and their seats."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id

revision = "0004_create_bodies"
down_revision = "0003_create_residents"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "bodies",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=False),
        sa.Column("dissolved_on", sa.Date(), nullable=True),
        sa.Column("charter_clause", sa.String(), nullable=False),
        sa.Column("quorum_op", sa.String(), nullable=False),
        sa.Column("quorum_share", sa.String(), nullable=False),
        sa.Column("pass_op", sa.String(), nullable=False),
        sa.Column("pass_share", sa.String(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint("pass_op in ('ge', 'gt')", name=op.f("ck_bodies_pass_op")),
        sa.CheckConstraint("quorum_op in ('ge', 'gt')", name=op.f("ck_bodies_quorum_op")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_bodies_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_bodies")),
        sa.UniqueConstraint("committee_id", "name", name=op.f("uq_bodies_committee_id_name")),
        sa.UniqueConstraint("committee_id", "no", name=op.f("uq_bodies_committee_id_no")),
        info={"placement": "committee"},
    )
    op.create_table(
        "seats",
        sa.Column("body_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("elected_by", sa.String(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "office in ('member', 'convenor', 'recorder')", name=op.f("ck_seats_office")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "body_id"],
            ["bodies.committee_id", "bodies.id"],
            name=op.f("fk_seats_committee_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "person_id"],
            ["people.committee_id", "people.id"],
            name=op.f("fk_seats_committee_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_seats_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_seats")),
        info={"placement": "committee"},
    )
    op.create_index("ix_seats_body", "seats", ["committee_id", "body_id"], unique=False)


def downgrade():
    op.drop_index("ix_seats_body", table_name="seats")
    op.drop_table("seats")
    op.drop_table("bodies")
