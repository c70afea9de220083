"""A text that should be a date is none.

Dates are written as the record's handbook says: `1992-03-24`, `1992-03`, `1992`, an interval such as `1992-03/1992-05`, with `?`
at the end where the source doubts the day. The order of day and month is never guessed. Dates that are not in the calendar,
padded ones, those of other notations and words for "not known" are all findings, with what to write instead.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "date", ERROR, "bytes"

EXAMPLES = (
    Example(
        "A day that is not in the calendar.",
        """
        id: example
        participants:
          RU: {actions: [{action: signature, date: 2021-02-30}]}
        """,
        ((3, 44),),
    ),
    Example(
        "How published tables write dates: a year with three digits, no month and no day, padding and brackets, the day first, a word.",
        """
        id: example
        participants:
          MH: {actions: [{action: acceptance, date: 995}]}
          AF: {actions: [{action: accession, date: 9999-99}]}
          AL: {actions: [{action: accession, date: '9999-99-99?'}]}
          DZ: {actions: [{action: accession, date: '[  3 Mar 1980 ]'}]}
          AD: {actions: [{action: declaration, date: 27/10/2003}]}
          AO: {actions: [{action: accession, date: NK}]}
          AG: {actions: [{action: accession, date: 0}]}
        """,
        ((3, 45), (4, 44), (5, 44), (6, 44), (7, 46), (8, 44), (9, 44)),
    ),
    Example(
        "Intervals with two dots and approximate dates, from a library for uncertain dates.",
        """
        id: example
        participants:
          AR: {actions: [{action: accession, date: 2012-01-01..2012-06-30}]}
          AM: {actions: [{action: accession, date: 2012-01-12~}]}
        """,
        ((3, 44), (4, 44)),
    ),
    Example(
        "What may be written.",
        """
        id: example
        participants:
          RU: {actions: [{action: signature, date: 1992-03}, {action: ratification, date: 1993/1994}]}
          US: {actions: [{action: communication, date: '1995-01-02?'}]}
        """,
    ),
)
