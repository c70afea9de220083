"""All records together: which folder, what happens to what cannot be read, and what is taken from the bundled records."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from openskies_cli.diagnostics import Refused
from openskies_cli.register import Register, bundled, find

ON = "2005-01-01"
GOOD = "id: {id}\ncoverage: {{through: 2024}}\nparticipants:\n  RU:\n    actions:\n      - {{action: signature, date: 1992-03-24}}\n"
BROKEN = "id: broken\nparticipants:\n  RU:\n    actions:\n      - {action: signature, date: 1992-02-30}\n      - {action: joined}\n"
NEEDS = (
    "id: {id}\nclauses:\n  entry_into_force: {{when: {{includes: {{parties_of: {needs}}}}}, delay: same_day}}\nparticipants: {{RU: {{}}}}\n"
)

Make = Callable[..., str]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes a records folder: treaties by id, and `people` as participants.yaml."""

    def written(name: str = "own", people: str | None = None, **treaties: str) -> str:
        folder = tmp_path / name / "data" / "treaties"
        folder.mkdir(parents=True)
        for key, text in treaties.items():
            treaty = key.replace("_", "-")
            (folder / f"{treaty}.yaml").write_text(text.format(id=treaty) if text is GOOD else text, encoding="utf-8")
        if people is not None:
            (folder.parent / "participants.yaml").write_text(people, encoding="utf-8")
        return str(tmp_path / name)

    return written


def register(folder: str) -> Register:
    return Register(folder, {}, "/")


def refused(call: Callable[[], object]) -> tuple[int, str, tuple[str, ...]]:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.code, caught.value.sentence, caught.value.details


# Which folder -------------------------------------------------------------------------------------


def test_the_order_of_the_four_places(make: Make, tmp_path: Path) -> None:
    option, variable, above = make("option", x=GOOD), make("variable", x=GOOD), make("above", x=GOOD)
    (tmp_path / "above" / "openskies.toml").touch()
    deep = tmp_path / "above" / "a" / "b"
    deep.mkdir(parents=True)
    env = {"OPENSKIES_DATA": variable}
    assert find(option, env, str(deep)) == (option, "named by --data")
    assert find(None, env, str(deep)) == (variable, "named by OPENSKIES_DATA")
    assert find(None, {"OPENSKIES_DATA": ""}, str(deep)) == (above, "openskies.toml stands there")
    assert find(None, {}, str(tmp_path)) == (bundled(), "came with the program")


def test_the_nearest_openskies_toml_counts(make: Make, tmp_path: Path) -> None:
    inner = make("outer/inner", x=GOOD)
    for folder in (tmp_path / "outer", Path(inner)):
        (folder / "openskies.toml").touch()
    assert find(None, {}, os.path.join(inner, "data"))[0] == inner


def test_a_relative_folder_is_seen_from_the_working_folder(make: Make, tmp_path: Path) -> None:
    make("own", x=GOOD)
    assert Register("own", {}, str(tmp_path)).treaty_ids() == ["x"]
    assert Register("../own/.", {}, str(tmp_path / "own")).folder == str(tmp_path / "own")
    assert Register(None, {"OPENSKIES_DATA": "own"}, str(tmp_path)).treaty_ids() == ["x"]


def test_the_data_folder_itself_may_be_named(make: Make) -> None:
    inner = os.path.join(make(x=GOOD), "data")
    assert register(inner).treaty_ids() == ["x"]
    assert register(inner).history("x", "RU").on(ON).status == "signatory"


def test_the_bundled_records_are_there() -> None:
    records = Register(None, {}, "/")
    assert records.why == "came with the program"
    assert "open-skies" in records.treaty_ids()
    assert len(records.source_ids()) > 50


# What cannot be read ------------------------------------------------------------------------------


def test_a_missing_folder(tmp_path: Path) -> None:
    missing = str(tmp_path / "nowhere")
    assert refused(lambda: register(missing).treaties()) == (
        2,
        f"there is no folder {missing}",
        ("(named by --data; a records folder holds data/treaties/*.yaml)",),
    )


@pytest.mark.parametrize("inside", [(), ("data",), ("data", "treaties")])
def test_a_folder_without_records(tmp_path: Path, inside: tuple[str, ...]) -> None:
    tmp_path.joinpath(*inside).mkdir(parents=True, exist_ok=True)
    code, sentence, details = refused(lambda: register(str(tmp_path)).treaties())
    assert code == 3
    assert sentence == f"no treaty records in {tmp_path / 'data' / 'treaties'}"
    assert details == (f"({tmp_path} named by --data; a records folder holds data/treaties/*.yaml and may hold seeds/)",)


