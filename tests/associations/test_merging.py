"""Two rows for one association become one, and two again, exactly as they were."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Model

from accounts.models import Access
from activities.models import Event, EventOrganiser
from agreements.models import Agreement, AgreementParty
from associations.actions import merging
from associations.merges import changes
from associations.models import (
    Association,
    AssociationLink,
    Merge,
    Person,
    Post,
    StatutesVersion,
)
from core.actions import NotPossibleNow
from core.models import Document, Language
from grants.models import Application, Disqualification
from tests.associations.entries import logged
from tests.cast import NOW, TODAY, give_access, later, make_cast
from tests.laws.sources import own_apps
from tests.races import at_once, refusals

pytestmark = pytest.mark.django_db

# What a merge and its undoing leave behind on purpose.
TRACES = {"associations.Merge", "associations.MergedRow", "auditlog.LogEntry"}


def snapshot() -> dict[str, list[tuple]]:
    """Every row of our apps, with all its columns."""
    models: list[type[Model]] = [
        model
        for app in own_apps()
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    ]
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)
        for model in models
        if model._meta.label not in TRACES
    }


def statutes(association: Association, by: object, number: int = 1) -> StatutesVersion:
    document = Document.objects.create(
        name="v.pdf", file="00/v", content_type="application/pdf", size=1, sha256="0" * 64
    )
    return StatutesVersion.objects.create(
        association=association, number=number, document=document, added_at=NOW, added_by=by
    )


@pytest.fixture
def twin(cast) -> Association:
    """The culture association once more, as somebody typed it in a hurry."""
    return Association.objects.create(
        name="Kulturforeningen i Roskilde",
        phone="+4546313000",
        note="Mødes om torsdagen.",
        stage=Association.Stage.GROUP_FORMED,
    )


def merged(cast, twin, **choices):
    return merging.merge(cast.culture, twin, by=cast.consultant, at=NOW, choices=choices)


def test_all_that_refers_to_the_second_refers_to_the_first(cast, twin):
    contact = logged(cast, twin)
    both = logged(cast, twin, cast.culture, key=uuid4())
    version = statutes(twin, cast.consultant)
    statutes(cast.culture, cast.consultant)
    person = Person.objects.create(full_name="Leyla Ak")
    post = Post.objects.create(association=twin, person=person, role="auditor", valid_from=TODAY)
    twin.languages.set(Language.objects.filter(code__in=["ar", "tr"]))
    cast.culture.languages.set(Language.objects.filter(code="tr"))
    event = Event.objects.create(title_da="Fest", starts_at=NOW, ends_at=later(hours=2))
    EventOrganiser.objects.create(event=event, association=twin)
    merged(cast, twin)
    assert list(contact.associations.all()) == [cast.culture]
    assert list(both.associations.all()) == [cast.culture]
    version.refresh_from_db()
    assert (version.association, version.number) == (cast.culture, 2)
    post.refresh_from_db()
    assert post.association == cast.culture
    assert {one.code for one in cast.culture.languages.all()} == {"ar", "tr"}
    assert EventOrganiser.objects.get().association == cast.culture


def test_what_is_merged_stands_in_no_list_and_leads_to_what_stays(cast, twin):
    merged(cast, twin)
    assert twin not in Association.objects.visible_to(cast.consultant)
    assert not Association.objects.filter(pk=twin.pk).exists()
    assert merging.standing_for(Association, twin.pk) == cast.culture
    assert merging.standing_for(Association, cast.culture.pk) is None


def test_an_empty_fact_is_filled_and_a_chosen_one_is_taken(cast, twin):
    Association.objects.filter(pk=cast.culture.pk).update(note="Ring først.")
    merged(cast, twin, name="gone", note="both")
    cast.culture.refresh_from_db()
    assert cast.culture.name == "Kulturforeningen i Roskilde"
    assert cast.culture.phone == "+4546313000"
    assert cast.culture.note == "Ring først.\n\nMødes om torsdagen."
    assert cast.culture.purpose.startswith("At samle")
    assert cast.culture in Association.objects.matching("kulturforeningen")


def test_what_an_association_said_yes_to_is_not_taken_over(cast, twin):
    Association.objects.filter(pk=twin.pk).update(is_public=True, public_phone=True)
    merging.merge(cast.women, twin, by=cast.consultant, at=NOW)
    cast.women.refresh_from_db()
    assert not cast.women.is_public
    assert not cast.women.public_phone


@pytest.mark.parametrize(("choice", "number"), [("keep", "99000007"), ("gone", "99000023")])
def test_of_two_cvr_numbers_one_is_chosen_and_the_other_is_free(cast, twin, choice, number):
    Association.objects.filter(pk=twin.pk).update(cvr_number="99000023")
    merged(cast, twin, cvr_number=choice)
    cast.culture.refresh_from_db()
    twin.refresh_from_db()
    assert cast.culture.cvr_number == number
    assert twin.cvr_number == ""


def rich(cast, twin):
    """Something of every kind on both sides, with every collision that is settled by itself."""
    for number, one in enumerate((twin, cast.culture)):
        logged(cast, one, key=uuid4(), happened_on=TODAY - timedelta(days=number))
        statutes(one, cast.consultant)
        one.languages.set(Language.objects.filter(code__in=["ar", "tr"][number:]))
        give_access(cast.member, one, Access.Role.BOARD_MEMBER)
    logged(cast, twin, cast.culture, cast.women, key=uuid4())
    Post.objects.create(
        association=twin,
        person=Person.objects.get(user=cast.ayse),
        role="chair",
        valid_from=date(2026, 1, 1),
    )
    for one in (twin, cast.culture):
        AssociationLink.objects.create(
            source=one, target=cast.partner, kind="member_of", valid_from=TODAY
        )
    AssociationLink.objects.create(
        source=cast.culture, target=twin, kind="sister", valid_from=TODAY
    )
    event = Event.objects.create(title_da="Fest", starts_at=NOW, ends_at=later(hours=2))
    for one in (twin, cast.culture):
        EventOrganiser.objects.create(event=event, association=one)
    merging.keep_apart(cast.culture, twin, by=cast.consultant, at=NOW)
    Association.objects.filter(pk=twin.pk).update(cvr_number="99000023", email="ny@test.example")


@pytest.mark.parametrize(
    "choices",
    [
        {},
        {"cvr_number": "gone", "name": "gone", "note": "both", "kind": "gone"},
        {"email": "gone", "consultant": "gone", "phone": "keep"},
    ],
)
def test_an_undone_merge_leaves_everything_as_it_was(cast, twin, choices):
    rich(cast, twin)
    before = snapshot()
    merge = merged(cast, twin, **choices)
    assert snapshot() != before
    merging.undo(merge, by=cast.coordinator, at=later(days=1), reason="Det var to.")
    after = snapshot()
    for label, rows in before.items():
        assert after[label] == rows, label
    merge.refresh_from_db()
    assert (merge.undone_by, merge.undo_reason) == (cast.coordinator, "Det var to.")
    with pytest.raises(NotPossibleNow, match="allerede fortrudt"):
        merging.undo(merge, by=cast.coordinator, at=later(days=1), reason="Igen")


def test_what_came_after_the_merge_stays_where_it_was_entered(cast, twin):
    merge = merged(cast, twin)
    contact = logged(cast, cast.culture)
    Association.objects.filter(pk=cast.culture.pk).update(phone="+4511223344")
    merging.undo(merge, by=cast.consultant, at=later(days=1), reason="Det var to.")
    assert list(contact.associations.all()) == [cast.culture]
    cast.culture.refresh_from_db()
    assert cast.culture.phone == "+4511223344"


def test_a_row_that_was_moved_on_since_keeps_the_merge_from_being_undone(cast, twin):
    version = statutes(twin, cast.consultant)
    merge = merged(cast, twin)
    StatutesVersion.objects.filter(pk=version.pk).update(association=cast.women)
    with pytest.raises(NotPossibleNow, match="ændret siden"):
        merging.undo(merge, by=cast.consultant, at=later(days=1), reason="Det var to.")
    assert not Association.objects.filter(pk=twin.pk).exists()


def test_a_number_taken_since_keeps_the_merge_from_being_undone(cast, twin):
    Association.objects.filter(pk=twin.pk).update(cvr_number="99000023")
    merge = merged(cast, twin, cvr_number="keep")
    Association.objects.create(name="En anden", cvr_number="99000023")
    with pytest.raises(NotPossibleNow, match="CVR"):
        merging.undo(merge, by=cast.consultant, at=later(days=1), reason="Det var to.")


def test_merges_are_undone_the_last_first(cast, twin):
    first = merged(cast, twin)
    merging.merge(cast.partner, cast.culture, by=cast.consultant, at=later(hours=1))
    assert merging.standing_for(Association, twin.pk) == cast.partner
    with pytest.raises(NotPossibleNow, match="Fortryd den sammenlægning først"):
        merging.undo(first, by=cast.consultant, at=later(days=1), reason="Det var to.")


def test_of_two_chairs_one_is_chosen(cast, twin):
    other = Person.objects.create(full_name="Leyla Ak")
    theirs = Post.objects.create(association=twin, person=other, role="chair", valid_from=TODAY)
    with pytest.raises(NotPossibleNow, match="Begge har en formand: Ayşe Yılmaz og Leyla Ak"):
        merged(cast, twin)
    merged(cast, twin, chair="gone")
    chair = cast.culture.posts.get(role="chair", valid_until=None)
    assert chair == theirs
    assert not Access.objects.filter(
        user=cast.ayse, association=cast.culture, valid_until=None
    ).exists()


def test_the_chair_of_both_is_chair_once(cast, twin):
    Post.objects.create(
        association=twin,
        person=Person.objects.get(user=cast.ayse),
        role="chair",
        valid_from=date(2026, 1, 1),
    )
    merged(cast, twin)
    assert cast.culture.posts.filter(role="chair", valid_until=None).count() == 1
    assert cast.culture.posts.filter(role="chair").count() == 2


def test_whoever_acts_for_both_gets_no_further_right(cast, twin):
    give_access(cast.fatma, twin, Access.Role.CHAIR)
    merged(cast, twin)
    held = Access.objects.filter(user=cast.fatma, association=cast.culture)
    assert [one.role for one in held.open_on(TODAY)] == [Access.Role.BOARD_MEMBER]
    assert held.count() == 2


def test_two_drafts_in_one_round_are_for_the_association_to_choose(cast, twin):
    for one in (cast.culture, twin):
        Application.objects.create(
            association=one,
            round=cast.round,
            title="Hemmelig titel",
            created_at=NOW,
            changed_at=NOW,
        )
    with pytest.raises(NotPossibleNow, match="Aktiviteter i 2027") as refusal:
        merged(cast, twin)
    assert "Hemmelig" not in str(refusal.value)
    assert Application.objects.filter(association=twin).exists()


def test_two_parties_of_one_agreement_are_not_made_one(cast, twin):
    agreement = Agreement.objects.create(title="Samarbejde")
    for one in (cast.culture, twin):
        AgreementParty.objects.create(agreement=agreement, association=one)
    with pytest.raises(NotPossibleNow, match="Samarbejde"):
        merged(cast, twin)


@pytest.mark.parametrize("who", ["secretary", "manager", "member", "administrator", "ayse"])
def test_only_who_keeps_the_register_merges_and_undoes(cast, twin, who):
    with pytest.raises(PermissionDenied):
        merging.merge(cast.culture, twin, by=getattr(cast, who), at=NOW)
    merge = merged(cast, twin)
    with pytest.raises(PermissionDenied):
        merging.undo(merge, by=getattr(cast, who), at=NOW, reason="Nej")


def test_whoever_a_case_is_closed_to_does_not_give_it_a_new_applicant(cast, twin):
    case = Application.objects.create(
        association=twin, round=cast.round, title="Sagen", created_at=NOW, changed_at=NOW
    )
    Application.objects.filter(pk=case.pk).update(
        status="received", case_number="KIP-2026-0001", submitted_at=NOW
    )
    Disqualification.objects.create(
        application=case, user=cast.consultant, ground="family", declared_at=NOW
    )
    with pytest.raises(PermissionDenied) as refusal:
        merged(cast, twin)
    assert "Sagen" not in str(refusal.value)
    merging.merge(cast.culture, twin, by=cast.coordinator, at=NOW)


def test_one_row_is_not_merged_with_itself_nor_twice(cast, twin):
    with pytest.raises(NotPossibleNow, match="to forskellige"):
        merged(cast, cast.culture)
    merged(cast, twin)
    with pytest.raises(NotPossibleNow, match="Nogen kom først"):
        merging.merge(cast.partner, twin, by=cast.consultant, at=NOW)
    with pytest.raises(NotPossibleNow, match="Nogen kom først"):
        merging.merge(twin, cast.partner, by=cast.consultant, at=NOW)


def test_a_person_entered_twice_is_one_with_both_posts(cast):
    ayse = Person.objects.get(user=cast.ayse)
    again = Person.objects.create(full_name="Ayse Yilmaz", phone="+4522334455")
    post = Post.objects.create(
        association=cast.women, person=again, role="auditor", valid_from=TODAY
    )
    before = snapshot()
    merge = merging.merge(ayse, again, by=cast.consultant, at=NOW)
    post.refresh_from_db()
    ayse.refresh_from_db()
    assert post.person == ayse
    assert ayse.phone == "+4522334455"
    merging.undo(merge, by=cast.consultant, at=later(days=1), reason="Det var to.")
    assert snapshot() == before


def test_a_log_in_follows_the_person_and_two_log_ins_are_not_made_one(cast):
    ayse = Person.objects.get(user=cast.ayse)
    again = Person.objects.create(full_name="Ayse Yilmaz")
    merge = merging.merge(again, ayse, by=cast.consultant, at=NOW)
    again.refresh_from_db()
    assert again.user == cast.ayse
    merging.undo(merge, by=cast.consultant, at=NOW, reason="Det var to.")
    mehmet = Person.objects.get(user=cast.mehmet)
    with pytest.raises(NotPossibleNow, match="deres eget login"):
        merging.merge(ayse, mehmet, by=cast.consultant, at=NOW)


def test_every_relation_to_an_association_is_known_to_the_merge():
    """A new model with a foreign key is moved without anybody thinking of it."""
    known = {model for model, _field in changes.relations(Association)}
    for app in own_apps():
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            for field in model._meta.concrete_fields:
                if field.related_model is Association and model not in changes.STAYING:
                    assert model in known, model
    assert len(known) > 15
    assert Merge not in known


@pytest.mark.django_db(transaction=True)
def test_of_two_who_merge_the_same_pair_at_once_one_is_told(transactional_db, clock):
    cast = make_cast()
    twin = Association.objects.create(name="Kulturforeningen i Roskilde")

    def try_it(keep, gone, by):
        return lambda: merging.merge(keep, gone, by=by, at=NOW)

    outcomes = at_once(
        try_it(cast.culture, twin, cast.consultant), try_it(twin, cast.culture, cast.coordinator)
    )
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow]
    assert Merge.objects.count() == 1
    assert Association.objects.filter(pk__in=[cast.culture.pk, twin.pk]).count() == 1
