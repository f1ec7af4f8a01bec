"""The floor of a meeting: who chairs, motions, amendments, turns to speak, votes in the room."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id, Moment

revision = "0025_keep_the_floor"
down_revision = "0024_gate_items"
branch_labels = None
depends_on = None


def upgrade():
    _table(
        "floors",
        {"meeting_id": "meetings", "chair_id": "attendance", "presiding_id": "attendance"},
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("item_id", Id(), nullable=True),
        _link("floors", "item_id", "agenda_items"),
        _unique("floors", "meeting_id"),
    )
    _table(
        "handovers",
        {"meeting_id": "meetings", "from_id": "attendance", "to_id": "attendance"},
        sa.Column("at", Moment(), nullable=False),
    )
    _table(
        "motions",
        {"meeting_id": "meetings", "item_id": "agenda_items"},
        sa.Column("mover", sa.String(), nullable=False),
        sa.Column("mover_id", Id(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("moved_at", Moment(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("settled_at", Moment(), nullable=True),
        _link("motions", "mover_id", "attendance"),
        _check("motions", "state", "state in ('open', 'decided', 'withdrawn')"),
        _check("motions", "settled", "(state = 'open') = (settled_at is null)"),
    )
    _only_one("motions", "open")
    _table(
        "amendments",
        {"meeting_id": "meetings", "motion_id": "motions"},
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("by_id", Id(), nullable=True),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("settled_at", Moment(), nullable=True),
        _link("amendments", "by_id", "attendance"),
        _check(
            "amendments",
            "state",
            "state in ('proposed', 'accepted', 'carried', 'lost', 'withdrawn')",
        ),
        _check("amendments", "settled", "(state = 'proposed') = (settled_at is null)"),
    )
    _only_one("amendments", "proposed")
    _table(
        "turns",
        {"meeting_id": "meetings", "motion_id": "motions", "attendee_id": "attendance"},
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_at", Moment(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("gist", sa.String(), nullable=False),
        _check("turns", "side", "side in ('for', 'against')"),
        _check("turns", "state", "state in ('waiting', 'speaking', 'done', 'cut', 'dropped')"),
        _check("turns", "started", "(state in ('waiting', 'dropped')) = (started_at is null)"),
        _check("turns", "ended", "(state in ('done', 'cut')) = (ended_at is not null)"),
    )
    _only_one("turns", "speaking")
    _only_one("turns", "waiting", "motion_id", "attendee_id")
    _add_votes()


def _add_votes():
    _table(
        "room_votes",
        {"meeting_id": "meetings", "motion_id": "motions"},
        sa.Column("amendment_id", Id(), nullable=True),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=True),
        *_numbers(),
        sa.Column("outcome", sa.String(), nullable=False),
        _link("room_votes", "amendment_id", "amendments"),
        _check("room_votes", "method", "method in ('hands', 'open', 'secret')"),
        _check("room_votes", "state", "state in ('open', 'closed', 'cancelled')"),
        _check("room_votes", "closed", "(state = 'open') = (closed_at is null)"),
        _check("room_votes", "sum", "state <> 'closed' or yes + no_votes + abstain = present"),
    )
    _only_one("room_votes", "open")
    _table(
        "room_counts",
        {"vote_id": "room_votes"},
        *_numbers(),
        sa.Column("unraised", sa.Integer(), nullable=False),
        sa.Column("counted_by", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        _check("room_counts", "counts", "yes >= 0 and no_votes >= 0 and abstain >= unraised"),
        _check("room_counts", "sum", "unraised >= 0 and yes + no_votes + abstain = present"),
    )
    _table(
        "room_ballots",
        {"vote_id": "room_votes", "attendee_id": "attendance"},
        sa.Column("choice", sa.String(), nullable=False),
        _check("room_ballots", "choice", "choice in ('yes', 'no', 'abstain')"),
        _unique("room_ballots", "vote_id", "attendee_id"),
    )


def _table(name, links, *parts):
    """Create a committee's table with its keys; each of `links` is a column and its table."""
    op.create_table(
        name,
        *(sa.Column(column, Id(), nullable=False) for column in links),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        *(_link(name, column, table) for column, table in links.items()),
        *parts,
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f(f"fk_{name}_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f(f"pk_{name}")),
        info={"placement": "committee"},
    )


def _numbers():
    names = ("yes", "no_votes", "abstain", "present")
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _link(name, column, table):
    return sa.ForeignKeyConstraint(
        ["committee_id", column],
        [f"{table}.committee_id", f"{table}.id"],
        name=op.f(f"fk_{name}_committee_id_{column}"),
    )


def _check(name, what, condition):
    return sa.CheckConstraint(condition, name=op.f(f"ck_{name}_{what}"))


def _unique(name, *columns):
    called = "_".join(("committee_id", *columns))
    return sa.UniqueConstraint("committee_id", *columns, name=op.f(f"uq_{name}_{called}"))


def _only_one(name, state, *columns):
    where = sa.text(f"state = '{state}'")
    op.create_index(
        f"uq_{name}_{state}",
        name,
        ["committee_id", *(columns or ("meeting_id",))],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )


def downgrade():
    for name in (
        "room_ballots",
        "room_counts",
        "room_votes",
        "turns",
        "amendments",
        "motions",
        "handovers",
        "floors",
    ):
        op.drop_table(name)
