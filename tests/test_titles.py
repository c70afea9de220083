"""Treaties as people call them: resolved, asked back with the right one first, or refused; never a wrong one silently."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from openskies_cli.desk import completions
from openskies_cli.diagnostics import NoSuchTreaty, Refused
from openskies_cli.main import main
from openskies_cli.reading import names_in
from openskies_cli.register import Register, bundled
from openskies_cli.titles import ALL_KINDS, LONG, Index, Meant, Named, words
from openskies_cli.words import TREATY

Run = Callable[[str], tuple[int, str, str]]


@pytest.fixture(scope="module")
def shipped() -> Register:
    return Register(bundled(), {}, "/")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENSKIES_TODAY", "2026-05-15")

    def run(line: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["openskies", *shlex.split(line)])
        code = main()
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


# Every name on record -----------------------------------------------------------------------------


def every_name() -> list[tuple[str, str]]:
    register = Register(bundled(), {}, "/")
    records = [register.record(treaty) for treaty in register.treaty_ids()]
    return [(one.id, name) for one in records for name in dict.fromkeys((one.id, one.title, one.short_title, *one.aliases)) if name]


NAMES = every_name()
SHARED = {"OST": {"open-skies", "outer-space"}}
"""What truly means several, and which."""


def test_every_record_has_aliases_and_they_are_many() -> None:
    assert all(Register(bundled(), {}, "/").record(treaty).aliases for treaty in dict(NAMES))
    assert len(NAMES) > 450


@pytest.mark.parametrize("way", [str, str.lower, str.upper, "  “{}” ".format, "the {}".format, "{}.".format], ids=str)
def test_every_name_of_every_record_finds_it(shipped: Register, way: Callable[[str], str]) -> None:
    wrong = []
    for treaty, name in NAMES:
        expected = Meant(tuple(sorted(SHARED[name])), sure=False) if name in SHARED else Meant((treaty,), sure=True)
        if shipped.titles.find(way(name)) != expected:
            wrong.append((way(name), treaty, shipped.titles.find(way(name))))
    assert wrong == []


def test_no_alias_is_shared_but_those_that_mean_several() -> None:
    owners: dict[tuple[str, ...], set[str]] = {}
    for treaty, name in NAMES:
        owners.setdefault(words(name), set()).add(treaty)
    assert {said: of for said, of in owners.items() if len(of) > 1} == {words(name): of for name, of in SHARED.items()}


def test_no_alias_says_what_another_name_says_already() -> None:
    for treaty, name in NAMES:
        same = [other for of, other in NAMES if of == treaty and other.casefold() == name.casefold()]
        assert len(same) == 1 or treaty in same, (treaty, same)  # an id may be its short title in lower case


def test_no_name_is_made_of_kinds_and_little_words_only() -> None:
    assert [name for _, name in NAMES if not frozenset(words(name)) - ALL_KINDS] == []


def test_a_treaty_is_called_by_a_name_that_says_what_it_is(shipped: Register) -> None:
    called = shipped.titles.called
    assert {treaty: title for treaty, title in called.items() if " " not in title or len(title) > LONG} == {}
    assert called["inf"] == "Intermediate-Range Nuclear Forces Treaty"
    assert called["open-skies"] == "Treaty on Open Skies"


# Names of our own making --------------------------------------------------------------------------

SURE = """
open-skies: treaty on open skies | openskies | OpenSkies | open skies agreement | the Open Skies Treaty | Traité « Ciel ouvert »
open-skies: Vertrag über den Offenen Himmel | Договор по открытому небу | offener himmel | ciel ouvert | Open Skies 1992 | skies treaty
npt: Non-Proliferation Treaty | nonproliferation | non proliferation | Nuclear Non‑Proliferation Treaty | nuclear nonproliferation
npt: NPT treaty | N.P.T. | NVV | TNP | ДНЯО | Atomwaffensperrvertrag | Договор о нераспространении | proliferation | NPT 1968
npt: Treaty on the Nonproliferation of Nuclear Weapons | the 1968 Non-Proliferation Treaty | traite de non-proliferation
cwc: Chemical Weapons Convention | chemical weapons | chemical weapon convention | CWC convention | chem weapons | Chemical Weapons Treaty
cwc: convention on chemical weapons | КЗХО | Chemiewaffenkonvention | “Chemical Weapons Convention” | 'Chemical Weapons' | CIAC
bwc: BTWC | Biological Weapons Convention | biological weapons | bioweapons | bio weapons | Biological & Toxin Weapons Convention
bwc: Biological and Toxin Weapons Convention (BTWC) | toxin weapons | BWC treaty | bacteriological weapons convention | КБТО
ottawa: Mine Ban Treaty | mine ban | MINE BAN CONVENTION | landmines | land mines | landmines convention | Ottawa Treaty
ottawa: APMBC | Anti-Personnel Mine Ban Convention | antipersonnel mine ban convention | Convention d'Ottawa | traité d’Ottawa
ottawa: landmine ban | the Ottawa Convention
ccm: Oslo convention | Cluster Munitions Convention | cluster munitions | cluster bombs | cluster munition treaty | Oslo Treaty
rome-statute: ICC | ICC statute | Rome | Rome Statute | International Criminal Court | statute of Rome | Statut de Rome | Römisches Statut
rome-statute: Rome Statute of the International Criminal Court (ICC) | Rome Statute (ICC) | Estatuto de Roma | Римский статут | IStGH
rome-statute: Rom statute | criminal court | Rome Statute 1998 | THE ROME STATUTE
inf: INF Treaty | INF | intermediate-range nuclear forces | Intermediate Range Nuclear Forces Treaty | INF-Vertrag | РСМД | treaty inf
paris-agreement: Paris | paris agreement | treaty paris | Paris climate | climate agreement | Paris Accord | Paris Accords | Accord de Paris
paris-agreement: Paris Climate Accord | Pariser Abkommen | climate | Парижское соглашение | Paris Agreement (2015)
salt-i-interim: SALT | SALT I | SALT 1 | salt1 | SALT-I | SALT one | Salt I interim agreement | ОСВ-1 | SALT I Treaty
start-i: START I | START 1 | START1 | start-1 | START I Treaty | СНВ-1
new-start: New START | new start treaty | newstart | Договор СНВ-3 | СНВ-III
ccw: CCW | Certain Conventional Weapons | Inhumane Weapons Convention | convention on certain conventional weapons
ccw-protocol-i: CCW protocol 1 | CCW Protocol I | protocol I to the CCW | Non-Detectable Fragments
ccw-protocol-ii: CCW protocol 2 | ccw protocol ii
ccw-amended-protocol-ii: CCW amended protocol 2 | amended protocol II | Amended Protocol 2 | APII
ccw-protocol-iii: CCW protocol 3 | incendiary weapons | Incendiary Weapons Protocol | Protocol 3 of the CCW
ccw-protocol-iv: CCW protocol 4 | CCW Protocol IV | ccw IV protocol | blinding laser weapons | blinding lasers | laser weapons protocol
ccw-protocol-v: CCW Protocol 5 | explosive remnants of war | ERW protocol
ccw-amendment-1: CCW amendment | CCW amended article 1
ctbt: CTBT | Comprehensive Test Ban Treaty | comprehensive test ban | comprehensive nuclear-test-ban | ДВЗЯИ | TICE | CTBT treaty
ptbt: PTBT | LTBT | limited test ban treaty | Partial Test Ban | limited test ban | atmospheric test ban
tpnw: TPNW | Nuclear Ban Treaty | nuclear weapons ban treaty | Atomwaffenverbotsvertrag | TIAN | ДЗЯО | nuclear weapon ban
att: ATT | arms trade | Arms-Trade Treaty | UN arms trade treaty | TCA | Договор о торговле оружием | arms trade agreement
outer-space: Outer Space Treaty | outer space | 1967 Outer Space Treaty | Weltraumvertrag | outerspace treaty | space treaty
moon: Moon | Moon Treaty | moon agreement | the Moon Agreement | Mondvertrag | Accord sur la Lune
antarctic: Antarctic | antartic treaty | Antarctic Treaty | antarctica | The Antarctic Treaty | Antarktisvertrag | Traité sur l'Antarctique
sea-bed: seabed treaty | sea-bed | sea bed | Seabed Arms Control Treaty | seabed
geneva-protocol: Geneva Protocol | 1925 Geneva Protocol | Geneva Protocol 1925 | poison gas protocol | gas protocol | Genfer Protokoll
enmod: ENMOD | environmental modification | weather warfare convention | ENMOD convention
cfe: CFE | CFE Treaty | Conventional Forces in Europe | Conventional Armed Forces in Europe | ДОВСЕ | KSE-Vertrag | armed forces in europe
abm: ABM | ABM Treaty | Anti-Ballistic Missile Treaty | antiballistic missile treaty | anti ballistic missiles | Договор по ПРО
tlatelolco: Treaty of Tlatelolco | Tlatelolco | Latin America nuclear weapons | latin american nuclear weapon free zone
rarotonga: Treaty of Rarotonga | South Pacific Nuclear Free Zone | SPNFZ | south pacific
pelindaba: Pelindaba Treaty | Treaty of Pelindaba | African nuclear weapon free zone | ANWFZ
bangkok: Bangkok Treaty | Treaty of Bangkok | SEANWFZ | southeast asia nuclear weapon free zone
central-asia: Central Asia | Semipalatinsk Treaty | central asian nuclear weapon free zone | CANWFZ
icsant: ICSANT | nuclear terrorism | Nuclear Terrorism Convention | nuclear terrorism treaty
icrw: whaling | International Whaling Convention | whaling convention | Convention for the Regulation of Whaling | ICRW
kinshasa: Kinshasa | Kinshasa Convention | central african convention | Convention de Kinshasa
inter-american-firearms: CIFTA | inter-american firearms | Inter-American Convention against Firearms
inter-american-transparency: inter-american transparency | CITAAC | transparency in conventional weapons acquisitions
"""

ASKED_BACK = """
ottawa: otawa | Ottowa Convention | Otawa treaty | mine bann treaty
cwc: chemical wepons convention | Chemcial Weapons Convention | chemical arms convention | chemical weapons ban
open-skies: open-sky | open sky treaty | Treaty on Open Skys | Openskys | opne skies
npt: NTP | non-proliferaton treaty | nonproliferatoin | NPT protocol
tlatelolco: Tlateloco | Treaty of Tlatleolco
rarotonga: Rarotunga | treaty of rarotogna
antarctic: Antarctc | Antarctic Treaty Protocol

