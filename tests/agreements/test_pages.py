"""Agreements on paper, at the desk and in the portal."""

import io
from datetime import date

import pytest
from django.urls import reverse
from pypdf import PdfReader

from agreements import documents
from agreements.actions import agreements
from agreements.models import Agreement, AgreementParty, Commitment, Signatory
from core.models import Document, Municipality
from tests.cast import NOW


def read(content):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.fixture(autouse=True)
def roskilde(db):
    Municipality.objects.update_or_create(pk=1, defaults={"name": "Roskilde Kommune"})


def portal(agreement, cast):
    return reverse("portal_agreement", args=[cast.culture.pk, agreement.pk])


# --- the paper -------------------------------------------------------------------------------


def test_the_paper_names_parties_promises_term_and_signatures(desk):
    agreement = desk.concluded()
    text = read(agreement.document.file.open().read())
    for part in (
        "Samarbejde med Roskilde Kulturforening",
        "Roskilde Kommune, Integrationsudvalget",
        "99000007",
        "At styrke dialogen.",
        "#fest [ikke markup]",
        "Fælles fester",
        "Stiller lokale",
        "01-12-2026",
        "Inviterer naboerne",
        "01-10-2026",
        "30-09-2028",
        "Ulla Udvalg",
        "Ayşe Yılmaz",
        "14-10-2026",
    ):
        assert part in text


