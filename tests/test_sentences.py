"""One sentence for one participant and one treaty: of every shipped kind, and of the days in words."""

import pytest

from openskies_cli import records, sentences

SENTENCES = {
    (
        "RU",
        "open-skies",
        "2024-01-01",
    ): "Russia left the Treaty on Open Skies on 18 December 2021, six months after its notice of 18 June 2021.",
    (
        "RU",
        "open-skies",
        "2026-11-25",
    ): "Russia left the Treaty on Open Skies on 18 December 2021, six months after its notice of 18 June 2021; "
    "as last seen on 2024-04-12; nothing later is known.",
    (
        "RU",
        "open-skies",
        "2021-12-17",
    ): "As of 17 December 2021, Russia is a party to the Treaty on Open Skies, since 1 January 2002, until it "
    "leaves on 18 December 2021, by its notice of 18 June 2021.",
    (
        "US",
        "open-skies",
        "2020-11-22",
    ): "The United States left the Treaty on Open Skies on 22 November 2020, six months after its notice of 22 May 2020.",
    ("KG", "open-skies", "2020-01-01"): "As of 1 January 2020, Kyrgyzstan is not bound by the Treaty on Open Skies, which it signed on "
    "15 December 1992.",
    (
        "JP",
        "open-skies",
        "2020-01-01",
    ): "As of 1 January 2020, Japan is not a party to the Treaty on Open Skies: no act of it is on record.",
    (
        "SI",
        "open-skies",
        "2004-08-01",
    ): "As of 1 August 2004, the Treaty on Open Skies is not in force for Slovenia, which acceded to it on "
    "27 July 2004; it binds it from 25 September 2004 on.",
    ("CSHH", "open-skies", "1995-01-01"): "On 1 January 1995 Czechoslovakia no longer existed.",
    ("CZ", "open-skies", "1992-06-01"): "On 1 June 1992 Czechia did not exist yet.",
    (
        "RU",
        "ctbt",
        "2024-01-01",
    ): "As of 1 January 2024, Russia is not bound by the Comprehensive Nuclear-Test-Ban Treaty, which it signed on "
    "24 September 1996; it took its consent back on 3 November 2023.",
    ("RU", "inf", "2026-11-25"): "INF was terminated on 2 August 2019; Russia was a party until then.",
    ("RU", "new-start", "2026-11-25"): "New START expired on 5 February 2026; Russia was a party until then.",
    (
        "KP",
        "npt",
        "2004-01-01",
    ): "As of 1 January 2004, North Korea is a party to the Treaty on the Non-Proliferation of Nuclear Weapons, since "
    "12 December 1985; disputed (KP: former-party).",
    (
        "US",
        "central-asia",
        "2026-11-25",
    ): "As of 25 November 2026, the United States is not a party to the Treaty on a Nuclear-Weapon-Free Zone "
    "in Central Asia: no act of it is on record.",
    (
        "CA",
        "icrw",
        "2000-01-01",
    ): "Canada left the International Convention for the Regulation of Whaling between 30 June 1982 and 1 July 1982, "
    "by its notice of 24 June 1981.",
    (
        "RU",
        "cfe",
        "2026-11-25",
    ): "Russia left the Treaty on Conventional Armed Forces in Europe on 7 November 2023, by its notice of 9 June "
    "2023; not verified: something is known to be missing.",
}


@pytest.mark.parametrize("case", SENTENCES, ids=" ".join)
def test_the_sentence(case: tuple[str, str, str]) -> None:
    who, treaty, on = case
    (row,) = records().status(who, treaty=treaty, on=on)
    assert row["sentence"] == SENTENCES[case]


def test_everybody_has_a_sentence_about_every_treaty() -> None:
    for on in ("1900-01-01", "1975-07-01", "2021-12-17", "2026-11-25"):
        for row in records().parties(treaty="all", status="all", on=on):
            assert row["status"] is not False
        rows = records().status(["RU", "SUHH", "DDDE", "CSHH", "EU", "KP", "HU", "YE"], treaty="all", on=on)
        assert all(str(row["sentence"]).endswith(".") and ";;" not in str(row["sentence"]) for row in rows)
        assert all("None" not in str(row["sentence"]) for row in rows)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021-12-18", "18 December 2021"),
        ("2021-12", "December 2021"),
        ("2021", "2021"),
        ("1982-06-30/1982-07-01", "between 30 June 1982 and 1 July 1982"),
        ("../1999-01-01", "by 1 January 1999"),
        ("1999-01-01/..", "after 1 January 1999"),
        ("2021-12-18?", "18 December 2021"),
        (None, ""),
    ],
)
def test_a_day_in_words(text: str | None, said: str) -> None:
    assert sentences.day(text) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2021-06-18", "2021-12-18", "six months"),
        ("2021-06-18", "2022-06-18", "one year"),
        ("2021-06-18", "2021-07-18", "one month"),
        ("2021-06-18", "2021-12-19", ""),
        ("2021-06", "2021-12-18", ""),
        (None, "2021-12-18", ""),
        ("2021-12-18", "2021-06-18", ""),
    ],
)
def test_how_long_after(first: str | None, last: str | None, said: str) -> None:
    assert sentences.span(first, last) == said
