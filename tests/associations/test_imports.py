"""A municipality's own list comes into the register: every row accounted for, nothing doubled."""

import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from associations.actions import import_confirming, import_files, imports
from associations.models import Association, Import, ImportMapping, ImportRow, Person, Post
from core.actions import NotPossibleNow
from tests.associations import messy
from tests.cast import NOW, TODAY

pytestmark = pytest.mark.django_db
V = ImportRow.Verdict


def uploaded(by, content, name="liste.csv"):
    data = content.encode() if isinstance(content, str) else content
    return import_files.upload(upload=ContentFile(data, name=name), by=by, at=NOW)


def checked(by, content, name="liste.csv", *, mode="fill", columns=None):
    source = uploaded(by, content, name)
    source = imports.begin_check(
        source, columns=columns or source.columns, mode=mode, by=by, at=NOW
    )
    while source.status == Import.Status.CHECKING:
        source = imports.check_next(source, by=by, at=NOW)
    return source


def confirmed(source, by):
    source = import_confirming.confirm(source, by=by, at=NOW)
    return import_confirming.bring_in(source, by=None, at=NOW)


def brought_in(by, content, name="liste.csv", **more):
    return confirmed(checked(by, content, name, **more), by)


def row(source, number):
    return source.rows.get(number=number)


def codes(source, number):
    return [one["code"] for one in row(source, number).reasons]


# --- real-looking lists ---------------------------------------------------------------------------


@pytest.mark.parametrize("layout", messy.LAYOUTS)
def test_every_row_of_a_messy_list_is_accounted_for(cast, layout):
    made = messy.LAYOUTS[layout]()
    before = Association.objects.count()
    source = brought_in(cast.coordinator, made.content, made.name)
    counts = source.rows.counts()
    assert sum(counts.values()) == source.row_count == made.rows
    assert counts[V.DUPLICATE] == 0
    assert counts[V.REFUSED] == len(made.bad)
    assert {
        one.number: one.reasons[0]["code"] for one in source.rows.filter(verdict=V.REFUSED)
    } == made.bad
    assert Association.objects.count() - before == counts[V.NEW]
    assert counts[V.NEW] >= made.rows - len(made.bad) - 1
    assert not source.rows.exclude(verdict=V.REFUSED).filter(association=None).exists()


@pytest.mark.parametrize("layout", messy.LAYOUTS)
def test_the_same_list_once_more_doubles_nothing(cast, layout):
    made = messy.LAYOUTS[layout]()
    brought_in(cast.coordinator, made.content, made.name)
    held = [Association.objects.count(), Person.objects.count(), Post.objects.count()]
    again = brought_in(cast.coordinator, made.content, made.name)
    counts = again.rows.counts()
    assert counts[V.NEW] == counts[V.UPDATE] == counts[V.DUPLICATE] == 0
    assert counts[V.SAME] == made.rows - len(made.bad)
    assert [Association.objects.count(), Person.objects.count(), Post.objects.count()] == held


def test_three_hundred_associations_from_three_lists_stand_in_the_register_as_they_are(cast):
    made = [make() for make in messy.LAYOUTS.values()]
    for one in made:
        brought_in(cast.coordinator, one.content, one.name)
    assert sum(len(one.groups) for one in made) == 300
    group = made[0].groups[7]
    found = Association.objects.get(name=group.name)
    assert found.cvr_number == group.cvr
    assert found.phone == f"+45{group.phone}"
    assert (found.street, found.postal_code, found.city) == (group.street, *group.town)
    assert found.posts.get(role="chair").person.full_name == group.chair
    assert found.posts.get(role="chair").person.phone == f"+45{group.chair_phone}"
    assert found.posts.get(role="treasurer").person.full_name == group.treasurer
    assert "Stiftet: " in found.note
    assert found.posts.get(role="chair").valid_from == TODAY
    shouted = made[1].groups[9]
    assert Association.objects.get(name=shouted.name.upper()).city == shouted.town[1]


def test_numbers_that_a_spreadsheet_kept_as_numbers_are_read_right(cast):
    made = messy.workbook()
    brought_in(cast.coordinator, made.content, made.name)
    for group in made.groups[21:60]:
        found = Association.objects.get(name=group.name)
        assert (found.cvr_number, found.phone) == (group.cvr, f"+45{group.phone}")


