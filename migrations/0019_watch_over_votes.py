"""Complaints that go past the desk, call-backs, and who carried the slips of a vote."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id, Moment

revision = "0019_watch_over_votes"
down_revision = "0018_sign_and_check_papers"
branch_labels = None
depends_on = None


def upgrade():
    table(
        "ballot_complaints",
        sa.Column("roll_entry_id", Id(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("filed_at", Moment(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("is_voided", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind in ('not-mine', 'pressed', 'other')", name=op.f("ck_ballot_complaints_kind")
        ),
        to("ballot_complaints", "roll_entry_id", "roll_entries"),
    )
    table(
        "call_backs",
        sa.Column("roll_entry_id", Id(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "outcome in ('confirmed', 'denied', 'not-reached')", name=op.f("ck_call_backs_outcome")
        ),
        sa.UniqueConstraint(
            "committee_id",
            "vote_id",
            "roll_entry_id",
            name=op.f("uq_call_backs_committee_id_vote_id_roll_entry_id"),
        ),
        to("call_backs", "roll_entry_id", "roll_entries"),
    )
    table(
        "slip_carriers",
        sa.Column("name", sa.String(), nullable=False),
        sa.UniqueConstraint(
            "committee_id",
            "vote_id",
            "name",
            name=op.f("uq_slip_carriers_committee_id_vote_id_name"),
        ),
    )


def table(name, *more):
    op.create_table(
        name,
        sa.Column("vote_id", Id(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        to(name, "vote_id", "votes"),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f(f"fk_{name}_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint(
            "committee_id", "vote_id", "no", name=op.f(f"uq_{name}_committee_id_vote_id_no")
        ),
        *more,
        info={"placement": "committee"},
    )


def to(name, column, target):
    return sa.ForeignKeyConstraint(
        ["committee_id", column],
        [f"{target}.committee_id", f"{target}.id"],
        name=op.f(f"fk_{name}_committee_id_{column}"),
    )


def downgrade():
    op.drop_table("slip_carriers")
    op.drop_table("call_backs")
    op.drop_table("ballot_complaints")