def test_a_broken_record_beside_good_ones_is_one_remark(make: Make) -> None:
    records = register(make(broken=BROKEN, good=GOOD, other=GOOD))
    assert records.treaties(["all"]) == ["good", "other"]
    path = os.path.join(records.data, "treaties", "broken.yaml")
    assert records.remarks == [
        "the record broken has 2 errors, so nothing is answered from it: "
        f"{path}:5:35: error: '1992-02-30' is not a day of the calendar; February 1992 has 29 days [date]"
    ]


def test_a_broken_record_alone_is_refused_with_every_place(make: Make) -> None:
    folder = make(broken=BROKEN, good=GOOD)
    path = os.path.join(folder, "data", "treaties", "broken.yaml")
    records = register(folder)
    code, sentence, details = refused(lambda: records.treaties(["broken"]))
    assert (code, sentence) == (3, "the record broken has 2 errors, so nothing is answered from it")
    assert [detail.removeprefix(path) for detail in details] == [
        ":5:35: error: '1992-02-30' is not a day of the calendar; February 1992 has 29 days [date]",
        ":6:18: error: 'joined' is not a word for action; write what it did: signature, ratification, acceptance, "
        "approval, accession or succession [unknown-word]",
    ]
    assert records.remarks == []


def test_broken_participants_refuse_everything(make: Make) -> None:
    folder = make(people="participants: {RU: {name: Russia}}\n", good=GOOD)
    code, sentence, details = refused(lambda: register(folder).treaties())
    assert (code, sentence) == (3, "participants.yaml has an error, so nothing is answered from it")
    assert details[0].endswith("participants.yaml:1:20: error: a participant needs the key 'kind'; add it: what it is [missing-key]")


@pytest.mark.parametrize("name", ["treaties/good.yaml", "participants.yaml"])
def test_a_file_that_cannot_be_read(make: Make, name: str) -> None:
    folder = Path(make(good=GOOD), "data")
    (folder / name).unlink(missing_ok=True)
    (folder / name).mkdir()  # a folder under a file's name: nobody may read it, whoever runs this
    code, sentence, _ = refused(lambda: register(str(folder.parent)).treaties())
    assert (code, sentence) == (3, f"cannot read {folder / name}: it is a folder")


def test_a_file_that_vanishes(make: Make) -> None:
    records = register(make(good=GOOD, other=GOOD))
    assert records.treaties(["good"]) == ["good"]
    code, sentence, _ = refused(lambda: records.record("gone"))
    assert (code, sentence) == (3, f"cannot read {records.data}/treaties/gone.yaml: No such file or directory")


def test_treaties_that_name_each_other_in_a_circle(make: Make) -> None:
    folder = make(a=NEEDS.format(id="a", needs="b"), b=NEEDS.format(id="b", needs="c"), c=NEEDS.format(id="c", needs="a"), good=GOOD)
    assert refused(lambda: register(folder).treaties(["a"]))[:2] == (
        3,
        "the clauses of these treaties name each other in a circle: a -> b -> c -> a",
    )
    records = register(folder)
    assert records.treaties(["all"]) == ["good"]
    assert len(records.remarks) == 3


def test_a_treaty_that_names_itself(make: Make) -> None:
    folder = make(a=NEEDS.format(id="a", needs="a"))
    assert refused(lambda: register(folder).treaties(["a"]))[:2] == (3, "the clauses of these treaties name each other in a circle: a -> a")


def test_a_treaty_that_names_one_without_a_record(make: Make) -> None:
    records = register(make(a=NEEDS.format(id="a", needs="lost")))
    assert records.treaties() == ["a"]
    assert records.remarks == ["a depends on the treaty 'lost', of which there is no record; what follows from it is left out"]


def test_a_record_that_another_needs_is_derived_first(make: Make) -> None:
    records = register(make(a=NEEDS.format(id="a", needs="good"), good=GOOD))
    assert records.treaties(["a"]) == ["a"]
    assert records.remarks == []


# What people ask for ------------------------------------------------------------------------------