# --- what may not be kept -------------------------------------------------------------------------


def test_a_cpr_number_reaches_neither_the_rows_nor_the_stored_file(cast):
    text = "Forening;Bemærkninger\nKor;Formanden er 010190-1234\nDans;Alt vel\n"
    source = brought_in(cast.coordinator, text)
    assert codes(source, 2) == ["cpr"]
    assert row(source, 2).verdict == V.REFUSED
    assert row(source, 3).verdict == V.NEW
    assert "1234" not in str(list(source.rows.values_list("cells", flat=True)))
    with source.document.file.open("rb") as file:
        sheet = load_workbook(io.BytesIO(file.read())).active
    kept = [str(cell.value) for line in sheet.iter_rows() for cell in line]
    assert not any("010190" in one for one in kept)
    assert any("Formanden er" in one for one in kept)


def test_a_cpr_number_that_lost_its_zero_in_excel_is_found(cast):
    from openpyxl import Workbook

    book = Workbook()
    for line in (["Forening", "Noter"], ["Kor", 101901234], ["Dans", 4631300]):
        book.active.append(line)
    target = io.BytesIO()
    book.save(target)
    source = checked(cast.coordinator, target.getvalue(), "liste.xlsx")
    assert [row(source, 2).verdict, row(source, 3).verdict] == [V.REFUSED, V.NEW]


def test_a_foreign_telephone_number_is_no_cpr_number(cast):
    source = checked(cast.coordinator, "Forening;Tlf\nKor;+46 010190 1234\n")
    assert row(source, 2).verdict == V.NEW


@pytest.mark.parametrize("heading", ["Nationalitet", "Etnicitet", "Religion", "Oprindelsesland"])
def test_a_column_about_origin_or_faith_is_never_brought_in(cast, heading):
    source = uploaded(cast.coordinator, f"Forening;{heading}\nKor;Hemmeligt\n")
    assert source.columns == ["name", "forbidden"]
    source = imports.begin_check(
        source, columns=["name", "note_line"], mode="fill", by=cast.coordinator, at=NOW
    )
    source = imports.check_next(source, by=cast.coordinator, at=NOW)
    confirmed(source, cast.coordinator)
    assert Association.objects.get(name="Kor").note == ""
    assert "Hemmeligt" not in str(list(source.rows.values_list("cells", flat=True)))


# --- which association ----------------------------------------------------------------------------


def test_a_row_is_known_by_its_cvr_number_under_another_name(cast):
    source = brought_in(cast.coordinator, "Forening;CVR;By\nKulturforeningen;99 00 00 07;Viby\n")
    assert row(source, 2).association == cast.culture
    cast.culture.refresh_from_db()
    assert (cast.culture.name, cast.culture.city) == ("Roskilde Kulturforening", "Roskilde")


def test_a_row_is_known_by_its_name_however_it_is_spelt(cast):
    source = checked(
        cast.coordinator, "Forening\nROSKILDE  kultur-forening\nroskilde kulturforening\n"
    )
    assert row(source, 3).association == cast.culture


def test_a_row_is_known_by_its_number_in_the_list_last_time(cast):
    brought_in(cast.coordinator, "Løbenr.;Forening\n17;Eritreansk Kor Roskilde\n")
    source = checked(cast.coordinator, "Løbenr.;Forening;By\n17;Koret, eritreansk, Roskilde;Viby\n")
    assert row(source, 2).verdict in (V.UPDATE, V.DUPLICATE)
    assert Association.objects.get(name="Eritreansk Kor Roskilde").pk in (
        row(source, 2).association_id,
        *row(source, 2).candidates,
    )


def test_another_association_with_a_number_of_last_time_is_a_question(cast):
    brought_in(cast.coordinator, "Løbenr.;Forening\n17;Eritreansk Kor\n")
    source = checked(cast.coordinator, "Løbenr.;Forening\n17;Polsk Skakklub\n")
    assert (row(source, 2).verdict, codes(source, 2)) == (V.DUPLICATE, ["same_key"])


