"""Votes, frozen rolls, slips, marks, ballots; rolls and marks are insert-only by trigger."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Facts, Id, Moment
from participation.db.frozen import freeze, thaw

revision = "0007_create_votes"
down_revision = "0006_create_deliberation"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "votes",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("matter_id", Id(), nullable=True),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("rule_id", sa.String(), nullable=False),
        sa.Column("rule", Facts(), nullable=False),
        sa.Column("is_binding", sa.Boolean(), nullable=False),
        sa.Column("binding_reason", sa.String(), nullable=False),
        sa.Column("channels", sa.String(), nullable=False),
        sa.Column("is_charter_approved", sa.Boolean(), nullable=False),
        sa.Column("secrecy", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opens_at", Moment(), nullable=False),
        sa.Column("closes_at", Moment(), nullable=False),
        sa.Column("publishes_at", Moment(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=True),
        sa.Column("roll_size", sa.Integer(), nullable=False),
        sa.Column("roll_hash", sa.LargeBinary(), nullable=True),
        sa.Column("counted_by", sa.String(), nullable=True),
        sa.Column("counted_account", Id(), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("result", Facts(), nullable=True),
        sa.Column("lists", Facts(), nullable=True),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint("basis in ('household', 'person')", name=op.f("ck_votes_basis")),
        sa.CheckConstraint("proof in ('bearer', 'digits')", name=op.f("ck_votes_proof")),
        sa.CheckConstraint("secrecy in ('open', 'secret')", name=op.f("ck_votes_secrecy")),
        sa.CheckConstraint(
            "state in ('draft', 'open', 'closed', 'counted', 'confirmed', 'published')",
            name=op.f("ck_votes_state"),
        ),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_votes_dates")),
        sa.CheckConstraint("publishes_at >= closes_at", name=op.f("ck_votes_publication")),
        sa.ForeignKeyConstraint(
            ["committee_id", "matter_id"],
            ["matters.committee_id", "matters.id"],
            name=op.f("fk_votes_committee_id_matter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_votes_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_votes")),
        sa.UniqueConstraint("committee_id", "no", name=op.f("uq_votes_committee_id_no")),
        info={"placement": "committee"},
    )
    op.create_index("ix_votes_matter", "votes", ["committee_id", "matter_id"], unique=False)
    op.create_index("ix_votes_state", "votes", ["committee_id", "state", "closes_at"], unique=False)
    op.create_table(
        "paper_batches",
        sa.Column("vote_id", Id(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("counts", Facts(), nullable=False),
        sa.Column("spoiled", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("typed_by", sa.String(), nullable=False),
        sa.Column("typed_account", Id(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "state in ('typed', 'confirmed', 'dropped')", name=op.f("ck_paper_batches_state")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "vote_id"],
            ["votes.committee_id", "votes.id"],
            name=op.f("fk_paper_batches_committee_id_vote_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_paper_batches_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_paper_batches")),
        sa.UniqueConstraint(
            "committee_id", "vote_id", "no", name=op.f("uq_paper_batches_committee_id_vote_id_no")
        ),
        info={"placement": "committee"},
    )
    op.create_table(
        "receipts",
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("vote_id", Id(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "vote_id"],
            ["votes.committee_id", "votes.id"],
            name=op.f("fk_receipts_committee_id_vote_id"),
        ),
        sa.PrimaryKeyConstraint("committee_id", "vote_id", "code", name=op.f("pk_receipts")),
        info={"placement": "committee"},
    )
    op.create_table(
        "roll_entries",
        sa.Column("vote_id", Id(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("household_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=True),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "vote_id"],
            ["votes.committee_id", "votes.id"],
            name=op.f("fk_roll_entries_committee_id_vote_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_roll_entries_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_roll_entries")),
        sa.UniqueConstraint(
            "committee_id", "vote_id", "no", name=op.f("uq_roll_entries_committee_id_vote_id_no")
        ),
        info={"placement": "committee"},
    )
    op.create_index(
        "ix_roll_entries_household",
        "roll_entries",
        ["committee_id", "vote_id", "household_id"],
        unique=False,
    )
    op.create_table(
        "secret_ballots",
        sa.Column("vote_id", Id(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("recall", sa.LargeBinary(), nullable=True),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "vote_id"],
            ["votes.committee_id", "votes.id"],
            name=op.f("fk_secret_ballots_committee_id_vote_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_secret_ballots_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_secret_ballots")),
        sa.UniqueConstraint(
            "committee_id",
            "vote_id",
            "recall",
            name=op.f("uq_secret_ballots_committee_id_vote_id_recall"),
        ),
        info={"placement": "committee"},
    )
    op.create_index(
        "ix_secret_ballots_count",
        "secret_ballots",
        ["committee_id", "vote_id", "choice"],
        unique=False,
    )
    op.create_table(
        "vote_options",
        sa.Column("vote_id", Id(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "meaning in ('yes', 'no', 'option', 'abstain')", name=op.f("ck_vote_options_meaning")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "vote_id"],
            ["votes.committee_id", "votes.id"],
            name=op.f("fk_vote_options_committee_id_vote_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_vote_options_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_vote_options")),
        sa.UniqueConstraint(
            "committee_id", "vote_id", "no", name=op.f("uq_vote_options_committee_id_vote_id_no")
        ),
        info={"placement": "committee"},
    )
    op.create_table(
        "ballot_slips",
        sa.Column("vote_id", Id(), nullable=False),
        sa.Column("roll_entry_id", Id(), nullable=False),
        sa.Column("token_hmac", sa.LargeBinary(), nullable=False),
        sa.Column("typed_hmac", sa.LargeBinary(), nullable=False),
        sa.Column("digits_hmac", sa.LargeBinary(), nullable=False),
        sa.Column("issued_at", Moment(), nullable=False),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "roll_entry_id"],
            ["roll_entries.committee_id", "roll_entries.id"],
            name=op.f("fk_ballot_slips_committee_id_roll_entry_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "vote_id"],
            ["votes.committee_id", "votes.id"],
            name=op.f("fk_ballot_slips_committee_id_vote_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_ballot_slips_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_ballot_slips")),
        sa.UniqueConstraint(
            "committee_id", "token_hmac", name=op.f("uq_ballot_slips_committee_id_token_hmac")
        ),
        sa.UniqueConstraint(
            "committee_id", "typed_hmac", name=op.f("uq_ballot_slips_committee_id_typed_hmac")
        ),
        info={"placement": "committee"},
    )
    op.create_index(
        "ix_ballot_slips_entry", "ballot_slips", ["committee_id", "roll_entry_id"], unique=False
    )
    op.create_table(
        "marks",
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("vote_id", Id(), nullable=False),
        sa.Column("roll_entry_id", Id(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.CheckConstraint(
            "channel in ('phone', 'paper', 'helper')", name=op.f("ck_marks_channel")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "roll_entry_id"],
            ["roll_entries.committee_id", "roll_entries.id"],
            name=op.f("fk_marks_committee_id_roll_entry_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "vote_id"],
            ["votes.committee_id", "votes.id"],
            name=op.f("fk_marks_committee_id_vote_id"),
        ),
        sa.PrimaryKeyConstraint("committee_id", "vote_id", "roll_entry_id", name=op.f("pk_marks")),
        info={"placement": "committee"},
    )
    op.create_table(
        "open_ballots",
        sa.Column("vote_id", Id(), nullable=False),
        sa.Column("roll_entry_id", Id(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("receipt", sa.String(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "channel in ('phone', 'paper', 'helper')", name=op.f("ck_open_ballots_channel")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "vote_id", "roll_entry_id"],
            ["marks.committee_id", "marks.vote_id", "marks.roll_entry_id"],
            name=op.f("fk_open_ballots_committee_id_vote_id_roll_entry_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_open_ballots_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_open_ballots")),
        sa.UniqueConstraint(
            "committee_id",
            "vote_id",
            "roll_entry_id",
            name=op.f("uq_open_ballots_committee_id_vote_id_roll_entry_id"),
        ),
        info={"placement": "committee"},
    )
    op.create_index(
        "ix_open_ballots_count", "open_ballots", ["committee_id", "vote_id", "choice"], unique=False
    )
    freeze(op, "roll_entries")
    freeze(op, "marks")


def downgrade():
    thaw(op, "roll_entries")
    thaw(op, "marks")
    op.drop_index("ix_open_ballots_count", table_name="open_ballots")
    op.drop_table("open_ballots")
    op.drop_table("marks")
    op.drop_index("ix_ballot_slips_entry", table_name="ballot_slips")
    op.drop_table("ballot_slips")
    op.drop_table("vote_options")
    op.drop_index("ix_secret_ballots_count", table_name="secret_ballots")
    op.drop_table("secret_ballots")
    op.drop_index("ix_roll_entries_household", table_name="roll_entries")
    op.drop_table("roll_entries")
    op.drop_table("receipts")
    op.drop_table("paper_batches")
    op.drop_index("ix_votes_state", table_name="votes")
    op.drop_index("ix_votes_matter", table_name="votes")
    op.drop_table("votes")
