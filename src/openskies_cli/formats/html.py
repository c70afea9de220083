"""A small complete page: one table with its caption, no script, nothing fetched from anywhere."""

from collections.abc import Iterable
from html import escape
from typing import TextIO

from openskies_cli.table import Column, Table, plainly
from openskies_cli.view import addressed, documents, tame

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1rem/1.4 system-ui, sans-serif; margin: 2rem; }}
table {{ border-collapse: collapse; }}
caption {{ caption-side: bottom; padding: .6rem; text-align: left; }}
th, td {{ border-bottom: 1px solid #bbb; padding: .3rem .6rem; text-align: left; vertical-align: top; }}
.count {{ text-align: right; }}
.day, .word {{ white-space: nowrap; }}
</style>
</head>
<body>
{lead}<table>
{caption}<thead>
{head}</thead>
<tbody>
{body}</tbody>
</table>
</body>
</html>
"""


def write(table: Table, out: TextIO, *, width: int | None, colour: bool) -> None:  # noqa: ARG001 - nothing is cut or coloured
    """The page; the cells carry the kind of their column as class."""
    caption = escape(tame(table.caption))
    kinds = [column.kind for column in table.columns]
    head = _row(f'<th scope="col" class="{kind}">{escape(column.label)}</th>' for kind, column in zip(kinds, table.columns, strict=True))
    body = "".join(
        _row(f'<td class="{column.kind}">{_cell(table, column, cell)}</td>' for column, cell in zip(table.columns, row, strict=True))
        for row in table.rows
    )
    out.write(
        PAGE.format(
            title=caption or "openskies",
            lead=f"<p>{escape(tame(table.lead))}</p>\n" if table.lead else "",
            caption=f"<caption>{_linked(addressed(tame(table.caption)))}</caption>\n" if caption else "",
            head=head,
            body=body,
        )
    )


def _cell(table: Table, column: Column, cell: object) -> str:
    """A cell as it reads; a document leads to where it can be read."""
    return _linked(documents(table, column, cell), " ") or escape(tame(plainly(column, cell)))


def _linked(pieces: Iterable[tuple[str, str]], between: str = "") -> str:
    return between.join(f'<a href="{escape(link)}">{escape(tame(text))}</a>' if link else escape(tame(text)) for text, link in pieces)


def _row(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(cells)}</tr>\n"