def test_a_name_that_is_nearly_the_same_is_a_question_and_the_answer_counts(cast):
    text = "Forening;By\nKulturforeningen i Roskilde;Viby\nRoskildes Kulturforening;Viby\n"
    source = checked(cast.coordinator, text)
    asked = source.rows.filter(verdict=V.DUPLICATE)
    assert [one.candidates for one in asked] == [[cast.culture.pk]] * asked.count()
    assert row(source, 2).verdict == V.DUPLICATE
    source = imports.choose(
        source,
        choices={2: str(cast.culture.pk), 3: "new"},
        mode="fill",
        by=cast.coordinator,
        at=NOW,
    )
    confirmed(source, cast.coordinator)
    assert row(source, 2).association == cast.culture
    assert row(source, 3).association.name == "Roskildes Kulturforening"


def test_what_nobody_chose_is_left_out_and_told(cast):
    before = Association.objects.count()
    source = brought_in(cast.coordinator, "Forening\nKulturforeningen i Roskilde\n")
    assert (row(source, 2).verdict, codes(source, 2)[0]) == (V.REFUSED, "no_choice")
    assert Association.objects.count() == before


def test_a_choice_of_an_association_that_was_not_named_is_refused(cast):
    source = checked(cast.coordinator, "Forening\nKulturforeningen i Roskilde\n")
    with pytest.raises(ValidationError):
        imports.choose(
            source, choices={2: str(cast.women.pk)}, mode="fill", by=cast.coordinator, at=NOW
        )


def test_two_rows_about_one_new_association_make_one(cast):
    text = "Forening;Navn;Post;Tlf\nNyt Kor;Ida Sang;Formand;20304050\nNYT KOR;Bo Bas;Kasserer;20304051\n"
    source = brought_in(cast.coordinator, text)
    choir = Association.objects.get(name="Nyt Kor")
    assert {post.role: post.person.full_name for post in choir.posts.all()} == {
        "chair": "Ida Sang",
        "treasurer": "Bo Bas",
    }
    assert (row(source, 3).verdict, codes(source, 3)) == (V.UPDATE, ["repeats"])


# --- what is written ------------------------------------------------------------------------------


def test_filled_fields_stay_unless_the_list_may_overwrite(cast):
    text = "Forening;By;Mail\nRoskilde Kulturforening;Viby;ny@post.example\n"
    source = checked(cast.coordinator, text)
    assert row(source, 2).plan["fields"] == [
        {"name": "city", "old": "Roskilde", "new": "Viby"},
        {"name": "email", "old": "", "new": "ny@post.example"},
    ]
    confirmed(source, cast.coordinator)
    cast.culture.refresh_from_db()
    assert (cast.culture.city, cast.culture.email) == ("Roskilde", "ny@post.example")
    brought_in(cast.coordinator, text, mode="overwrite")
    cast.culture.refresh_from_db()
    assert cast.culture.city == "Viby"


def test_the_mode_can_be_changed_after_the_check(cast):
    source = checked(cast.coordinator, "Forening;By\nRoskilde Kulturforening;Viby\n")
    assert row(source, 2).verdict == V.SAME
    source = imports.choose(source, choices={}, mode="overwrite", by=cast.coordinator, at=NOW)
    assert row(source, 2).verdict == V.UPDATE
    confirmed(source, cast.coordinator)
    cast.culture.refresh_from_db()
    assert cast.culture.city == "Viby"


def test_an_empty_cell_empties_nothing(cast):
    brought_in(
        cast.coordinator, "Forening;By;Formål\nRoskilde Kulturforening;;-\n", mode="overwrite"
    )
    before = cast.culture.purpose
    cast.culture.refresh_from_db()
    assert (cast.culture.city, cast.culture.purpose) == ("Roskilde", before)


def test_another_chair_in_the_list_is_proposed_and_not_put_in(cast):
    source = brought_in(
        cast.coordinator,
        "Forening;Formand;Kasserer\nRoskilde Kulturforening;Nina Ny;Mehmet Demir\n",
        mode="overwrite",
    )
    assert cast.culture.posts.get(role="chair").person.full_name == "Ayşe Yılmaz"
    assert codes(source, 2) == ["proposed"]
    assert row(source, 2).proposes
    assert not Person.objects.filter(full_name="Nina Ny").exists()


