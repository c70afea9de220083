"""The records that ship: they read without a finding, every fact has a source, and every name is somebody's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from openskies_cli import names
from openskies_cli.model import DOMESTIC, People, Treaty
from openskies_cli.reading import read_people, read_source, read_treaty
from openskies_cli.register import bundled

ROOT = Path(bundled())
TREATIES = sorted((ROOT / "data" / "treaties").glob("*.yaml"))
SEEDS = sorted((ROOT / "seeds").glob("*.yaml"))
TEXTS = {path: path.read_bytes() for path in (*TREATIES, *SEEDS, ROOT / "data" / "participants.yaml")}


def treaty(path: Path) -> Treaty:
    record, findings = read_treaty(TEXTS[path], path.name, path.stem)
    assert [str(finding) for finding in findings] == []
    assert record is not None
    return record


@pytest.fixture(scope="module")
def people() -> People:
    found, findings = read_people(TEXTS[ROOT / "data" / "participants.yaml"], "participants.yaml")
    assert [str(finding) for finding in findings] == []
    assert found is not None
    return found


def test_there_is_something_to_test() -> None:
    assert "open-skies" in [path.stem for path in TREATIES]
    assert len(SEEDS) > 80


def test_folders_hold_nothing_else() -> None:
    assert [path.name for path in (ROOT / "data" / "treaties").iterdir() if path not in TREATIES] == []
    assert [path.name for path in (ROOT / "seeds").iterdir() if path not in SEEDS] == []
    assert sorted(path.name for path in (ROOT / "data").iterdir()) == ["participants.yaml", "treaties"]


@pytest.mark.parametrize("path", TREATIES, ids=lambda path: path.stem)
def test_a_record_reads_without_a_finding(path: Path) -> None:
    assert treaty(path).id == path.stem


def test_every_seed_reads_without_a_finding() -> None:
    found = [str(finding) for path in SEEDS for finding in read_source(TEXTS[path], path.name, path.stem)[1]]
    assert found == []


def cited(record: Treaty) -> Iterator[tuple[str, str]]:
    """Where a record cites, and what."""
    yield from ((record.id, source) for source in (*record.sources, *record.coverage.sources))
    yield from ((f"event {event.kind}", source) for event in record.events for source in event.sources)
    yield from ((f"override {override.participant}", override.source) for override in record.overrides)
    for code, entry in record.participants.items():
        for act in entry.actions:
            yield from ((f"{code} {act.kind}", source) for source in act.sources)
            yield from ((f"{code} {act.kind}", other.source) for other in act.also_reported if other.source)


def _people_sources(text: bytes) -> set[str]:
    """The sources of participants.yaml, memberships and former names included, which the model does not keep."""
    lines = (line.split("sources: [")[1:] for line in text.decode().splitlines())
    return {source.strip() for parts in lines for part in parts for source in part.split("]")[0].split(",")}


def test_every_cited_source_has_a_seed_and_every_seed_is_cited() -> None:
    known = {path.stem for path in SEEDS}
    by_people = _people_sources(TEXTS[ROOT / "data" / "participants.yaml"])
    citations = [(path.stem, where, source) for path in TREATIES for where, source in cited(treaty(path))]
    assert len(citations) > 150
    assert [citation for citation in citations if citation[2] not in known] == []
    assert by_people - known == set()
    claiming = {path.stem for path in SEEDS if "\nclaims:" in TEXTS[path].decode()}  # texts that are held against the records
    assert known - by_people - {source for _, _, source in citations} - claiming == set()


@pytest.mark.parametrize("path", TREATIES, ids=lambda path: path.stem)
def test_every_act_has_a_source(path: Path) -> None:
    acts = [(code, act) for code, entry in treaty(path).participants.items() for act in entry.actions]
    assert [f"{code} {act.kind} {act.date}" for code, act in acts if not act.sources] == []


@pytest.mark.parametrize("path", TREATIES, ids=lambda path: path.stem)
def test_no_domestic_step_carries_an_effect(path: Path) -> None:
    acts = [(code, act) for code, entry in treaty(path).participants.items() for act in entry.actions]
    assert [f"{code} {act.kind}" for code, act in acts if act.kind in DOMESTIC and (act.effect or act.basis)] == []


@pytest.mark.parametrize("path", TREATIES, ids=lambda path: path.stem)
def test_the_dates_of_every_participant_ascend(path: Path) -> None:
    falling = []
    for code, entry in treaty(path).participants.items():
        exact = [act.date.earliest for act in entry.actions if act.date is not None and act.date.exact]
        if exact != sorted(exact):
            falling.append((code, exact))
    assert falling == []


@pytest.mark.parametrize("path", TREATIES, ids=lambda path: path.stem)
def test_everybody_named_in_a_record_is_a_participant(path: Path, people: People) -> None:
    record = treaty(path)
    named = {*record.participants, *record.seen, *(code for group in record.groups.values() for code in group.members)}
    named |= {code for code in record.depositaries if code.isupper()}
    for entry in record.participants.values():
        for act in entry.actions:
            named |= {code for code in (act.from_, *act.by, *act.towards, *act.contested_by) if code and code.isupper()}
    former = {old.code for person in people.participants.values() for old in person.continues}
    assert sorted(named - people.participants.keys() - former) == []


def test_nobody_shares_a_name_unless_it_is_said_to_be_ambiguous(people: People) -> None:
    ambiguous = {names.fold(word) for word in people.ambiguous}
    owners: dict[str, set[str]] = {}
    for code, person in people.participants.items():
        former = [text for old in person.continues for text in (old.code, old.alpha2, old.alpha3, old.name, *old.aliases)]
        for name in (code, person.name, person.official, person.alpha2, person.alpha3, *person.names.values(), *person.aliases, *former):
            owners.setdefault(names.fold(name), set()).add(code)
    owners.pop("", None)
    assert len(owners) > 2_000
    assert {name: codes for name, codes in owners.items() if len(codes) > 1 and name not in ambiguous} == {}


def test_codes_are_no_other_participants_codes(people: People) -> None:
    taken: dict[str, str] = {}
    for code, person in people.participants.items():
        for other in filter(None, {code, person.alpha3}):
            assert taken.setdefault(other, code) == code


def test_everybody_a_participant_refers_to_is_there(people: People) -> None:
    found = people.participants
    named = {code for person in found.values() for code in (*person.succeeds, person.merged_into) if code}
    named |= {code for codes in people.ambiguous.values() for code in codes}
    named |= {member for group in people.groups.values() for member, _, _ in group["members"]}
    assert sorted(named - found.keys()) == []
    assert len(found) > 195


def test_an_alias_is_written_once(people: People) -> None:
    """Spellings that differ only in what folding removes are one alias."""
    twice = []
    for code, person in people.participants.items():
        folded = [names.fold(name) for name in person.aliases]
        if len(set(folded)) != len(folded):
            twice.append((code, sorted(name for name in folded if folded.count(name) > 1)))
    assert twice == []
