"""Rows with names become rows of cells, and rows of cells get their names back."""

import pytest

from openskies_cli.diagnostics import unknown
from openskies_cli.model import Action
from openskies_cli.table import Column, Table, day_text, plural

COLUMNS = (Column("a"), Column("b", "count"))


def test_rows_by_name_stand_in_the_order_of_the_columns() -> None:
    table = Table.of(COLUMNS, ({"b": n, "a": "x"} for n in (1, 2)), "Two.", verdict="yes", remarks=["r"], about=["t"])
    assert table.rows == [("x", 1), ("x", 2)]
    assert (table.caption, table.verdict, table.remarks, table.about, table.total) == ("Two.", "yes", ("r",), ("t",), 2)
    assert table.dicts() == [{"a": "x", "b": 1}, {"a": "x", "b": 2}]
    assert Table.of(COLUMNS, []).rows == []


@pytest.mark.parametrize(("row", "wrong"), [({"a": 1}, "b"), ({"a": 1, "b": 2, "c": 3}, "c"), ({"a": 1, "z": 2}, "b, z")])
def test_a_row_that_does_not_fit_its_columns_is_a_mistake(row: dict[str, object], wrong: str) -> None:
    with pytest.raises(LookupError, match=f"a row does not fit its columns: {wrong}$"):
        Table.of(COLUMNS, [{"a": 0, "b": 0}, row])


def test_small_words() -> None:
    assert (plural(0, "row"), plural(1, "row"), plural(2, "row")) == ("0 rows", "1 row", "2 rows")
    assert (day_text(None), day_text("1992-03")) == (None, "1992-03")
    assert (Action("ratification").its_basis, Action("ratification", basis="reported").its_basis) == ("published", "reported")


@pytest.mark.parametrize(
    ("typed", "otherwise", "sentence"),
    [("rusia", "type more", "no 'rusia'; did you mean 'russia'?"), ("xyz", "type more", "no 'xyz'; type more"), ("xyz", "", "no 'xyz'")],
)
def test_an_unknown_word_is_refused_with_what_is_near(typed: str, otherwise: str, sentence: str) -> None:
    refused = unknown(f"no '{typed}'", typed, ["russia", "france"], otherwise, ["known: 2"])
    assert (refused.code, refused.sentence, refused.details) == (2, sentence, ("known: 2",))