def test_a_known_person_gets_a_number_and_not_a_double(cast):
    brought_in(
        cast.coordinator, "Forening;Formand;Tlf\nRoskilde Kulturforening;ayse yilmaz;20304050\n"
    )
    assert cast.culture.posts.get(role="chair").person.phone == "+4520304050"
    assert Person.objects.filter(full_name__icontains="yilmaz").count() == 0


def test_one_person_in_two_associations_is_entered_once(cast):
    text = "Forening;Formand;Tlf\nKor;Ida Sang;20304050\nDans;Ida Sang;20 30 40 50\n"
    brought_in(cast.coordinator, text)
    assert Person.objects.get(full_name="Ida Sang").posts.count() == 2


def test_an_auditor_does_not_come_onto_the_board_he_audits(cast):
    source = brought_in(cast.coordinator, "Forening;Formand;Revisor\nKor;Ida Sang;Ida Sang\n")
    assert codes(source, 2) == ["auditor_on_board"]
    assert [post.role for post in Post.objects.filter(association__name="Kor")] == ["chair"]


def test_a_post_that_ends_before_it_begins_is_not_brought_in(cast):
    source = brought_in(
        cast.coordinator, "Forening;Navn;Post;Fra;Til\nKor;Ida Sang;Formand;1-3-2026;1-3-2025\n"
    )
    assert codes(source, 2) == ["span"]
    assert not Post.objects.filter(association__name="Kor").exists()


@pytest.mark.parametrize(
    ("number", "kept", "told"),
    [
        ("99000007", "", []),
        ("99000008", "", ["cvr"]),
        ("1234", "", ["cvr_malformed"]),
        ("13748136", "13748136", []),
        ("DK 13 74 81 36", "13748136", []),
        ("ingen", "", []),
    ],
)
def test_a_wrong_cvr_number_is_told_and_never_keeps_an_association_out(cast, number, kept, told):
    name = "Roskilde Kulturforening" if number == "99000007" else "Kor"
    source = brought_in(cast.coordinator, f"Forening;CVR\n{name};{number}\n")
    assert codes(source, 2) == told
    if name == "Kor":
        assert Association.objects.get(name="Kor").cvr_number == kept


def test_what_is_written_stands_in_the_audit_trail_with_who_did_it(cast):
    from auditlog.models import LogEntry

    brought_in(
        cast.coordinator,
        "Forening;Formand;Sprog\nKor;Ida Sang;dansk\nHimmelev Boldklub;Bo Bold;\n",
    )
    choir = Association.objects.get(name="Kor")
    found = LogEntry.objects.get_for_object(choir)
    assert {entry.actor for entry in found} == {cast.coordinator}
    assert {entry.action for entry in found} == {LogEntry.Action.CREATE, LogEntry.Action.UPDATE}
    assert LogEntry.objects.get_for_object(Person.objects.get(full_name="Bo Bold")).count() == 1
    assert choir.name_key


def test_the_report_finds_what_was_entered_by_searching(cast):
    brought_in(cast.coordinator, "Forening\nSøndags Æblekor\n")
    assert Association.objects.matching("sondags aeblekor").exists()


# --- steps ------------------------------------------------------------------------------------------


def test_only_who_keeps_the_register_may_bring_a_list_in(cast):
    with pytest.raises(PermissionDenied):
        uploaded(cast.secretary, "Forening\nKor\n")
    source = checked(cast.consultant, "Forening\nKor\n")
    with pytest.raises(PermissionDenied):
        import_confirming.confirm(source, by=cast.manager, at=NOW)
    assert not Import.objects.all().visible_to(cast.manager).exists()
    assert Import.objects.all().visible_to(cast.coordinator).exists()


def test_the_meaning_of_the_columns_is_remembered_for_the_next_list(cast):
    text = "Hvem;Hvor\nKor;Viby\n"
    source = uploaded(cast.coordinator, text)
    assert source.columns == ["", ""]
    imports.begin_check(source, columns=["name", "city"], mode="fill", by=cast.coordinator, at=NOW)
    assert ImportMapping.objects.get().saved_by == cast.coordinator
    assert uploaded(cast.consultant, "Hvem;HVOR \nDans;Viby\n").columns == ["name", "city"]


