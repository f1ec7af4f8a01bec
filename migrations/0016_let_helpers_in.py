"""Helping at the door: the post, who helped whom, and how many slips came from one telephone."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id
from participation.db.frozen import HELP_GRANTS

revision = "0016_let_helpers_in"
down_revision = "0015_sample_no_ballots"
branch_labels = None
depends_on = None

BEFORE = "role in ('clerk', 'council', 'supervisor', 'head')"
AFTER = "role in ('clerk', 'council', 'supervisor', 'head', 'helper')"


def upgrade():
    with op.batch_alter_table("roles") as table:
        table.drop_constraint(op.f("ck_roles_role"), type_="check")
        table.create_check_constraint(op.f("ck_roles_role"), AFTER)
    op.create_table(
        "helped_marks",
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("vote_id", Id(), nullable=False),
        sa.Column("roll_entry_id", Id(), nullable=False),
        sa.Column("helper_id", Id(), nullable=False),
        sa.Column("helper", sa.String(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("witnesses", sa.String(), nullable=False),
        sa.CheckConstraint("proof in ('digits', 'witnesses')", name=op.f("ck_helped_marks_proof")),
        sa.ForeignKeyConstraint(
            ["committee_id", "vote_id"],
            ["votes.committee_id", "votes.id"],
            name=op.f("fk_helped_marks_committee_id_vote_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "roll_entry_id"],
            ["roll_entries.committee_id", "roll_entries.id"],
            name=op.f("fk_helped_marks_committee_id_roll_entry_id"),
        ),
        sa.PrimaryKeyConstraint(
            "committee_id", "vote_id", "roll_entry_id", name=op.f("pk_helped_marks")
        ),
        info={"placement": "committee"},
    )
    op.create_index(
        "ix_helped_marks_helper", "helped_marks", ["committee_id", "vote_id", "helper_id"]
    )
    op.create_table(
        "vote_devices",
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("vote_id", Id(), nullable=False),
        sa.Column("device_hmac", sa.LargeBinary(), nullable=False),
        sa.Column("slips", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "vote_id"],
            ["votes.committee_id", "votes.id"],
            name=op.f("fk_vote_devices_committee_id_vote_id"),
        ),
        sa.PrimaryKeyConstraint(
            "committee_id", "vote_id", "device_hmac", name=op.f("pk_vote_devices")
        ),
        info={"placement": "committee"},
    )
    if op.get_bind().dialect.name == "postgresql":
        for line in HELP_GRANTS:
            op.execute(line)


def downgrade():
    op.drop_table("vote_devices")
    op.drop_table("helped_marks")
    # A post of a kind that the older house does not know.
    op.execute("DELETE FROM roles WHERE role = 'helper'")
    with op.batch_alter_table("roles") as table:
        table.drop_constraint(op.f("ck_roles_role"), type_="check")
        table.create_check_constraint(op.f("ck_roles_role"), BEFORE)
