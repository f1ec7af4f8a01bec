"""Elections and recalls on paper: list, candidates, proxies, counts; counts are insert-only."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Facts, Id, Moment
from participation.db.frozen import freeze, thaw

revision = "0014_create_elections"
down_revision = "0013_seal_secret_votes"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "elections",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("rule", Facts(), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("booth", sa.String(), nullable=False),
        sa.Column("box", sa.String(), nullable=False),
        sa.Column("has_write_in", sa.Boolean(), nullable=False),
        sa.Column("members", Facts(), nullable=False),
        sa.Column("recall", Facts(), nullable=True),
        sa.Column("posts", Facts(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("follows_id", Id(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("printed", sa.Integer(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("confirmed_at", Moment(), nullable=True),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "base in ('registered', 'household', 'rep')", name=op.f("ck_elections_base")
        ),
        sa.CheckConstraint(
            "state in ('preparing', 'listed', 'counted', 'confirmed')",
            name=op.f("ck_elections_state"),
        ),
        sa.CheckConstraint("printed >= 0", name=op.f("ck_elections_printed")),
        sa.ForeignKeyConstraint(
            ["committee_id", "follows_id"],
            ["elections.committee_id", "elections.id"],
            name=op.f("fk_elections_committee_id_follows_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_elections_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_elections")),
        sa.UniqueConstraint("committee_id", "no", name=op.f("uq_elections_committee_id_no")),
        info={"placement": "committee"},
    )
    op.create_table(
        "election_counts",
        sa.Column("election_id", Id(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("sheet", Facts(), nullable=False),
        sa.Column("typed_by", sa.String(), nullable=False),
        sa.Column("typed_account", Id(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "election_id"],
            ["elections.committee_id", "elections.id"],
            name=op.f("fk_election_counts_committee_id_election_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_election_counts_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_election_counts")),
        sa.UniqueConstraint(
            "committee_id",
            "election_id",
            "no",
            name=op.f("uq_election_counts_committee_id_election_id_no"),
        ),
        info={"placement": "committee"},
    )
    op.create_table(
        "election_objections",
        sa.Column("election_id", Id(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("ruled_on", sa.Date(), nullable=True),
        sa.Column("is_upheld", sa.Boolean(), nullable=True),
        sa.Column("ruling", sa.String(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "election_id"],
            ["elections.committee_id", "elections.id"],
            name=op.f("fk_election_objections_committee_id_election_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_election_objections_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_election_objections")),
        sa.UniqueConstraint(
            "committee_id",
            "election_id",
            "no",
            name=op.f("uq_election_objections_committee_id_election_id_no"),
        ),
        info={"placement": "committee"},
    )
    op.create_table(
        "election_candidates",
        sa.Column("election_id", Id(), nullable=False),
        sa.Column("post_no", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("person_id", Id(), nullable=True),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "election_id"],
            ["elections.committee_id", "elections.id"],
            name=op.f("fk_election_candidates_committee_id_election_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "person_id"],
            ["people.committee_id", "people.id"],
            name=op.f("fk_election_candidates_committee_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_election_candidates_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_election_candidates")),
        sa.UniqueConstraint(
            "committee_id",
            "election_id",
            "post_no",
            "no",
            name=op.f("uq_election_candidates_committee_id_election_id_post_no_no"),
        ),
        info={"placement": "committee"},
    )
    op.create_table(
        "electors",
        sa.Column("election_id", Id(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("person_id", Id(), nullable=True),
        sa.Column("household_id", Id(), nullable=True),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "ground in ('resident', 'away', 'outsider', 'unclear', 'representative', 'rep')",
            name=op.f("ck_electors_ground"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "election_id"],
            ["elections.committee_id", "elections.id"],
            name=op.f("fk_electors_committee_id_election_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "household_id"],
            ["households.committee_id", "households.id"],
            name=op.f("fk_electors_committee_id_household_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "person_id"],
            ["people.committee_id", "people.id"],
            name=op.f("fk_electors_committee_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_electors_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_electors")),
        sa.UniqueConstraint(
            "committee_id",
            "election_id",
            "no",
            name=op.f("uq_electors_committee_id_election_id_no"),
        ),
        info={"placement": "committee"},
    )
    op.create_table(
        "election_proxies",
        sa.Column("election_id", Id(), nullable=False),
        sa.Column("giver_id", Id(), nullable=False),
        sa.Column("holder_id", Id(), nullable=False),
        sa.Column("is_kin", sa.Boolean(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint("giver_id <> holder_id", name=op.f("ck_election_proxies_two")),
        sa.ForeignKeyConstraint(
            ["committee_id", "election_id"],
            ["elections.committee_id", "elections.id"],
            name=op.f("fk_election_proxies_committee_id_election_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "giver_id"],
            ["electors.committee_id", "electors.id"],
            name=op.f("fk_election_proxies_committee_id_giver_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "holder_id"],
            ["electors.committee_id", "electors.id"],
            name=op.f("fk_election_proxies_committee_id_holder_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_election_proxies_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_election_proxies")),
        sa.UniqueConstraint(
            "committee_id",
            "election_id",
            "giver_id",
            name=op.f("uq_election_proxies_committee_id_election_id_giver_id"),
        ),
        info={"placement": "committee"},
    )
    freeze(op, "election_counts")


def downgrade():
    thaw(op, "election_counts")
    op.drop_table("election_proxies")
    op.drop_table("electors")
    op.drop_table("election_candidates")
    op.drop_table("election_objections")
    op.drop_table("election_counts")
    op.drop_table("elections")
