"""The pages of an import at the desk: file, columns, progress, rows, and the rows left out."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from associations.models import Association, Import

BASE = "/admin/associations/import/"
TEXT = "Forening;By;Tlf\nKulturforeningen i Roskilde;Viby;20304050\nNyt Kor;Viby;\n;Viby;\n"


@pytest.fixture
def desk(cast, as_user):
    return as_user(cast.coordinator)


def sent(desk, text=TEXT):
    desk.post(f"{BASE}add/", {"upload": SimpleUploadedFile("liste.csv", text.encode(), "text/csv")})
    return f"{BASE}{Import.objects.latest('pk').pk}/"


def test_a_list_goes_from_the_file_into_the_register_without_scripts(cast, desk):
    page = sent(desk)
    shown = desk.get(f"{page}change/").content.decode()
    assert "Nyt Kor" in shown
    columns = {"column_0": "name", "column_1": "city", "column_2": "phone", "mode": "fill"}
    desk.post(f"{page}change/", columns)
    assert "0" in desk.get(f"{page}change/").content.decode()
    assert desk.post(f"{page}videre/").status_code == 302
    rows = desk.get(f"{page}change/?vis=duplicate").content.decode()
    assert "Kulturforeningen i Roskilde" in rows
    assert "Nyt Kor" not in rows
    desk.post(f"{page}change/", {"row_2": str(cast.culture.pk), "mode": "fill"})
    assert not Association.objects.filter(name="Nyt Kor").exists()
    desk.post(f"{page}skridt/confirm/")
    waiting = desk.get(f"{page}change/").content.decode()
    assert 'role="status"' in waiting
    assert not Association.objects.filter(name="Nyt Kor").exists()
    desk.post(f"{page}videre/")
    assert Association.objects.filter(name="Nyt Kor", city="Viby").exists()
    cast.culture.refresh_from_db()
    assert (cast.culture.city, cast.culture.phone) == ("Roskilde", "+4520304050")


def test_the_rows_left_out_come_with_their_reasons_and_can_be_sent_again(cast, desk):
    page = sent(desk)
    desk.post(
        f"{page}change/",
        {"column_0": "name", "column_1": "city", "column_2": "phone", "mode": "fill"},
    )
    desk.post(f"{page}videre/")
    desk.post(f"{page}skridt/confirm/")
    desk.post(f"{page}videre/")
    file = desk.get(f"{page}udeladt.xlsx").content
    sheet = load_workbook(io.BytesIO(file)).active
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert lines[0] == ["Forening", "By", "Tlf", "Hvorfor ikke med"]
    assert len(lines) == 3
    assert all(line[-1] for line in lines[1:])
    again = SimpleUploadedFile("udeladt.xlsx", file)
    desk.post(f"{BASE}add/", {"upload": again})
    assert Import.objects.latest("pk").columns == ["name", "city", "phone", ""]


def test_progress_is_told_to_the_page_that_asks_by_itself(cast, desk):
    page = sent(desk)
    desk.post(
        f"{page}change/", {"column_0": "name", "column_1": "", "column_2": "", "mode": "fill"}
    )
    assert 'role="status"' in desk.get(f"{page}change/").content.decode()
    answer = desk.post(f"{page}videre/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == f"{page}change/"


def test_what_is_no_list_is_refused_with_a_sentence(cast, desk):
    page = desk.post(
        f"{BASE}add/", {"upload": SimpleUploadedFile("liste.pdf", b"%PDF-1.7\n%%EOF\n")}
    )
    assert page.status_code == 200
    assert ".xlsx" in page.content.decode()
    assert not Import.objects.exists()
