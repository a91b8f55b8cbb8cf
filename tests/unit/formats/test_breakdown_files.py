"""A breakdown as files, read back by other programs."""

import csv
import io

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from filmwright.errors import UserError
from filmwright.formats import breakdown_pdf, breakdown_tables
from filmwright.formats.tables import write_csv, write_xlsx
from filmwright.model.breakdown import Breakdown, BreakdownItem, BreakdownScene, CastNumber, RecurringProp

LEDGER = BreakdownItem(
    category="props",
    name="ledger",
    detail="fat green ledger",
    words="She takes a fat green ledger.",
    by=("nora",),
    handled=1,
)
RAIN = BreakdownItem(category="effects", name="rain", detail="=Rain()", words="Rain.")
MADE = Breakdown(
    title="The Long Night",
    pages=3,
    eighths=20,
    cast=(
        CastNumber(number=1, character_id="nora", name="Nora Weiß", speaks=True, scenes=("s001", "s003")),
        CastNumber(number=2, character_id="walt", name="Walt", scenes=("s001", "s002", "s003")),
    ),
    scenes=(
        BreakdownScene(
            scene_id="s001", number="1", int_ext="INT", place="SHED", time_of_day="NIGHT", light="night", page=1, eighths=4,
            synopsis="Nora takes the ledger.", synopsis_by="script", cast=(1, 2), items=(LEDGER,),
        ),
        BreakdownScene(
            scene_id="s002", number="2A", int_ext="EXT", place="YARD", time_of_day="DAY", light="day", page=1, eighths=12,
            cast=(2,), items=(RAIN,),
        ),
        BreakdownScene(scene_id="s003", number="3", place="ROOF", page=3, eighths=4, cast=(1, 2), items=(LEDGER,)),
    ),
    recurring_props=(
        RecurringProp(asset_id="prop_ledger", name="ledger", details=("fat green ledger",), scenes=("s001", "s003"), handled=2),
    ),
)  # fmt: skip


def book():
    return load_workbook(io.BytesIO(write_xlsx(breakdown_tables.tables(MADE), title=MADE.title)))


def test_csv_has_one_row_a_scene_and_lengths_that_are_no_dates():
    rows = list(csv.DictReader(io.StringIO(write_csv(breakdown_tables.scenes_table(MADE)).decode("utf-8-sig"))))
    assert [row["Length"] for row in rows] == ["4/8 pg", "1 4/8 pg", "4/8 pg"]
    assert rows[0]["Cast"] == "1 Nora Weiß, 2 Walt"
    assert rows[0]["Props"] == "fat green ledger"


def test_the_workbook_has_a_sheet_for_scenes_elements_cast_and_recurring_props():
    assert book().sheetnames == ["Scenes", "Elements", "Cast", "Recurring props"]


def test_elements_are_listed_by_category_with_their_scenes():
    rows = [[c.value for c in row] for row in book()["Elements"].iter_rows(min_row=2)]
    assert rows[0] == [
        "Props", "ledger", "fat green ledger", "1, 3", 2, 2, "Nora Weiß", "She takes a fat green ledger.",
    ]  # fmt: skip
    assert rows[1][:4] == ["Effects", "rain", "=Rain()", "2A"]


def test_the_cast_sheet_says_who_starts_works_and_finishes_when():
    rows = [[c.value for c in row] for row in book()["Cast"].iter_rows()]
    assert rows[0][5:] == ["1", "2A", "3"]
    assert rows[1][5:] == ["SW", None, "WF"] or rows[1][5:] == ["SW", "", "WF"]
    assert rows[2][5:] == ["SW", "W", "WF"]
    assert rows[2][3:5] == [3, "2 4/8 pg"]


def test_no_cell_of_the_workbook_is_a_formula():
    assert all(cell.data_type != "f" for sheet in book() for row in sheet.iter_rows() for cell in row)


def test_the_pdf_has_a_schedule_and_a_sheet_for_every_scene():
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(breakdown_pdf.write(MADE))).pages]
    assert len(pages) == 4
    assert all(word in pages[0] for word in ("One-line schedule", "SHED", "2A", "Nora Weiß", "3 scenes, 2 4/8 pages"))
    assert "fat green ledger" in pages[1]
    assert "Walt" in pages[2]


def test_the_pdf_is_the_same_each_time():
    assert breakdown_pdf.write(MADE) == breakdown_pdf.write(MADE)


def test_a_letter_that_the_pdf_cannot_draw_is_named():
    with pytest.raises(UserError, match="`东`"):
        breakdown_pdf.write(MADE.model_copy(update={"title": "东"}))
