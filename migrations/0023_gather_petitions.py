"""Petitions that force a meeting, the homes that wish one, and the signed sheet."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id, Moment

revision = "0023_gather_petitions"
down_revision = "0022_type_late_papers"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "petitions",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("household_id", Id(), nullable=True),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("demanded_at", Moment(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("meeting_no", sa.Integer(), nullable=True),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "state in ('gathering', 'demanded', 'called', 'withdrawn')",
            name=op.f("ck_petitions_state"),
        ),
        sa.CheckConstraint(
            "(state = 'called') = (meeting_no is not null)", name=op.f("ck_petitions_called")
        ),
        *_keys("petitions", ("household_id", "households")),
        sa.UniqueConstraint("committee_id", "no", name=op.f("uq_petitions_committee_id_no")),
        info={"placement": "committee"},
    )
    op.create_table(
        "petition_wishes",
        sa.Column("petition_id", Id(), nullable=False),
        sa.Column("household_id", Id(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        *_keys("petition_wishes", ("petition_id", "petitions"), ("household_id", "households")),
        sa.UniqueConstraint(
            "committee_id",
            "petition_id",
            "household_id",
            name=op.f("uq_petition_wishes_committee_id_petition_id_household_id"),
        ),
        info={"placement": "committee"},
    )
    op.create_table(
        "petition_signatures",
        sa.Column("petition_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("household_id", Id(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("typed_by", sa.String(), nullable=False),
        sa.Column("typed_at", Moment(), nullable=False),
        sa.Column("struck_reason", sa.String(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        *_keys(
            "petition_signatures",
            ("petition_id", "petitions"),
            ("person_id", "people"),
            ("household_id", "households"),
        ),
        info={"placement": "committee"},
    )
    op.create_index(
        "ix_petition_signatures_petition", "petition_signatures", ["committee_id", "petition_id"]
    )


def _keys(table, *links):
    return (
        *(
            sa.ForeignKeyConstraint(
                ["committee_id", column],
                [f"{target}.committee_id", f"{target}.id"],
                name=op.f(f"fk_{table}_committee_id_{column}"),
            )
            for column, target in links
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f(f"fk_{table}_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f(f"pk_{table}")),
    )


def downgrade():
    op.drop_index("ix_petition_signatures_petition", "petition_signatures")
    op.drop_table("petition_signatures")
    op.drop_table("petition_wishes")
    op.drop_table("petitions")
