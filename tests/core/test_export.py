"""Spreadsheets that people take away: Danish, harmless, in the types a spreadsheet counts with."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from core.admin.export import Column, ExportResource, cell, written


class Sample(ExportResource):
    name = Column("name", "Navn")
    amount = Column("amount", "Beløb")
    happened_on = Column("happened_on", "Dato")


ROWS = [
    SimpleNamespace(name='=HYPERLINK("http://x")', amount=Decimal("1500.50"), happened_on=None),
    SimpleNamespace(name="Ayşe Yılmaz; æøå", amount=None, happened_on=date(2026, 10, 14)),
]


@pytest.mark.parametrize("text", ["=1+1", "+45", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_what_looks_like_a_formula_becomes_plain_text(text):
    assert cell(text, as_text=True) == f"'{text}"


def test_a_control_character_does_not_stop_an_export():
    assert cell("a\x00b", as_text=False) == "ab"


def test_a_moment_is_written_in_danish_time():
    moment = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
    assert cell(moment, as_text=True) == "01-07-2026 12.00"
    assert cell(moment, as_text=False) == datetime(2026, 7, 1, 12, 0)  # noqa: DTZ001


def test_a_csv_opens_in_danish_excel():
    text = written(Sample(), ROWS, "csv").decode("utf-8")
    assert text.startswith("\ufeffNavn;Beløb;Dato")
    assert '"Ayşe Yılmaz; æøå";;14-10-2026' in text
    assert ";1500,50;" in text


def test_an_excel_file_keeps_numbers_and_holds_no_formula():
    sheet = load_workbook(io.BytesIO(written(Sample(), ROWS, "xlsx"))).active
    assert sheet["B2"].value == 1500.5
    assert sheet["A2"].value.startswith("'=")
    assert sheet["A2"].data_type == "s"
    assert sheet["C3"].value.date() == date(2026, 10, 14)