ASKED: dict[str, tuple[list[str], object]] = {
    "the only one without being asked": ([], ["one-treaty"]),
    "by its id": (["one-treaty"], ["one-treaty"]),
    "twice": (["one-treaty", "one-treaty"], ["one-treaty"]),
    "in other spellings": (["One Treaty", "one_treaty"], ["one-treaty"]),
    "all": (["all"], ["one-treaty"]),
    "mistyped": (["one-treety"], "no record of a treaty 'one-treety'; did you mean 'one-treaty'?"),
    "nothing near": (["npt"], "no record of a treaty 'npt'; 'openskies treaties' lists them"),
    "empty": ([""], "no record of a treaty ''; 'openskies treaties' lists them"),
    "a path": (["../one-treaty"], ["one-treaty"]),
}


@pytest.mark.parametrize("case", ASKED)
def test_which_treaties(make: Make, case: str) -> None:
    asked, expected = ASKED[case]
    records = register(make(one_treaty=GOOD))
    if isinstance(expected, list):
        assert records.treaties(asked) == expected
    else:
        assert refused(lambda: records.treaties(asked)) == (2, expected, ())


def test_several_records_without_the_default_one_are_not_guessed_among(make: Make) -> None:
    assert refused(lambda: register(make(a=GOOD, b=GOOD)).treaties()) == (
        2,
        "there are several treaties here; say which one, or all, with --treaty",
        ("known: a, b",),
    )


def test_the_default_treaty_goes_first_among_several(make: Make) -> None:
    assert register(make(a=GOOD, open_skies=GOOD)).treaties() == ["open-skies"]


def test_hidden_and_other_files_are_no_records(make: Make) -> None:
    folder = Path(make(good=GOOD), "data", "treaties")
    for name in (".good.yaml", "good.yaml.swp", "README.md", "good.yml"):
        (folder / name).write_text("x")
    assert register(str(folder.parent.parent)).treaty_ids() == ["good"]


# Own records and the bundled ones -----------------------------------------------------------------


def test_without_participants_and_seeds_the_bundled_ones_are_used(make: Make) -> None:
    records = register(make(good=GOOD))
    assert records.participant("Россия", ON) == "RU"
    assert records.path("participants.yaml") == os.path.join(bundled(), "data", "participants.yaml")
    assert records.source("unoda-2018").id == "unoda-2018"
    assert records.treaty_ids() == ["good"]  # treaties are never mixed


def test_own_participants_and_seeds_win(make: Make) -> None:
    folder = make(people="participants: {RU: {kind: state, name: Ruritania}}\n", good=GOOD)
    seeds = Path(folder, "seeds")
    seeds.mkdir()
    (seeds / "mine.yaml").write_text("id: mine\ntitle: Mine\nkind: press\n")
    records = register(folder)
    assert records.name("RU", ON) == "Ruritania"
    assert records.source_ids() == ["mine"]
    assert records.source("mine").title == "Mine"
    assert records.source("unoda-2018").id == "unoda-2018"  # a cited seed that is not here is the bundled one
    assert refused(lambda: records.participant("France", ON))[0] == 2


def test_a_code_only_a_record_knows(make: Make) -> None:
    records = register(make(good=GOOD.replace("RU:", "ZZ-X:").format(id="good")))
    records.treaties()
    assert records.participant("ZZ-X", ON) == "ZZ-X"
    assert records.name("ZZ-X", ON) == "ZZ-X"


def test_a_folder_that_cannot_be_written_is_read(make: Make) -> None:
    folder = make(good=GOOD)
    before = sorted(str(path) for path in Path(folder).rglob("*"))
    for path in [folder, *before]:
        os.chmod(path, os.stat(path).st_mode & ~0o222)
    try:
        assert register(folder).history("good", "RU").on(ON).status == "signatory"
        assert sorted(str(path) for path in Path(folder).rglob("*")) == before  # and nothing is left behind
    finally:
        for path in [folder, *before]:
            os.chmod(path, os.stat(path).st_mode | 0o200)


NAMES: dict[str, tuple[str, str, str]] = {
    "Russia before 1992 is the Soviet Union": ("RU", "1991-12-01", "Soviet Union"),
    "on the last day of that name": ("RU", "1991-12-24", "Soviet Union"),
    "on the day after": ("RU", "1991-12-25", "Russia"),
    "Russia since": ("RU", "1992-03-24", "Russia"),
    "North Macedonia": ("MK", "2024-01-01", "North Macedonia"),
    "a code without a line": ("ZZ", "2024-01-01", "ZZ"),
}


@pytest.mark.parametrize("case", NAMES)
def test_the_name_of_the_day(case: str) -> None:
    code, on, expected = NAMES[case]
    assert Register(None, {}, "/").name(code, on) == expected
