"""What people type finds the participant they mean, or candidates, never another one."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openskies_cli import names
from openskies_cli.diagnostics import Refused
from openskies_cli.register import Register

TYPED = list(csv.DictReader((Path(__file__).parent / "typed_names.csv").read_text(encoding="utf-8").splitlines()))
ON = "2024-01-01"


@pytest.fixture(scope="module")
def register() -> Register:
    return Register(None, {}, "/")


def found(register: Register, typed: str) -> str:
    """The code, or what the refusal offers."""
    try:
        return register.participant(typed, ON)
    except Refused as refused:
        return f"{refused.sentence} ({refused.code})"


def test_the_table_is_large_and_in_many_languages() -> None:
    assert len(TYPED) > 480
    assert len({row["language"] for row in TYPED}) > 10
    assert len({(row["typed"], row["expected"]) for row in TYPED}) == len(TYPED)


def test_every_name_as_people_type_it(register: Register) -> None:
    wrong = []
    for row in TYPED:
        answer, expected = found(register, row["typed"]), row["expected"].split()
        if len(expected) == 1:
            right = answer == expected[0]
        else:
            right = answer.startswith(f"'{row['typed']}' is not clear; ") and all(f"({code})" in answer for code in expected)
        if not right:
            wrong.append((row["typed"], row["expected"], answer))
    assert wrong == []


def test_every_name_on_file_means_its_participant_or_is_ambiguous(register: Register) -> None:
    people = register.people
    ambiguous = {names.fold(word) for word in people.ambiguous}
    wrong = []
    for code, person in people.participants.items():
        for name in (code, person.name, person.official, person.alpha3, *person.names.values(), *person.aliases):
            if name and names.fold(name) not in ambiguous:
                wrong += [(code, name, answer)] if (answer := found(register, name)) != code else []
    assert wrong == []


def test_every_ambiguous_word_gives_all_it_may_mean(register: Register) -> None:
    assert len(register.people.ambiguous) > 5
    for word, codes in register.people.ambiguous.items():
        if word not in register.people.participants:
            assert all(f"({code})" in found(register, word) for code in codes), word


REFUSED = {  # as typed; what stands in the answer
    "a slip": ("Rusland2", "'Rusland2' is no participant; did you mean Russia (RU)"),
    "two letters turned": ("Germnay", "'Germnay' is no participant; did you mean Germany (DE)"),
    "a word of a name": ("Ivoire", "Côte d'Ivoire (CI)"),
    "nothing near": ("Xqzwv", "'Xqzwv' is no participant; type a code such as RU, or a name such as Russia"),
    "nothing": ("", "'' is no participant; type a code such as RU, or a name such as Russia"),
    "only punctuation": ("...", "'...' is no participant; type a code such as RU, or a name such as Russia"),
    "a code that several had": ("CS", "'CS' is not clear; did you mean Czechoslovakia (CSHH) or Serbia (RS)?"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_name_gets_candidates(register: Register, case: str) -> None:
    typed, said = REFUSED[case]
    assert said in found(register, typed)


# Folding ------------------------------------------------------------------------------------------

FOLDED = {
    "Russia": "russia",
    "  the Russian   Federation ": "russian federation",
    "U.K.": "uk",
    "Türkiye": "turkiye",
    "TÜRKİYE": "turkiye",
    "Côte d’Ivoire": "cote divoire",
    "Cote d'Ivoire": "cote divoire",
    "Côte d‘Ivoire": "cote divoire",
    "Bosnia & Herzegovina": "bosnia and herzegovina",
    "Guinea-Bissau": "guinea bissau",
    "Россия": "россия",
    "РОССИЯ": "россия",
    "Straße": "strasse",
    "ＲＵＳＳＩＡ": "russia",
    "The": "the",
    "": "",
    "...": "",
}


@pytest.mark.parametrize("typed", FOLDED)
def test_folding(typed: str) -> None:
    assert names.fold(typed) == FOLDED[typed]


@given(st.text())
def test_folding_is_done_once_and_for_all(text: str) -> None:
    folded = names.fold(text)
    assert folded == " ".join(folded.split())
    if not folded.startswith("the "):
        assert names.fold(folded) == folded


@given(st.text(st.characters(categories=["L", "N", "Zs", "P"])))
def test_folding_ignores_case_form_and_the_article(text: str) -> None:
    folded = names.fold(text)
    assert names.fold(unicodedata.normalize("NFD", text)) == folded
    assert names.fold(unicodedata.normalize("NFC", text)) == folded
    assert names.fold(f" {text}. ") == folded
    assert names.fold(text.casefold()) == folded
    if folded and names.fold(f"x {text}") == f"x {folded}":  # it has no article of its own
        assert names.fold(f"the {text}") == folded


def test_the_index_keeps_every_code_and_ambiguity_wins() -> None:
    named = [("CG", ["Congo", "CG"]), ("CD", ["Congo", "DR Congo"]), ("CD", ["congo"])]
    assert names.index(named, {"DRC": ("CD",), "cg": ("CG", "CD")}) == {
        "congo": ("CG", "CD"),
        "cg": ("CG", "CD"),
        "dr congo": ("CD",),
        "drc": ("CD",),
    }
