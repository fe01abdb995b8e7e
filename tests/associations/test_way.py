"""The way to an association: explained, reported by the group, confirmed by the consultant."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from post_office.models import Email
from pypdf import PdfReader

from associations import papers
from associations.actions import associations as register
from associations.actions import people, stage_reports
from associations.board_panels import reports_today
from associations.models import Association, StageReport
from associations.way import GUIDES, way_of
from core.actions import NotPossibleNow
from core.models import Transition
from tests.cast import NOW, TODAY, later
from tests.core.files import PDF


@pytest.fixture(autouse=True)
def as_written():
    """Refusals are compared as they stand in the code; pages are Danish all the same."""
    with translation.override(None):
        yield


def report(cast, by=None, **told):
    given = {"stage": "founding_assembly", "happened_on": TODAY, **told}
    return stage_reports.report(cast.women, by=by or cast.hodan, at=NOW, **given)


def stage_of(association):
    association.refresh_from_db()
    return association.stage


def address(cast, name="portal_path", *more):
    return reverse(name, args=[cast.women.pk, *more])


def text_of(content):
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


# --- the way ---------------------------------------------------------------------------------


def test_every_step_of_the_path_is_explained():
    assert set(GUIDES) == set(Association.PATH)
    for guide in GUIDES.values():
        assert guide.what
        assert guide.why
        assert guide.now
        assert set(guide.papers) <= set(papers.KINDS)


def test_the_way_knows_where_one_stands_what_is_next_and_how_long_one_has_waited(cast):
    register.advance(
        cast.women,
        to="draft_statutes",
        by=cast.consultant,
        at=NOW,
        happened_on=TODAY - timedelta(days=12),
    )
    way = way_of(Association.objects.get(pk=cast.women.pk), TODAY)
    assert way.here.stage == "draft_statutes"
    assert way.ahead.stage == "founding_assembly"
    assert way.waited == 12
    states = [part.state for part in way.parts]
    assert states.count("next") == states.count("here") == 1


def test_only_the_recognition_is_marked_as_optional():
    assert [stage for stage, guide in GUIDES.items() if guide.is_optional] == ["recognised"]


def test_the_way_costs_two_queries_however_much_was_reported(cast, django_assert_num_queries):
    for number, stage in enumerate(Association.PATH[3:9]):
        one = report(cast, stage=stage)
        if number % 2:
            stage_reports.decline(one, by=cast.consultant, at=NOW, reason="Ikke endnu")
    with django_assert_num_queries(2):
        way_of(cast.women, TODAY)


def test_the_page_leads_the_group_in_its_own_words(as_user, cast):
    page = as_user(cast.hodan).get(address(cast), {"sprog": "en"}).content.decode()
    for words in ("virk.dk", address(cast, "portal_path_paper", "referat"), "statutes"):
        assert words in page
    assert address(cast, "portal_path_report", "founding_assembly") in page
    home = as_user(cast.hodan).get(reverse("portal_association", args=[cast.women.pk]))
    assert address(cast) in home.content.decode()


# --- reports ---------------------------------------------------------------------------------


def test_a_report_moves_nothing_until_the_consultant_confirms_it(cast):
    one = report(cast, happened_on=TODAY - timedelta(days=3))
    assert stage_of(cast.women) == "group_formed"
    stage_reports.confirm(one, by=cast.consultant, at=later(days=2))
    assert stage_of(cast.women) == "founding_assembly"
    step = Transition.objects.of(cast.women).get()
    assert step.moved_at.date() == TODAY - timedelta(days=3), "the day it really happened"
    assert Email.objects.filter(to=cast.hodan.email).count() == 1


def test_a_declined_report_says_what_is_missing_and_may_be_sent_again(as_user, cast):
    one = report(cast)
    stage_reports.decline(one, by=cast.consultant, at=NOW, reason="Referatet mangler underskrift.")
    assert stage_of(cast.women) == "group_formed"
    assert (
        "Referatet mangler underskrift." in as_user(cast.hodan).get(address(cast)).content.decode()
    )
    assert report(cast).status == "open"


def test_a_confirmed_report_of_a_step_passed_meanwhile_moves_nothing_back(cast):
    one = report(cast)
    register.advance(cast.women, to="cvr_registered", by=cast.consultant, at=NOW)
    stage_reports.confirm(one, by=cast.consultant, at=NOW)
    assert stage_of(cast.women) == "cvr_registered"


def test_an_answered_report_is_not_answered_again(cast):
    one = report(cast)
    stage_reports.confirm(one, by=cast.consultant, at=NOW)
    with pytest.raises(NotPossibleNow):
        stage_reports.decline(one, by=cast.consultant, at=NOW, reason="Nej")


@pytest.mark.parametrize("who", ["ayse", "consultant", "member"])
def test_only_those_who_sign_report(cast, who):
    with pytest.raises(PermissionDenied):
        report(cast, by=getattr(cast, who))


@pytest.mark.parametrize("who", ["hodan", "secretary", "manager"])
def test_only_consultants_confirm(cast, who):
    one = report(cast)
    with pytest.raises(PermissionDenied):
        stage_reports.confirm(one, by=getattr(cast, who), at=NOW)
    assert stage_of(cast.women) == "group_formed"


def test_what_cannot_have_happened_is_refused(cast):
    with pytest.raises(ValidationError, match="future"):
        report(cast, happened_on=TODAY + timedelta(days=1))
    for stage in ("idea", "group_formed", "dissolved", "dormant"):
        with pytest.raises(NotPossibleNow):
            report(cast, stage=stage)
    report(cast)
    with pytest.raises(NotPossibleNow, match="already"):
        report(cast)
    assert StageReport.objects.count() == 1


def test_the_consultant_finds_reports_of_the_own_associations_and_of_nobodys(cast):
    report(cast)
    assert len(reports_today(cast.consultant, TODAY)) == 1
    cast.women.consultant = cast.coordinator
    cast.women.save()
    assert reports_today(cast.consultant, TODAY) == []
    assert len(reports_today(cast.coordinator, TODAY)) == 1
    assert reports_today(cast.secretary, TODAY) == []


def test_the_chair_reports_with_a_picture_and_the_consultant_confirms_at_the_desk(as_user, cast):
    path = address(cast, "portal_path_report", "founding_assembly")
    sent = {"happened_on": "13-10-2026", "upload": SimpleUploadedFile("referat.pdf", PDF)}
    assert as_user(cast.hodan).post(path, sent).url == address(cast)
    one = StageReport.objects.get()
    desk = as_user(cast.consultant)
    page = desk.get(reverse("admin:associations_stagereport_change", args=[one.pk]))
    assert "referat.pdf" in page.content.decode()
    step = reverse("admin:associations_stagereport_step", args=[one.pk, "confirm"])
    assert desk.post(step).status_code == 302
    assert stage_of(cast.women) == "founding_assembly"
    assert desk.get(one.document.get_absolute_url()).status_code == 200
    assert as_user(cast.ayse).get(one.document.get_absolute_url()).status_code == 404


def test_a_refused_report_keeps_what_was_typed(as_user, cast):
    path = address(cast, "portal_path_report", "founding_assembly")
    for wrong in ({"happened_on": "15-10-2026"}, {"happened_on": "i går"}):
        answer = as_user(cast.hodan).post(path, {"remark": "Vi var tyve.", **wrong})
        assert answer.status_code == 422
        assert "Vi var tyve." in answer.content.decode()
    assert not StageReport.objects.exists()


def test_a_step_that_is_none_is_not_there(as_user, cast):
    browser = as_user(cast.hodan)
    for step in ("dissolved", "noget"):
        assert browser.get(address(cast, "portal_path_report", step)).status_code == 404
    assert browser.get(address(cast, "portal_path_paper", "noget")).status_code == 404


# --- papers ----------------------------------------------------------------------------------


def test_the_invitation_has_name_day_and_place(as_user, cast):
    sent = {"held_on": "24-10-2026", "begins_at": "18.30", "place": "Beboerhuset", "host": "Hodan"}
    answer = as_user(cast.hodan).post(address(cast, "portal_path_paper", "indkaldelse"), sent)
    assert answer["Content-Type"] == "application/pdf"
    text = text_of(answer.content)
    for words in ("Somalisk Kvindeforening", "24. oktober 2026", "18.30", "Beboerhuset", "Hodan"):
        assert words in text


def test_the_minutes_have_the_elected_and_lines_to_sign_on(as_user, cast):
    sent = {"held_on": "", "place": "", "elected": "Hodan Cabdi\n\nማርያም ተስፋይ"}
    answer = as_user(cast.consultant).post(
        reverse("admin:associations_paper", args=[cast.women.pk, "referat"]), sent
    )
    assert "Hodan Cabdi" in text_of(answer.content)


def test_the_list_of_the_board_shows_posts_and_no_way_to_reach_them(as_user, cast):
    people.appoint(
        cast.women,
        role="treasurer",
        full_name="Ifrah Jama",
        phone="+4520304050",
        valid_from=TODAY,
        by=cast.consultant,
        at=NOW,
    )
    answer = as_user(cast.hodan).post(address(cast, "portal_path_paper", "bestyrelsesliste"))
    text = text_of(answer.content)
    assert "Ifrah Jama" in text
    assert "20304050" not in text.replace(" ", "")


@pytest.mark.parametrize(
    "wrong", [{"held_on": ""}, {"place": ""}, {"begins_at": "aften"}, {"host": "010190-1234"}]
)
def test_a_paper_that_lacks_something_asks_for_it(as_user, cast, wrong):
    sent = {"held_on": "24-10-2026", "begins_at": "18.30", "place": "Beboerhuset", **wrong}
    answer = as_user(cast.hodan).post(address(cast, "portal_path_paper", "indkaldelse"), sent)
    assert answer.status_code == 422


def test_what_people_type_never_becomes_layout(as_user, cast):
    cast.women.name = "#panic() *fed* $x$"
    cast.women.save()
    sent = {"held_on": "24-10-2026", "place": '#read("/etc/passwd")'}
    answer = as_user(cast.hodan).post(address(cast, "portal_path_paper", "indkaldelse"), sent)
    assert '#read("/etc/passwd")' in text_of(answer.content)
