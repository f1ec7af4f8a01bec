"""The log: chained, insert-only, and every rewriting of it found."""

from dataclasses import replace

from participation.audit import store
from participation.audit.actions import note
from participation.audit.rules import chained, first_fault
from participation.kernel.outcome import Done
from tests.conftest import Village


def _filled(village: Village, count: int) -> list:
    def action(session, errand):
        for number in range(count):
            note(session, errand, "matter-raised", f"matter:{number}", number=number)
        return Done(None)

    village.do(action)
    return village.read(lambda s: list(store.list_entries(s, village.id)))


def test_the_log_follows_from_its_beginning(village: Village) -> None:
    entries = _filled(village, 20)
    assert [one.seq for one in entries] == list(range(1, 22))
    assert first_fault(entries) is None
    assert village.read(lambda s: store.get_head(s, village.id))[1] == entries[-1].hash


def test_every_rewriting_is_found(village: Village) -> None:
    entries = _filled(village, 10)
    for at, entry in enumerate(entries):
        changed = [*entries[:at], replace(entry, actor="别人"), *entries[at + 1 :]]
        assert first_fault(changed) == at + 1
        assert first_fault([*entries[:at], *entries[at + 1 :]]) == (
            at + 1 if at + 1 < len(entries) else None
        )


def test_a_chain_made_anew_has_another_head(village: Village) -> None:
    entries = _filled(village, 5)
    previous, again = bytes(32), []
    for entry in entries:
        forged = replace(entry, actor="别人", previous=previous)
        previous = chained(previous, forged)
        again.append(replace(forged, hash=previous))
    assert first_fault(again) is None
    assert again[-1].hash != entries[-1].hash
