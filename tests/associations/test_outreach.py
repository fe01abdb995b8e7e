"""The outreach log complete: what was agreed, put off, handed over, linked, noted and found."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from associations import last_contact, names
from associations.actions import contact_links, contacts, follow_ups
from associations.actions.contacts import Agreed
from associations.models import Association, Contact, ContactLink, FollowUp
from core.actions import NotPossibleNow
from grants import casefile, papers
from grants.models import Application
from tests import cases
from tests.associations.entries import logged
from tests.cast import NOW, TODAY, later, make_cast
from tests.races import at_once, refusals

SOON = TODAY + timedelta(days=7)
Owner, Visibility = FollowUp.Owner, Contact.Visibility


# --- what was agreed ------------------------------------------------------------------------------


def test_what_an_association_does_is_noted_for_each_that_was_there(cast):
    logged(
        cast, cast.culture, cast.women, agreed=[Agreed("Sender referat", SOON, Owner.ASSOCIATION)]
    )
    rows = FollowUp.objects.order_by("association__name")
    assert [row.association for row in rows] == [cast.culture, cast.women]
    assert {row.owner for row in rows} == {Owner.ASSOCIATION}
    assert {row.assigned_to for row in rows} == {cast.consultant}


def test_what_we_do_after_a_joint_meeting_is_noted_once(cast):
    logged(cast, cast.culture, cast.women, agreed=[Agreed("Booker sal", SOON)])
    assert FollowUp.objects.get().association is None


def test_an_association_reads_only_what_is_meant_for_it(cast, as_user):
    logged(
        cast,
        cast.culture,
        agreed=[
            Agreed("Sender vedtægterne", SOON, Owner.ASSOCIATION, is_shared=True),
            Agreed("Spørg lederen om rammen", SOON),
        ],
    )
    logged(cast, cast.women, agreed=[Agreed("Ringer til banken", SOON, is_shared=True)])
    page = as_user(cast.ayse).get(f"/min-forening/{cast.culture.pk}/").content.decode()
    assert "Sender vedtægterne" in page
    assert "Spørg lederen" not in page
    assert "Ringer til banken" not in page


def test_what_follows_from_a_private_note_is_not_shown_to_the_association(cast):
    with pytest.raises(ValidationError) as refusal:
        logged(
            cast,
            cast.culture,
            visibility=Visibility.MANAGEMENT,
            agreed=[Agreed("Noget", SOON, is_shared=True)],
        )
    assert "is_shared" in refusal.value.message_dict
    assert not Contact.objects.exists()


def test_a_note_made_private_later_takes_what_was_shared_with_it(cast):
    contact = logged(cast, cast.culture, agreed=[Agreed("Noget", SOON, is_shared=True)])
    assert FollowUp.objects.shared_with(cast.culture).exists()
    corrected(cast, contact, visibility=Visibility.UNIT)
    assert not FollowUp.objects.shared_with(cast.culture).exists()


def test_what_is_shown_needs_an_association_to_read_it(cast):
    with pytest.raises(ValidationError):
        follow_ups.create(
            text="Til ingen", due_on=SOON, assigned_to=cast.consultant, is_shared=True,
            by=cast.consultant, at=NOW,
        )  # fmt: skip


# --- put off, handed over -------------------------------------------------------------------------


@pytest.fixture
def promised(cast):
    return follow_ups.create(
        text="Ring til Ayşe", due_on=TODAY, assigned_to=cast.consultant, association=cast.culture,
        by=cast.consultant, at=NOW,
    )  # fmt: skip


def test_every_postponement_is_kept_and_counted(cast, promised):
    for days in (1, 8):
        follow_ups.postpone(promised, to=TODAY + timedelta(days), by=cast.consultant, at=NOW)
    counted = FollowUp.objects.with_snoozes().get(pk=promised.pk)
    assert counted.times_snoozed == 2
    assert [(one.old_due_on, one.new_due_on) for one in promised.snoozes.all()] == [
        (TODAY, TODAY + timedelta(1)),
        (TODAY + timedelta(1), TODAY + timedelta(8)),
    ]


def test_putting_off_to_the_same_day_is_refused(cast, promised):
    with pytest.raises(ValidationError):
        follow_ups.postpone(promised, to=TODAY, by=cast.consultant, at=NOW)
    assert not promised.snoozes.exists()


def test_a_colleague_takes_over_and_reads_why(cast, promised):
    follow_ups.hand_over(
        promised, to=cast.coordinator, reason="Jeg er på ferie", by=cast.consultant, at=NOW
    )
    promised.refresh_from_db()
    assert promised.assigned_to == cast.coordinator
    handover = promised.handovers.get()
    assert (handover.from_user, handover.to_user) == (cast.consultant, cast.coordinator)
    assert handover.reason == "Jeg er på ferie"


@pytest.mark.parametrize("who", ["consultant", "member", "manager"])
def test_it_is_not_handed_to_its_owner_or_to_somebody_who_keeps_no_log(cast, promised, who):
    with pytest.raises(ValidationError):
        follow_ups.hand_over(
            promised, to=getattr(cast, who), reason="Ferie", by=cast.consultant, at=NOW
        )
    assert not promised.handovers.exists()


def test_a_handover_says_why(cast, promised):
    with pytest.raises(ValidationError):
        follow_ups.hand_over(promised, to=cast.coordinator, reason=" ", by=cast.consultant, at=NOW)


def test_what_is_done_is_neither_put_off_nor_handed_over(cast, promised):
    follow_ups.finish(promised, by=cast.consultant, at=NOW)
    with pytest.raises(NotPossibleNow):
        follow_ups.postpone(promised, to=SOON, by=cast.consultant, at=NOW)
    with pytest.raises(NotPossibleNow):
        follow_ups.hand_over(
            promised, to=cast.coordinator, reason="Ferie", by=cast.consultant, at=NOW
        )


# --- links and case notes -------------------------------------------------------------------------


def corrected(cast, contact, **changes):
    return contacts.correct(
        contact, by=cast.consultant, at=later(days=1), associations=contact.associations.all(),
        consultants=[cast.consultant], **changes,
    )  # fmt: skip


@pytest.fixture
def case(cast):
    return cases.received(cast)


@pytest.fixture
def entry(cast):
    return logged(cast, cast.culture, summary="De har fundet en revisor.")


def note(cast, entry, case, by=None):
    return contact_links.note_on_case(
        entry, target=f"application:{case.pk}", by=by or cast.consultant, at=NOW
    )


def test_an_entry_becomes_a_note_of_the_case(cast, entry, case, as_user):
    link = note(cast, entry, case)
    assert (link.noted_by, link.noted_at) == (cast.consultant, NOW)
    assert list(Contact.objects.case_notes()) == [entry]
    desk, url = as_user(cast.secretary), f"/admin/grants/application/{case.pk}/kontakter/"
    assert url in desk.get(f"/admin/grants/application/{case.pk}/change/").content.decode()
    page = desk.get(url)
    assert "De har fundet en revisor." in page.content.decode()


def test_a_corrected_case_note_keeps_what_it_said(cast, entry, case, as_user):
    note(cast, entry, case)
    corrected(cast, entry, summary="De søger stadig en revisor.")
    earlier = entry.revisions.get()
    assert (earlier.summary, earlier.replaced_by) == ("De har fundet en revisor.", cast.consultant)
    page = as_user(cast.secretary).get(f"/admin/grants/application/{case.pk}/kontakter/")
    assert "De har fundet en revisor." in page.content.decode()
    assert "De søger stadig en revisor." in page.content.decode()


def test_the_case_file_holds_the_notes_with_what_they_said_before(cast, entry, case):
    note(cast, entry, case)
    logged(cast, cast.culture, summary="Kun knyttet", link=f"application:{case.pk}")
    corrected(cast, entry, summary="De søger stadig en revisor.")
    full = casefile.with_everything(Application.objects.filter(pk=case.pk)).get()
    page = casefile.read(full, user=cast.secretary, day=TODAY, with_notes=True)
    text = papers._notes(page)
    assert "De søger stadig en revisor." in text
    assert "De har fundet en revisor." in text
    assert "Kun knyttet" not in text
    assert papers.case_file([page], title="Sag").startswith(b"%PDF")


def test_an_entry_that_is_no_case_note_keeps_no_earlier_wording(cast, entry):
    corrected(cast, entry, summary="Nyt")
    assert not entry.revisions.exists()


def test_a_case_note_cannot_be_hidden_nor_taken_away(cast, entry, case):
    link = note(cast, entry, case)
    with pytest.raises(ValidationError):
        corrected(cast, entry, visibility=Visibility.MANAGEMENT)
    with pytest.raises(NotPossibleNow):
        contact_links.unlink(link, by=cast.consultant, at=NOW)
    assert ContactLink.objects.filter(pk=link.pk).exists()


def test_a_private_or_empty_note_does_not_go_on_a_case(cast, case):
    private = logged(cast, cast.culture, summary="Fortroligt", visibility=Visibility.UNIT)
    for entry in (private, logged(cast, cast.culture)):
        with pytest.raises(NotPossibleNow):
            note(cast, entry, case)
    assert not ContactLink.objects.exists()


def test_a_case_note_is_made_once(cast, entry, case):
    note(cast, entry, case)
    with pytest.raises(NotPossibleNow):
        note(cast, entry, case, by=cast.secretary)
    assert ContactLink.objects.get().noted_by == cast.consultant


@pytest.mark.parametrize("target", ["application:0", "application:x", "nothing:1", ""])
def test_nothing_is_linked_to_what_is_not_there(cast, entry, target):
    with pytest.raises(ValidationError):
        contact_links.link(entry, target=target, by=cast.consultant, at=NOW)


def test_a_draft_the_office_may_not_see_cannot_be_linked(cast, entry):
    draft = cases.draft(cast)
    with pytest.raises(ValidationError):
        contact_links.link(entry, target=f"application:{draft.pk}", by=cast.consultant, at=NOW)


@pytest.mark.parametrize("who", ["manager", "ayse", "member"])
def test_only_those_who_keep_the_log_make_case_notes(cast, entry, case, who):
    with pytest.raises(PermissionDenied):
        note(cast, entry, case, by=getattr(cast, who))


def test_a_plain_link_is_taken_away_again(cast, entry, case):
    link = contact_links.link(entry, target=f"application:{case.pk}", by=cast.consultant, at=NOW)
    contact_links.unlink(link, by=cast.consultant, at=NOW)
    assert not ContactLink.objects.exists()


def test_at_the_desk_an_entry_becomes_a_case_note_in_one_step(cast, entry, case, as_user):
    desk = as_user(cast.consultant)
    url = f"/admin/associations/contact/{entry.pk}/skridt/note/"
    assert case.case_number in desk.get(url).content.decode()
    desk.post(url, {"target": f"application:{case.pk}"})
    assert ContactLink.objects.get().is_case_note
    page = desk.get(f"/admin/associations/contact/{entry.pk}/change/").content.decode()
    assert case.case_number in page


# --- who reads what -------------------------------------------------------------------------------

READERS = {
    Visibility.TEAM: {"consultant", "coordinator", "secretary", "manager"},
    Visibility.UNIT: {"consultant", "coordinator", "manager"},
    Visibility.MANAGEMENT: {"consultant", "manager"},
}
EVERYBODY = ("consultant", "coordinator", "secretary", "manager", "administrator", "member", "ayse")


@pytest.mark.parametrize("visibility", READERS)
def test_a_note_is_read_by_those_it_is_for(cast, visibility):
    secret = logged(cast, cast.culture, summary="Hemmeligt", visibility=visibility)
    follow_up = follow_ups.create(
        text="Af notatet", due_on=TODAY, assigned_to=cast.consultant, contact=secret,
        association=cast.culture, by=cast.consultant, at=NOW,
    )  # fmt: skip
    for who in EVERYBODY:
        user = getattr(cast, who)
        reads = who in READERS[visibility]
        assert (secret in Contact.objects.visible_to(user)) is reads, who
        assert (follow_up in FollowUp.objects.visible_to(user)) is reads, who


PLACES = [
    "/admin/associations/contact/",
    "/admin/associations/contact/?q=hemmelige",
    "/admin/associations/followup/?vis=alle",
    "/admin/associations/association/{culture}/change/",
]


@pytest.mark.parametrize("place", PLACES)
def test_a_private_note_is_on_no_page_of_somebody_it_is_not_for(cast, as_user, place):
    logged(
        cast,
        cast.culture,
        summary="Hemmelige ord",
        persons_met="Den hemmelige",
        visibility=Visibility.MANAGEMENT,
        follow_up={"text": "Hemmelig aftale", "due_on": TODAY, "assigned_to": cast.consultant},
    )
    url = place.format(culture=cast.culture.pk)
    # The search repeats what was asked for.
    seen = as_user(cast.secretary).get(url).content.decode().replace("hemmelige", "")
    assert "emmelig" not in seen
    assert Contact.objects.visible_to(cast.manager).filter(summary="Hemmelige ord").exists()


def test_somebody_who_may_not_read_a_note_does_not_get_it_by_its_address(cast, as_user):
    secret = logged(cast, cast.culture, visibility=Visibility.UNIT)
    url = f"/admin/associations/contact/{secret.pk}/change/"
    assert as_user(cast.secretary).get(url).status_code == 404
    assert as_user(cast.coordinator).get(url).status_code == 200


@pytest.mark.parametrize(("who", "taken"), [("consultant", False), ("manager", True)])
def test_a_private_note_leaves_in_a_file_only_with_a_manager(cast, as_user, who, taken):
    logged(cast, cast.culture, summary="Hemmelige ord", visibility=Visibility.MANAGEMENT)
    logged(cast, cast.culture, summary="Åbne ord")
    url = "/admin/associations/contact/eksport/?format=csv"
    response = as_user(getattr(cast, who)).get(url)
    text = b"".join(response) if response.streaming else response.content
    assert "Åbne ord".encode() in text
    assert (b"Hemmelige ord" in text) is taken


def test_the_case_page_shows_no_note_that_is_not_for_its_reader(cast, case, as_user):
    secret = logged(
        cast, cast.culture, summary="Hemmelige ord", visibility=Visibility.UNIT,
        link=f"application:{case.pk}",
    )  # fmt: skip
    assert secret.links.exists()
    url = f"/admin/grants/application/{case.pk}/kontakter/"
    assert "Hemmelige ord" not in as_user(cast.secretary).get(url).content.decode()
    assert "Hemmelige ord" in as_user(cast.consultant).get(url).content.decode()


# --- the day of the last contact ------------------------------------------------------------------


def test_the_last_contact_follows_the_log(cast):
    logged(cast, cast.culture, cast.women, happened_on=TODAY - timedelta(days=9))
    latest = logged(cast, cast.culture)
    logged(cast, cast.culture, happened_on=TODAY - timedelta(days=30))
    assert days(cast.culture, cast.women) == [TODAY, TODAY - timedelta(days=9)]
    contacts.correct(
        latest, by=cast.consultant, at=NOW, associations=[cast.partner],
        consultants=[cast.consultant],
    )  # fmt: skip
    assert days(cast.culture, cast.partner) == [TODAY - timedelta(days=9), TODAY]
    assert not last_contact.wrong().exists()


def days(*associations):
    return [Association.objects.get(pk=one.pk).last_contact_on for one in associations]


def test_a_page_opened_earlier_does_not_write_back_the_day_it_read(cast):
    opened_before = Association.objects.get(pk=cast.culture.pk)
    logged(cast, cast.culture)
    opened_before.note = "Rettet imens"
    opened_before.save()
    cast.culture.refresh_from_db()
    assert (cast.culture.last_contact_on, cast.culture.note) == (TODAY, "Rettet imens")


def test_the_repair_puts_days_and_search_right(cast):
    entry = logged(cast, cast.culture, summary="Regnskabet")
    Association.objects.filter(pk=cast.women.pk).update(last_contact_on=TODAY)
    Association.objects.filter(pk=cast.culture.pk).update(last_contact_on=None)
    Contact.objects.update(search_key="")
    call_command("check_log", "--repair", verbosity=0)
    assert days(cast.culture, cast.women) == [TODAY, None]
    assert entry in found("regnskabet")


def test_without_the_word_the_check_repairs_nothing(cast, capsys):
    Association.objects.filter(pk=cast.women.pk).update(last_contact_on=TODAY)
    call_command("check_log")
    assert "1" in capsys.readouterr().out
    assert days(cast.women) == [TODAY]


@pytest.mark.django_db(transaction=True)
def test_two_contacts_at_the_same_moment_leave_the_later_day():
    cast = make_cast()
    outcomes = at_once(
        lambda: logged(cast, cast.culture, cast.women, happened_on=TODAY - timedelta(days=1)),
        lambda: logged(cast, cast.women, cast.culture),
    )
    assert not refusals(outcomes)
    assert days(cast.culture, cast.women) == [TODAY, TODAY]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("30", {"culture", "women", "partner"}),
        ("90", {"women", "partner"}),
        ("aldrig", {"partner"}),
    ],
)
def test_the_list_shows_who_was_not_contacted_for_so_long(cast, as_user, asked, shown):
    logged(cast, cast.culture, happened_on=TODAY - timedelta(days=40))
    logged(cast, cast.women, happened_on=TODAY - timedelta(days=100))
    page = as_user(cast.coordinator).get(f"/admin/associations/association/?kontakt={asked}")
    assert {one.pk for one in page.context["cl"].result_list} == {
        getattr(cast, name).pk for name in shown
    }


# --- found again ----------------------------------------------------------------------------------


def found(words):
    return list(Contact.objects.filter(names.matching("search_key", words)))


@pytest.mark.parametrize(
    "words", ["Aarhus", "århus", "Ayse", "ayşe", "Roskilde Kulturforening", "budget Aarhus"]
)
def test_the_log_is_searched_in_any_spelling(cast, as_user, words):
    entry = logged(
        cast, cast.culture, summary="Budgettet", place="Århus", persons_met="Formanden, Ayşe"
    )
    other = logged(cast, cast.women, summary="Noget andet")
    assert entry in found(words)
    page = as_user(cast.consultant).get("/admin/associations/contact/", {"q": words})
    assert [one.pk for one in page.context["cl"].result_list] == [entry.pk]
    assert other not in found(words)


def test_a_corrected_entry_is_found_by_what_it_says_now(cast):
    entry = logged(cast, cast.culture, summary="Regnskabet")
    corrected(cast, entry, summary="Vedtægterne")
    assert found("vedtaegterne") == [entry]
    assert not found("regnskabet")


# --- an evening -----------------------------------------------------------------------------------


def evening(cast, *rows, key=None):
    ready = {"minutes": 15, "help_kind": cast.help_kind}
    return contacts.log_batch(
        [{**ready, **row} for row in rows], by=cast.consultant, at=NOW, batch_key=key or uuid4(),
        happened_on=TODAY, place="Byens Hus", channel="event",
    )  # fmt: skip


def test_an_evening_is_an_entry_for_each_association(cast):
    made = evening(
        cast,
        {"associations": [cast.culture], "minutes": 30, "summary": "Vil søge puljen"},
        {"associations": [cast.women]},
    )
    assert [(one.place, one.minutes) for one in made] == [("Byens Hus", 30), ("Byens Hus", 15)]
    assert days(cast.culture, cast.women) == [TODAY, TODAY]


def test_an_evening_sent_twice_is_saved_once(cast):
    key = uuid4()
    rows = [{"associations": [cast.culture]}, {"associations": [cast.women]}]
    assert evening(cast, *rows, key=key) == evening(cast, *rows, key=key)
    assert Contact.objects.count() == 2


def test_one_wrong_line_and_nothing_of_the_evening_is_saved(cast):
    with pytest.raises(ValidationError) as refusal:
        evening(cast, {"associations": [cast.culture]}, {"associations": [], "minutes": 15})
    assert refusal.value.row == 1
    assert not Contact.objects.exists()


@pytest.mark.parametrize("minutes", [7, 31])
def test_minutes_come_in_steps_of_five(cast, minutes):
    with pytest.raises(ValidationError) as refusal:
        logged(cast, cast.culture, minutes=minutes)
    assert "minutes" in refusal.value.message_dict
