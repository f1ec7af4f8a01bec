"""Adding a committee and the groups of a place."""

from participation.audit.actions import note
from participation.committees import store
from participation.committees.rules import (
    Committee,
    CommitteeAdded,
    CommitteeKind,
    Group,
    GroupKind,
    is_region,
    is_slug,
)
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal


def add_committee(
    session: Session,
    errand: Errand,
    *,
    slug: str,
    name: str,
    kind: CommitteeKind,
    region: str,
    phone: str = "",
) -> Done[Committee] | Refusal:
    """Add a committee under the errand's committee id.

    Refuses an address that is malformed (`slug-malformed`) or taken (`slug-taken`), a missing
    name (`name-missing`) and an area code that is none (`region-malformed`).
    """
    if not is_slug(slug):
        return Refusal("slug-malformed", "slug", {"slug": slug})
    if not name.strip():
        return Refusal("name-missing", "name")
    if not is_region(region):
        return Refusal("region-malformed", "region", {"region": region})
    if store.find_committee(session, slug) is not None:
        return Refusal("slug-taken", "slug", {"slug": slug})
    committee = Committee(errand.committee_id, slug, name.strip(), kind, region, phone, errand.now)
    store.add_committee(session, committee)
    note(session, errand, "committee-added", slug, kind=kind, region=region)
    return Done(committee, (CommitteeAdded(committee.id),))


def ensure_groups(
    session: Session, errand: Errand, names: list[str], kind: GroupKind
) -> dict[str, Group]:
    """Return the groups of these names, adding those not yet there, in the order given."""
    known = {group.name: group for group in store.list_groups(session, errand.committee_id)}
    fresh = [name for name in dict.fromkeys(names) if name not in known]
    added = [
        Group(errand.new_id(), kind, name, len(known) + position)
        for position, name in enumerate(fresh, start=1)
    ]
    store.add_groups(session, errand.committee_id, added)
    if added:
        note(session, errand, "groups-added", "groups", count=len(added))
    return known | {group.name: group for group in added}