icrw: whalling convention
rome-statute: Rome Treaty | Treaty of Rome | Rome Convention | Rome Protocol
geneva-protocol: Geneva Convention | Geneva Conventions | Geneva Protocol 1949
paris-agreement: Paris Convention | Paris Protocol | climate convention | Climate Change Convention
ccm: Oslo Accords | Oslo Protocol
tpnw: nuclear weapons
ccw-protocol-i: CCW protocol | Protocol I
ccw-protocol-iii: Protocol III
ccw-protocol-iv: Protocol IV | protocol 4
salt-i-interim: SALT II | SALT 2 | SALT two | salt iii
new-start: START | START III | START 3
start-i: START II
ctbt: nuclear test ban | test ban treaty
ptbt: test ban
open-skies: OST
bwc: BWC protocol | biological wepons
cfe: adapted CFE treaty | CFE protocol
ccw: conventional weapons
"""

NOTHING = """
Treaty of Versailles | Kyoto | Kyoto Protocol | Vienna Convention | NATO | Washington Treaty | Moscow Treaty | Lisbon Treaty
Maastricht | Ramsar | CITES | UNCLOS | Law of the Sea | Genocide Convention | Convention on Nuclear Safety | Nuclear Suppliers Group
Istanbul Convention | Refugee Convention | Montreal Protocol | Basel Convention | ICJ | GATT | Missile Technology Control Regime
Additional Protocol I | Russia | Soviet Union | United States | treaty | the treaty | convention | Convention on | protocol | of the
the | 1992 | 4 | II | ? | “” | xyzzy | no such thing | the Convention on the Rights of the Child | TTBT | SORT | Russian Federation
USA
"""


def told(table: str) -> list[tuple[str, str]]:
    pairs = (line.partition(":") for line in table.strip().splitlines())
    return [(treaty, name.strip()) for treaty, _, several in pairs for name in several.split("|") if name.strip()]


def test_the_tables_are_long() -> None:
    assert len(told(SURE)) > 250
    assert len(told(ASKED_BACK)) > 50


@pytest.mark.parametrize(("treaty", "name"), told(SURE))
def test_one_treaty_is_meant(shipped: Register, treaty: str, name: str) -> None:
    assert shipped.named([name]) == [treaty]


@pytest.mark.parametrize(("treaty", "name"), told(ASKED_BACK))
def test_it_is_asked_back_and_the_likeliest_stands_first(shipped: Register, treaty: str, name: str) -> None:
    with pytest.raises(NoSuchTreaty) as refused:
        shipped.named([name])
    first = shipped.titles.called[treaty]
    assert str(refused.value).startswith(f"no record of a treaty '{name}'; did you mean '{first}' ({treaty})")
    assert refused.value.near[0] == treaty


@pytest.mark.parametrize("name", [name.strip() for name in NOTHING.strip().replace("\n", "|").split("|")])
def test_nothing_is_suggested_where_nothing_is_near(shipped: Register, name: str) -> None:
    with pytest.raises(NoSuchTreaty) as refused:
        shipped.named([name])
    assert str(refused.value) == f"no record of a treaty '{name}'; 'openskies treaties' lists them"
    assert (refused.value.code, refused.value.near, refused.value.details) == (2, (), ())


def test_of_many_the_first_are_named_and_the_list_is_offered(shipped: Register) -> None:
    with pytest.raises(Refused) as refused:
        shipped.named(["nuclear"])
    assert str(refused.value).count("(") == 4
    assert refused.value.details == (
        f"{len(shipped.titles.find('nuclear').ids)} treaties have such names; 'openskies treaties nuclear' lists them",
    )


# What is read -------------------------------------------------------------------------------------


def folder(path: Path, **texts: str) -> Register:
    treaties = path / "data" / "treaties"
    treaties.mkdir(parents=True)
    for name, text in texts.items():
        (treaties / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Register(str(path), {}, "/")


def test_an_id_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    register = Register(bundled(), {}, "/")
    monkeypatch.setattr("openskies_cli.register._bytes", lambda path: pytest.fail(f"{path} was read"))
    assert register.named(["Open Skies", "CCW_Protocol_IV", "npt"]) == ["open-skies", "ccw-protocol-iv", "npt"]
    assert register.named(["npt", "CWC"], joined=True) == ["npt", "cwc"]


HEADS: dict[str, tuple[str, tuple[str, ...]]] = {  # a record, and the names that are found in it
    "in order": ("id: a\ntitle: Lake\nshort_title: L\naliases: [M, N]\nparticipants: {}\n", ("Lake", "L", "M", "N")),
    "one alias": ("title: Lake\naliases: M\nparticipants: {}\n", ("Lake", "M")),
    "folded": ("title: >-\n  Treaty on\n  the Lake\nparticipants: {}\n", ("Treaty on the Lake",)),
    "after the participants": ("participants: {}\ntitle: Lake\naliases:\n  - M\n", ("Lake", "M")),
    "aliases after the participants": ("title: Lake\nparticipants:\n  RU: {}\naliases: [M]\n", ("Lake", "M")),
    "braces": ("{title: Lake, participants: {}, aliases: [M]}\n", ("Lake", "M")),
    "no participants": ("title: Lake\n", ("Lake",)),
    "broken below": ("title: Lake\nparticipants:\n  RU: [\n\tx: }\n", ("Lake",)),
    "a tab in the head": ("title: Lake\n\tx: 1\nparticipants: {}\n", ()),
    "wrong shapes": ("title: [Lake, Sea]\naliases: {a: b}\nshort_title: ''\nparticipants: {}\n", ("Lake",)),
    "a list": ("- title: Lake\n", ()),
    "nothing": ("", ()),
}


@pytest.mark.parametrize("case", HEADS)
def test_the_head_of_a_record(case: str) -> None:
    text, expected = HEADS[case]
    said = names_in(text.encode(), "f")
    assert (*said.get("title", ())[:1], *said.get("short_title", ()), *said.get("aliases", ())) == expected


def test_what_stands_below_the_head_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    from openskies_cli.reading import nodes

    given: list[bytes] = []
    real = nodes.read

    def counted(data: bytes, path: str) -> object:
        given.append(data)
        return real(data, path)

    monkeypatch.setattr(nodes, "read", counted)
    for path in sorted(Path(bundled(), "data", "treaties").glob("*.yaml")):
        assert names_in(path.read_bytes(), str(path))["title"]
    assert len(given) == len(dict(NAMES))
    assert max(map(len, given)) < 10_000


def test_a_broken_record_hides_no_other(tmp_path: Path) -> None:
    register = folder(
        tmp_path,
        lake="id: lake\ntitle: Treaty on the Lake\nparticipants: {}\n",
        broken="id: broken\ntitle: Broken Treaty\nparticipants: [\n",
        worse="\tid: x",
        binary="\ufeff\x00",
    )
    assert register.named(["on the lake"]) == ["lake"]
    assert register.named(["broken treaty"]) == ["broken"]
    with pytest.raises(Refused, match="the record broken has an error") as refused:
        register.treaties(["Broken Treaty"])
    assert refused.value.code == 3


def test_what_two_treaties_call_themselves_is_asked_back(tmp_path: Path) -> None:
    register = folder(tmp_path, **{one: f"id: {one}\ntitle: Treaty on {one}\naliases: [Lake Pact]\nparticipants: {{}}\n" for one in "ab"})
    with pytest.raises(Refused) as refused:
        register.named(["lake pact"])
    assert str(refused.value) == "no record of a treaty 'lake pact'; did you mean 'Treaty on a' (a) or 'Treaty on b' (b)?"


def test_an_id_wins_over_the_alias_of_another() -> None:
    index = Index([Named("lake", "Treaty on the Lake"), Named("pond", "Treaty on the Pond", others=("Lake",))])
    assert index.find("lake") == Meant(("lake", "pond"))  # two have it: the register takes an id before it asks
    assert index.find("pond") == Meant(("pond",), sure=True)
    assert Index([]).find("pond") == Meant()


@pytest.mark.parametrize(
    "typed", ["non proliferation " * 400 + "x", "a" * 20_000, "i " * 3000, "nuclear-" * 500, "some words " * 50_000, "\u202e\x00", "[]{}*?"]
)
def test_long_and_odd_texts_are_no_treaty(shipped: Register, typed: str) -> None:
    assert not shipped.titles.find(typed).sure
    assert shipped.titles.holding(typed) == []
    assert " ".join(shipped.titles.parts(typed.split())) == " ".join(typed.split())


# Words without quotes -----------------------------------------------------------------------------

PARTS: dict[str, list[str]] = {
    "chemical weapons": ["cwc"],
    "paris": ["paris-agreement"],
    "Treaty on Open Skies": ["open-skies"],
    "npt cwc": ["npt", "cwc"],
    "npt chemical weapons paris": ["npt", "cwc", "paris-agreement"],
    "ccw ccw-protocol-i": ["ccw", "ccw-protocol-i"],
    "ccw protocol iv": ["ccw-protocol-iv"],
    "moon agreement": ["moon"],
    "moon outer space treaty": ["moon", "outer-space"],
    "mine ban treaty nuclear terrorism": ["ottawa", "icsant"],
    "new start start 1": ["new-start", "start-i"],
    "paris rome": ["paris-agreement", "rome-statute"],
    "arms trade att": ["att"],
}


@pytest.mark.parametrize("typed", PARTS)
def test_words_that_name_a_treaty_together_join(shipped: Register, typed: str) -> None:
    assert shipped.named(typed.split(), joined=True) == PARTS[typed]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("npt chemical wepons", "chemical wepons"),
        ("wepons npt", "wepons"),
        ("no such thing", "no such thing"),
        ("cwc kyoto protocol", "kyoto protocol"),
    ],
)
def test_words_that_name_nothing_are_asked_back_together(shipped: Register, typed: str, asked: str) -> None:
    with pytest.raises(NoSuchTreaty, match=f"^no record of a treaty '{asked}'"):
        shipped.named(typed.split(), joined=True)


# On the command line ------------------------------------------------------------------------------

LINES: dict[str, tuple[int, str]] = {  # a line -> its exit code, and what stands in its answer, or in what is said
    "status RU -t 'Treaty on Open Skies' -f csv": (0, "open-skies,"),
    "status RU --treaty 'the “Open Skies” treaty' -f csv": (0, "open-skies,"),
    "parties -t 'mine ban' -f csv --limit 1": (0, "ottawa,"),
    "treaty paris -f csv": (0, "paris-agreement,"),
    "treaty chemical weapons -f csv": (0, "cwc,"),
    "treaty moon -f csv": (0, "names,alias,Moon Treaty"),
    "status RU -t 'Chemical Weapons Convention' -f csv": (0, "cwc,"),
    "status BI -t ICC -f csv": (0, "rome-statute,"),
    "status BI -t Rome -f csv": (0, "rome-statute,"),
    "status KP -t 'Non-Proliferation Treaty' -f csv": (0, "npt,"),
    "status RU -t nonproliferation -t openskies -f csv": (0, "npt,"),
    "explain RU -t 'open skies treaty'": (0, "XV"),
    "when -t openskies --notice 2021-06-18 -f csv": (0, "open-skies,"),
    "sources -t ICC": (0, "documents that rome-statute cites."),
    "withdrawals -t 'Mine Ban Treaty' -f csv": (0, "ottawa,"),
    "coverage -t 'arms trade' -f csv": (0, "att,"),
    "treaties nuclear weapons -f csv": (0, "tpnw,"),
    "treaties nuclear weapons --of NZ -f csv": (0, "rarotonga,"),
    "treaties all -f csv": (0, "abm,"),
    "treaties npt cwc -f csv": (0, "cwc,"),
    "treaties wepons": (2, "no record of a treaty 'wepons'; did you mean"),
    "treaties kyoto protocol": (2, "no record of a treaty 'kyoto protocol'; 'openskies treaties' lists them"),
    "treaty kyoto": (2, "no record of a treaty 'kyoto'; 'openskies treaties' lists them"),
    "status RU -t START": (2, "did you mean"),
    "sources -t otawa": (2, "did you mean 'Anti-Personnel Mine Ban Convention' (ottawa)?"),
}


@pytest.mark.parametrize("line", LINES)
def test_the_command_line(run: Run, line: str) -> None:
    expected, said = LINES[line]
    code, out, err = run(line)
    assert code == expected
    assert said in (err if code == 2 else out)
    assert "Traceback" not in err


def test_a_search_lists_only_treaties_that_hold_all_words(run: Run) -> None:
    _, out, _ = run("treaties nuclear weapons --columns treaty -f csv")
    assert set(out.split()[1:]) >= {"npt", "tpnw", "tlatelolco", "pelindaba", "ptbt", "sea-bed"}
    assert set(out.split()).isdisjoint({"cwc", "open-skies", "icsant", "moon"})


CLAIM = """\
id: mine
title: An article
kind: press
date: 2019-03-01
claims:
  - id: c
    says: so
    readings:
      - {{ask: {ask}, expect: {{rows: 1}}}}
