"""The search column is true however a row is written, and finds a name in every spelling."""

import pytest

from associations.models import Association, Person

pytestmark = pytest.mark.django_db


def test_an_association_is_found_by_every_spelling_of_name_town_and_number():
    one = Association.objects.create(
        name="Århus Kvindeforening Xaawo", short_name="ÅKX", city="Brøndby", cvr_number="99000007"
    )
    for words in ("aarhus", "kvinde hawa", "akx", "broendby", "99 00 00 07", "99000007"):
        assert list(Association.objects.matching(words)) == [one], words
    assert not Association.objects.matching("aarhus mænd")
    assert not Association.objects.matching("!?")


def test_a_person_is_found_by_name_telephone_and_e_mail():
    one = Person.objects.create(
        full_name="Maxamed Cabdi Cali", email="mca@test.example", phone="+4546313000"
    )
    for words in ("Mohamed Abdi Ali", "محمد", "46 31 30 00", "mca@test.example"):
        assert list(Person.objects.matching(words)) == [one], words


def renamed_by_save(one):
    one.name = "Ægirs Venner"
    one.save()


def renamed_by_save_of_the_field(one):
    one.name = "Ægirs Venner"
    one.save(update_fields=["name"])


def renamed_by_update(one):
    Association.objects.filter(name=one.name).update(name="Ægirs Venner")


def renamed_by_bulk_update(one):
    one.name = "Ægirs Venner"
    Association.objects.bulk_update([one], ["name"])


def renamed_by_update_or_create(one):
    Association.objects.update_or_create(pk=one.pk, defaults={"name": "Ægirs Venner"})


@pytest.mark.parametrize(
    "rename",
    [
        renamed_by_save,
        renamed_by_save_of_the_field,
        renamed_by_update,
        renamed_by_bulk_update,
        renamed_by_update_or_create,
    ],
)
def test_the_search_follows_a_new_name_however_it_is_written(rename):
    (one,) = Association.objects.bulk_create([Association(name="Øens Børn")])
    assert list(Association.objects.matching("oens boern")) == [one]
    rename(Association.objects.get(pk=one.pk))
    assert list(Association.objects.matching("aegirs")) == [one]
    assert not Association.objects.matching("oens")
    assert Association.objects.get(pk=one.pk).name_core == "agir vanar"


def test_the_public_does_not_find_an_association_by_a_town_it_does_not_show():
    shown = Association.objects.create(
        name="Den ene", city="Århus", is_public=True, public_city=True, cvr_number="99000007"
    )
    Association.objects.create(name="Den anden", city="Århus", is_public=True)
    published = Association.objects.published()
    assert list(published.matching_in_public("aarhus")) == [shown]
    assert list(published.matching_in_public("ene aarhus")) == [shown]
    assert not published.matching_in_public("99000007")
