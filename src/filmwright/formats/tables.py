"""Tables for spreadsheets: CSV and XLSX.

Words of a script are words: a cell that begins like a formula (`=`, `+`, `-`, `@`) is written as text. In XLSX the
cell's type says so; CSV has no types, so such a cell gets an apostrophe before it, which spreadsheets read as "this is
text" (OWASP, "CSV Injection").
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format

__all__ = ["Cell", "Table", "write_csv", "write_xlsx"]

Cell = str | int | float | None
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_000  # letters in a cell; spreadsheets stop at 32,767
_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # not the clock: the same table gives the same bytes
_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its header, its rows; `widths` are columns' widths in letters, 0 for the usual one.

    `frozen` columns at the left stay in sight. `center` are columns whose cells stand in the middle.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()
    frozen: int = 1
    center: frozenset[int] = frozenset()


def write_csv(table: Table) -> bytes:
    """A table as CSV in UTF-8 with a byte order mark, so that spreadsheets read every alphabet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_plain(cell) for cell in table.header])
    writer.writerows([[_plain(cell) for cell in row] for row in table.rows])
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell


def write_xlsx(tables: Sequence[Table], *, title: str = "") -> bytes:
    """Tables as the sheets of one workbook: header in bold and in sight, filter, widths; all words are text."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with Workbook(out, options) as book:
        book.set_properties({"title": title, "author": "Filmwright", "created": _MADE})
        looks = _Looks(
            head=book.add_format({"bold": True, "bg_color": "#222222", "font_color": "#FFFFFF", "valign": "vcenter"}),
            text=book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D0D0D0"}),
            center=book.add_format({"align": "center", "valign": "top", "border": 1, "border_color": "#D0D0D0"}),
        )
        for table in tables:
            _write_sheet(book, table, looks)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Looks:
    head: Format
    text: Format
    center: Format


def _write_sheet(book: Workbook, table: Table, looks: _Looks) -> None:
    sheet = book.add_worksheet(table.name.translate(_SHEET_NAME)[:31])
    for column, name in enumerate(table.header):
        sheet.write_string(0, column, name, looks.head)
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            look = looks.center if column in table.center else looks.text
            if isinstance(cell, str):
                sheet.write_string(at + 1, column, cell[:_LONGEST], look)
            elif cell is None:
                sheet.write_blank(at + 1, column, None, look)
            else:
                sheet.write_number(at + 1, column, cell, look)
    for column, width in enumerate(table.widths):
        if width:
            sheet.set_column(column, column, width)
    sheet.freeze_panes(1, table.frozen)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.header) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