"""


@pytest.mark.parametrize(
    ("ask", "code", "said"),
    [
        ("withdrawals -t otawa", 2, "mine.yaml:9:"),
        ("treaties wepons", 2, "mine.yaml:9:"),
        ("treaty chemical wepons", 2, "mine.yaml:9:"),
        ("withdrawals -t xyzzy", 0, "not-decidable"),
        ("withdrawals -t 'Mine Ban Treaty'", 0, "the number of rows is"),
        ("treaties chemical weapons", 0, "confirmed"),
    ],
)
def test_a_claim_about_a_mistyped_treaty_is_an_error(run: Run, ask: str, code: int, said: str) -> None:
    Path("mine.yaml").write_text(CLAIM.format(ask=f'"{ask}"'), encoding="utf-8")
    found, out, err = run("claims mine.yaml -f csv")
    assert found == code, err
    assert said in (out if code == 0 else err)


# Completion ---------------------------------------------------------------------------------------

COMPLETED: dict[str, dict[str, str]] = {  # what is begun -> what is among the offers, each with what it stands for
    "": {"open-skies": "Treaty on Open Skies", "all": "every treaty on record"},
    "npt": {"npt": "Treaty on the Non-Proliferation of Nuclear Weapons"},
    "Mine": {"Mine Ban Treaty": "Anti-Personnel Mine Ban Convention"},
    "mine b": {"mine ban Treaty": "Anti-Personnel Mine Ban Convention"},
    "Treaty on Open": {"Treaty on Open Skies": "Treaty on Open Skies"},
    "До": {"Договор по открытому небу": "Treaty on Open Skies"},
}


@pytest.mark.parametrize("begun", COMPLETED)
def test_treaties_complete(begun: str) -> None:
    found = dict(completions(TREATY, begun, {"data": bundled()}))
    assert COMPLETED[begun].items() <= found.items()
    assert "OST" not in found  # two have that name
    assert all(value.startswith(begun) for value in found)