def test_the_paper_is_tagged_and_danish(desk):
    reader = PdfReader(io.BytesIO(documents.render(desk.draft(), on=NOW.date(), is_draft=True)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "da"


def test_a_draft_is_previewed_as_pdf_and_stored_nowhere(desk, cast, as_user):
    agreement = desk.draft()
    url = reverse("admin:agreements_agreement_preview", args=[agreement.pk])
    answer = as_user(cast.consultant).get(url)
    assert answer["Content-Type"] == "application/pdf"
    assert "Samarbejde med Roskilde Kulturforening" in read(answer.content)
    assert not Document.objects.exists()
    for name in ("ayse", "member", "administrator"):
        assert as_user(getattr(cast, name)).get(url).status_code in (302, 403, 404)


def test_the_signed_paper_is_for_the_parties_and_the_staff(desk, cast, as_user):
    url = desk.concluded().document.get_absolute_url()
    answers = {
        name: as_user(getattr(cast, name)).get(url).status_code
        for name in ("ayse", "fatma", "secretary", "hodan", "member")
    }
    assert answers == {"ayse": 200, "fatma": 200, "secretary": 200, "hodan": 404, "member": 404}


# --- the portal ------------------------------------------------------------------------------


def test_a_draft_is_not_there_for_the_association(desk, cast, as_user):
    agreement = desk.draft()
    chair = as_user(cast.ayse)
    assert chair.get(portal(agreement, cast)).status_code == 404
    page = chair.get(reverse("portal_agreements", args=[cast.culture.pk]))
    assert agreement.title not in page.text
    agreements.share(agreement, by=cast.consultant, at=NOW)
    assert chair.get(portal(agreement, cast)).status_code == 200
    assert agreement.title in chair.get(page.wsgi_request.path).text


def test_another_association_never_sees_it(desk, cast, as_user):
    agreement = desk.concluded()
    outsider = as_user(cast.hodan)
    own = reverse("portal_agreement", args=[cast.women.pk, agreement.pk])
    for url in (portal(agreement, cast), own):
        assert outsider.get(url).status_code == 404
    assert agreement not in Agreement.objects.visible_to(cast.hodan)


def test_the_association_reads_what_each_side_promised_and_who_has_to_sign(desk, cast, as_user):
    agreement = desk.shared()
    desk.sign(agreement.signatories.get(capacity="committee_chair"))
    text = as_user(cast.fatma).get(portal(agreement, cast)).text
    for part in ("Stiller lokale", "Inviterer naboerne", "Ayşe Yılmaz", "14-10-2026"):
        assert part in text


def test_the_reason_for_an_early_end_is_read_in_the_portal(desk, cast, as_user):
    agreement = agreements.terminate(
        desk.concluded(), by=cast.coordinator, at=NOW, reason="Foreningen flytter"
    )
    assert "Foreningen flytter" in as_user(cast.ayse).get(portal(agreement, cast)).text


def test_an_arabic_reader_is_told_that_the_danish_text_holds(desk, cast, as_user):
    agreement = desk.concluded()
    page = as_user(cast.ayse).get(portal(agreement, cast) + "?sprog=ar").text
    assert 'dir="rtl"' in page
    assert '<h1 lang="da"' in page


def test_the_front_page_names_a_missing_signature_and_an_agreement_that_ends(desk, cast, as_user):
    desk.shared(title="Venter på navne")
    desk.concluded(title="Slutter til jul", ends_on=date(2026, 12, 24))
    desk.concluded(title="Varer længe")
    page = as_user(cast.ayse).get(reverse("portal_association", args=[cast.culture.pk])).text
    assert "Venter på navne" in page
    assert "Slutter til jul" in page
    assert "Varer længe" not in page


# --- the desk --------------------------------------------------------------------------------


def change_url(agreement):
    return reverse("admin:agreements_agreement_change", args=[agreement.pk])


def step_url(agreement, name):
    return reverse("admin:agreements_agreement_step", args=[agreement.pk, name])


def test_the_desk_says_in_words_who_is_missing(desk, cast, as_user):
    agreement = desk.shared()
    page = as_user(cast.consultant).get(change_url(agreement))
    assert len(page.context["missing_signatures"]) == 3
    for signatory in agreement.signatories.all():
        desk.sign(signatory)
    assert as_user(cast.consultant).get(change_url(agreement)).context["missing_signatures"] == []


def test_a_signature_is_noted_at_the_desk(desk, cast, as_user):
    agreement = desk.shared()
    signatory = agreement.signatories.first()
    client = as_user(cast.consultant)
    assert signatory.name in client.get(step_url(agreement, "sign")).text
    told = {"signatory": signatory.pk, "signed_on": "13-10-2026", "method": "scan"}
    assert client.post(step_url(agreement, "sign"), told).status_code == 302
    signatory.refresh_from_db()
    assert (signatory.signed_on, signatory.method) == (date(2026, 10, 13), "scan")


def test_a_kept_commitment_is_noted_at_the_desk(desk, cast, as_user):
    agreement = desk.concluded()
    one = agreement.commitments.first()
    told = {"commitment": one.pk, "done_on": "14-10-2026"}
    assert as_user(cast.consultant).post(step_url(agreement, "keep"), told).status_code == 302
    one.refresh_from_db()
    assert one.done_on == date(2026, 10, 14)


def test_the_text_stands_from_the_first_signature_on(desk, cast, as_user):
    agreement = desk.shared()
    client = as_user(cast.consultant)
    assert 'name="purpose"' in client.get(change_url(agreement)).text
    desk.sign(agreement.signatories.first())
    page = client.get(change_url(agreement)).text
    assert 'name="purpose"' not in page
    assert 'name="commitments-0-text"' not in page
    assert 'name="evaluation_on"' in page
    added = {
        "notice_months": "3",
        "parties-TOTAL_FORMS": "3",
        "parties-INITIAL_FORMS": "2",
        "parties-2-unit": "Teknik og Miljø",
        "signatories-TOTAL_FORMS": "3",
        "signatories-INITIAL_FORMS": "3",
        "commitments-TOTAL_FORMS": "2",
        "commitments-INITIAL_FORMS": "2",
        "purpose": "Noget andet",
    }
    assert client.post(change_url(agreement), added).status_code == 302
    agreement.refresh_from_db()
    assert agreement.parties.count() == 2
    assert agreement.purpose.startswith("At styrke dialogen")


def test_a_consultant_drafts_an_agreement_at_the_desk(cast, as_user):
    told = {
        "title": "Ny aftale",
        "purpose": "Samarbejde",
        "notice_months": "3",
        "starts_on": "1/11-26",
        "parties-TOTAL_FORMS": "2",
        "parties-INITIAL_FORMS": "0",
        "parties-0-association": cast.culture.pk,
        "parties-1-unit": "Integrationsafdelingen",
    }
    answer = as_user(cast.consultant).post(reverse("admin:agreements_agreement_add"), told)
    assert answer.status_code == 302
    agreement = Agreement.objects.get()
    assert agreement.starts_on == date(2026, 11, 1)
    assert agreement.parties.count() == 2


def test_steps_are_offered_to_those_who_may_take_them(desk, cast, as_user):
    agreement = desk.signed_by_all()

    def offered(user):
        page = as_user(user).get(change_url(agreement))
        return {button.name for button in page.context["step_buttons"]}

    assert offered(cast.consultant) == {"take_back"}
    assert offered(cast.coordinator) == {"take_back", "send_to_committee", "conclude"}
    assert offered(cast.secretary) == set()


def test_the_coordinator_concludes_with_a_button(desk, cast, as_user):
    agreement = desk.signed_by_all()
    client = as_user(cast.coordinator)
    assert client.get(step_url(agreement, "conclude")).status_code == 200
    assert client.post(step_url(agreement, "conclude")).status_code == 302
    agreement.refresh_from_db()
    assert agreement.status == Agreement.Status.ACTIVE


def test_the_start_page_names_what_is_due(desk, cast, as_user):
    desk.concluded(
        title="Skal evalueres", ends_on=date(2028, 1, 1), evaluation_on=date(2026, 10, 1)
    )
    ending = desk.concluded(title="Slutter snart", ends_on=date(2026, 12, 24))
    ending.commitments.filter(due_on__isnull=False).update(due_on=date(2026, 10, 1))
    page = as_user(cast.consultant).get(reverse("admin:index")).text
    for part in ("Skal evalueres", "Slutter snart", "Stiller lokale"):
        assert part in page
    assert "Slutter snart" not in as_user(cast.member).get(reverse("admin:index")).text


def grow(agreement, cast, number):
    """More rows of every kind on one agreement."""
    from associations.models import Association

    for place in range(number):
        association = Association.objects.create(name=f"Forening {place}")
        party = AgreementParty.objects.create(agreement=agreement, association=association)
        Signatory.objects.create(agreement=agreement, party=party, name="X", capacity="chair")
        Commitment.objects.create(agreement=agreement, party=party, text=f"Løfte {place}")


def queries(assert_max, client, url, most):
    client.get(url)
    with assert_max(most) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("who", ["consultant", "ayse"])
def test_an_agreement_of_many_asks_no_more_than_one_of_two(
    desk, cast, as_user, django_assert_max_num_queries, who
):
    agreement = desk.shared()
    client = as_user(getattr(cast, who))
    at_desk = who == "consultant"
    url = change_url(agreement) if at_desk else portal(agreement, cast)
    most = 25 if at_desk else 15
    few = queries(django_assert_max_num_queries, client, url, most)
    grow(agreement, cast, 30)
    assert queries(django_assert_max_num_queries, client, url, most) == few


@pytest.mark.parametrize("who", ["consultant", "ayse"])
def test_a_list_of_thirty_asks_no_more_than_a_list_of_one(
    desk, cast, as_user, django_assert_max_num_queries, who
):
    desk.shared()
    client = as_user(getattr(cast, who))
    at_desk = who == "consultant"
    url = (
        reverse("admin:agreements_agreement_changelist")
        if at_desk
        else reverse("portal_agreements", args=[cast.culture.pk])
    )
    most = 25 if at_desk else 15
    one = queries(django_assert_max_num_queries, client, url, most)
    for _place in range(29):
        desk.shared()
    assert queries(django_assert_max_num_queries, client, url, most) == one
