"""Spreadsheets: words stay words, and the same table gives the same bytes."""

import csv
import io

from openpyxl import load_workbook

from filmwright.formats.tables import Table, write_csv, write_xlsx

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")')
TABLE = Table(
    "Scenes: 1/2",
    ("Scene", "Words", "Count"),
    (*((str(at), text, at) for at, text in enumerate(DANGEROUS)), ("9", '雨 Ωμέγα ёж, "quoted"\nsecond line', None)),
    (8, 40, 6),
    frozen=1,
    center=frozenset((2,)),
)


def test_csv_has_a_byte_order_mark_and_reads_back():
    data = write_csv(TABLE)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == ["Scene", "Words", "Count"]
    assert rows[-1] == ["9", '雨 Ωμέγα ёж, "quoted"\nsecond line', ""]


def test_csv_cells_are_never_formulas():
    rows = list(csv.reader(io.StringIO(write_csv(TABLE).decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:6]] == [f"'{text}" for text in DANGEROUS]


def test_xlsx_cells_are_text_whatever_they_begin_with():
    sheet = load_workbook(io.BytesIO(write_xlsx([TABLE]))).worksheets[0]
    cells = [row[1] for row in sheet.iter_rows(min_row=2, max_row=6)]
    assert [cell.value for cell in cells] == list(DANGEROUS)
    assert {cell.data_type for cell in cells} == {"s"}


def test_xlsx_numbers_are_numbers_and_nothing_is_nothing():
    sheet = load_workbook(io.BytesIO(write_xlsx([TABLE]))).worksheets[0]
    assert [cell.value for cell in sheet["C"][1:]] == [0, 1, 2, 3, 4, None]


def test_xlsx_has_a_frozen_header_a_filter_and_widths():
    sheet = load_workbook(io.BytesIO(write_xlsx([TABLE]))).worksheets[0]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:C7"
    assert round(sheet.column_dimensions["B"].width) in (40, 41)


def test_a_sheet_name_loses_what_spreadsheets_forbid():
    assert load_workbook(io.BytesIO(write_xlsx([TABLE]))).sheetnames == ["Scenes- 1-2"]


def test_the_same_table_gives_the_same_bytes():
    assert write_xlsx([TABLE]) == write_xlsx([TABLE])


def test_a_cell_longer_than_spreadsheets_hold_is_cut_not_dropped():
    long = Table("Long", ("Words",), (("x" * 40_000,),))
    sheet = load_workbook(io.BytesIO(write_xlsx([long]))).worksheets[0]
    assert len(sheet["A2"].value) == 32_000
