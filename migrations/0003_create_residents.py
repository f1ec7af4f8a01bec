"""People, households, flats, cards, imports, accounts and roles."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Facts, Id, Moment

revision = "0003_create_residents"
down_revision = "0002_create_audit"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "accounts",
        sa.Column("id", Id(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("session_version", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("login", name=op.f("uq_accounts_login")),
        info={"placement": "reference"},
    )
    op.create_table(
        "officers",
        sa.Column("id", Id(), nullable=False),
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.CheckConstraint("role in ('township', 'county')", name=op.f("ck_officers_role")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_officers_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officers")),
        sa.UniqueConstraint(
            "account_id", "role", "region", name=op.f("uq_officers_account_id_role_region")
        ),
        info={"placement": "reference"},
    )
    op.create_table(
        "print_jobs",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", Id(), nullable=True),
        sa.Column("choices", Facts(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("step_done", sa.Integer(), nullable=False),
        sa.Column("step_total", sa.Integer(), nullable=False),
        sa.Column("refusal", Facts(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=True),
        sa.Column("beat_at", Moment(), nullable=True),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "state in ('waiting', 'printing', 'ready', 'refused', 'done')",
            name=op.f("ck_print_jobs_state"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_print_jobs_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_print_jobs")),
        sa.UniqueConstraint("committee_id", "no", name=op.f("uq_print_jobs_committee_id_no")),
        info={"placement": "committee"},
    )
    op.create_table(
        "roster_imports",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("step_done", sa.Integer(), nullable=False),
        sa.Column("step_total", sa.Integer(), nullable=False),
        sa.Column("choices", Facts(), nullable=False),
        sa.Column("report", Facts(), nullable=False),
        sa.Column("beat_at", Moment(), nullable=True),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "state in ('waiting', 'reading', 'preview', 'storing', 'stored', 'refused', 'dropped')",
            name=op.f("ck_roster_imports_state"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_roster_imports_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_roster_imports")),
        sa.UniqueConstraint("committee_id", "no", name=op.f("uq_roster_imports_committee_id_no")),
        info={"placement": "committee"},
    )
    op.create_table(
        "sign_in_links",
        sa.Column("hmac", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("used_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_sign_in_links_account_id")
        ),
        sa.PrimaryKeyConstraint("hmac", name=op.f("pk_sign_in_links")),
        info={"placement": "reference"},
    )
    op.create_index(
        op.f("ix_sign_in_links_account_id"), "sign_in_links", ["account_id"], unique=False
    )
    op.create_table(
        "households",
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("group_id", Id(), nullable=True),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "group_id"],
            ["groups.committee_id", "groups.id"],
            name=op.f("fk_households_committee_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_households_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_households")),
        sa.UniqueConstraint("committee_id", "label", name=op.f("uq_households_committee_id_label")),
        info={"placement": "committee"},
    )
    op.create_table(
        "home_cards",
        sa.Column("household_id", Id(), nullable=False),
        sa.Column("token_hmac", sa.LargeBinary(), nullable=False),
        sa.Column("typed_hmac", sa.LargeBinary(), nullable=False),
        sa.Column("issued_at", Moment(), nullable=False),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "household_id"],
            ["households.committee_id", "households.id"],
            name=op.f("fk_home_cards_committee_id_household_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_home_cards_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_home_cards")),
        sa.UniqueConstraint(
            "committee_id", "token_hmac", name=op.f("uq_home_cards_committee_id_token_hmac")
        ),
        sa.UniqueConstraint(
            "committee_id", "typed_hmac", name=op.f("uq_home_cards_committee_id_typed_hmac")
        ),
        info={"placement": "committee"},
    )
    op.create_index(
        "ix_home_cards_household", "home_cards", ["committee_id", "household_id"], unique=False
    )
    op.create_table(
        "people",
        sa.Column("household_id", Id(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("is_representative", sa.Boolean(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("identity_hmac", sa.LargeBinary(), nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_hmac", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("left_because", sa.String(), nullable=True),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint("kind in ('person', 'company')", name=op.f("ck_people_kind")),
        sa.ForeignKeyConstraint(
            ["committee_id", "household_id"],
            ["households.committee_id", "households.id"],
            name=op.f("fk_people_committee_id_household_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_people_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_people")),
        sa.UniqueConstraint(
            "committee_id", "identity_hmac", name=op.f("uq_people_committee_id_identity_hmac")
        ),
        info={"placement": "committee"},
    )
    op.create_index("ix_people_household", "people", ["committee_id", "household_id"], unique=False)
    op.create_index("ix_people_phone", "people", ["committee_id", "phone_hmac"], unique=False)
    op.create_table(
        "resident_changes",
        sa.Column("household_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "household_id"],
            ["households.committee_id", "households.id"],
            name=op.f("fk_resident_changes_committee_id_household_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_resident_changes_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_resident_changes")),
        info={"placement": "committee"},
    )
    op.create_index(
        "ix_resident_changes_household",
        "resident_changes",
        ["committee_id", "household_id"],
        unique=False,
    )
    op.create_table(
        "units",
        sa.Column("building", sa.String(), nullable=False),
        sa.Column("entrance", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("area_centi", sa.Integer(), nullable=True),
        sa.Column("household_id", Id(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint("area_centi >= 0", name=op.f("ck_units_area")),
        sa.ForeignKeyConstraint(
            ["committee_id", "household_id"],
            ["households.committee_id", "households.id"],
            name=op.f("fk_units_committee_id_household_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_units_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_units")),
        sa.UniqueConstraint(
            "committee_id",
            "building",
            "entrance",
            "room",
            name=op.f("uq_units_committee_id_building_entrance_room"),
        ),
        info={"placement": "committee"},
    )
    op.create_table(
        "roles",
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("person_id", Id(), nullable=True),
        sa.Column("group_id", Id(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.CheckConstraint(
            "role in ('clerk', 'council', 'supervisor', 'head')", name=op.f("ck_roles_role")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "group_id"],
            ["groups.committee_id", "groups.id"],
            name=op.f("fk_roles_committee_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "person_id"],
            ["people.committee_id", "people.id"],
            name=op.f("fk_roles_committee_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_roles_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_roles")),
        info={"placement": "committee"},
    )
    op.create_index("ix_roles_account", "roles", ["account_id"], unique=False)
    op.create_table(
        "unit_owners",
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id", "person_id"],
            ["people.committee_id", "people.id"],
            name=op.f("fk_unit_owners_committee_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "unit_id"],
            ["units.committee_id", "units.id"],
            name=op.f("fk_unit_owners_committee_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_unit_owners_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_unit_owners")),
        sa.UniqueConstraint(
            "committee_id",
            "unit_id",
            "person_id",
            name=op.f("uq_unit_owners_committee_id_unit_id_person_id"),
        ),
        info={"placement": "committee"},
    )


def downgrade():
    op.drop_table("unit_owners")
    op.drop_index("ix_roles_account", table_name="roles")
    op.drop_table("roles")
    op.drop_table("units")
    op.drop_index("ix_resident_changes_household", table_name="resident_changes")
    op.drop_table("resident_changes")
    op.drop_index("ix_people_phone", table_name="people")
    op.drop_index("ix_people_household", table_name="people")
    op.drop_table("people")
    op.drop_index("ix_home_cards_household", table_name="home_cards")
    op.drop_table("home_cards")
    op.drop_table("households")
    op.drop_index(op.f("ix_sign_in_links_account_id"), table_name="sign_in_links")
    op.drop_table("sign_in_links")
    op.drop_table("roster_imports")
    op.drop_table("print_jobs")
    op.drop_table("officers")
    op.drop_table("accounts")
