"""Which vote an item of a meeting comes from."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id

revision = "0029_hand_votes_on"
down_revision = "0028_decide_by_law"
branch_labels = None
depends_on = None

LINKS = (("meeting_id", "meetings"), ("item_id", "agenda_items"), ("vote_id", "votes"))


def upgrade():
    op.create_table(
        "handed_votes",
        sa.Column("meeting_id", Id(), nullable=False),
        sa.Column("item_id", Id(), nullable=False),
        sa.Column("vote_id", Id(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                ["committee_id", column],
                [f"{target}.committee_id", f"{target}.id"],
                name=op.f(f"fk_handed_votes_committee_id_{column}"),
            )
            for column, target in LINKS
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_handed_votes_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_handed_votes")),
        sa.UniqueConstraint(
            "committee_id", "item_id", name=op.f("uq_handed_votes_committee_id_item_id")
        ),
        info={"placement": "committee"},
    )


def downgrade():
    op.drop_table("handed_votes")