def test_nothing_is_brought_in_without_a_column_that_names_the_association(cast):
    source = uploaded(cast.coordinator, "Hvem;Hvor\nKor;Viby\n")
    with pytest.raises(ValidationError):
        imports.begin_check(source, columns=["", "city"], mode="fill", by=cast.coordinator, at=NOW)


def test_a_cancelled_list_leaves_nothing(cast):
    before = Association.objects.count()
    source = imports.cancel(
        checked(cast.coordinator, "Forening\nKor\n"), by=cast.coordinator, at=NOW
    )
    assert (source.status, source.rows.count()) == (Import.Status.CANCELLED, 0)
    assert Association.objects.count() == before
    with pytest.raises(NotPossibleNow):
        confirmed(source, cast.coordinator)


def test_the_columns_can_be_changed_after_the_check(cast):
    source = imports.reopen(
        checked(cast.coordinator, "Forening;By\nKor;Viby\n"), by=cast.coordinator, at=NOW
    )
    assert (source.status, source.rows.count()) == (Import.Status.UPLOADED, 0)


def test_another_sheet_can_be_chosen(cast):
    made = messy.workbook(30)
    source = uploaded(cast.coordinator, made.content, made.name)
    assert (source.sheet, source.other_sheets, source.header_row) == (
        "Foreninger 2026",
        ["Vejledning"],
        5,
    )
    source = import_files.turn_to(
        source, sheet="Vejledning", header_row=1, by=cast.coordinator, at=NOW
    )
    assert source.sheet == "Vejledning"


@pytest.mark.parametrize("content", [b"PK\x03\x04 no workbook", b"", b"\x00\x01\x02"])
def test_a_broken_file_is_refused_with_a_sentence(cast, content):
    with pytest.raises(ValidationError) as refusal:
        uploaded(cast.coordinator, content, "liste.xlsx")
    assert refusal.value.messages[0].endswith(".")


def test_an_import_cut_off_in_the_middle_leaves_nothing_half_written(cast, monkeypatch):
    made = messy.workbook(40)
    source = checked(cast.coordinator, made.content, made.name)
    held = [m.objects.count() for m in (Association, Person, Post)]

    def cut(*arguments, **named):
        raise OSError("the power is gone")

    monkeypatch.setattr(Post.objects, "bulk_create", cut, raising=False)
    monkeypatch.setattr("associations.actions.import_writing._appoint", cut)
    with pytest.raises(OSError, match="power"):
        confirmed(source, cast.coordinator)
    assert [m.objects.count() for m in (Association, Person, Post)] == held
    source.refresh_from_db()
    assert source.status == Import.Status.CHECKED
    monkeypatch.undo()
    confirmed(source, cast.coordinator)
    assert Association.objects.count() > held[0]


def test_what_changed_in_the_register_since_the_check_is_not_overwritten_unseen(cast):
    source = checked(
        cast.coordinator,
        "Forening;By;CVR\nRoskilde Kulturforening;Viby;\nNyt Kor;Viby;13748136\n",
        mode="overwrite",
    )
    Association.objects.filter(pk=cast.culture.pk).update(city="Lejre")
    Association.objects.create(name="Kommet imens", cvr_number="13748136")
    confirmed(source, cast.coordinator)
    cast.culture.refresh_from_db()
    assert cast.culture.city == "Lejre"
    assert [codes(source, 2)[0], codes(source, 3)[0]] == ["changed", "changed"]
    assert not Association.objects.filter(name="Nyt Kor").exists()


# --- size -----------------------------------------------------------------------------------------


def test_a_chunk_asks_the_database_a_fixed_number_of_times(cast):
    def asked(count):
        made = messy.long_list(count)
        source = uploaded(cast.coordinator, made.content, made.name)
        source = imports.begin_check(
            source, columns=source.columns, mode="fill", by=cast.coordinator, at=NOW
        )
        with CaptureQueriesContext(connection) as found:
            imports.check_next(source, by=cast.coordinator, at=NOW)
        # SQLite takes a thousand values at a time, so the verdicts are written in parts.
        return len([one for one in found if not one["sql"].startswith(("UPDATE", "INSERT"))])

    few, many = asked(20), asked(400)
    assert many <= few <= 20
