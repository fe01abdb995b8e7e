"""The CPR guard and Danish amounts and days in the admin's own forms."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib import admin
from django.db import models
from django.urls import reverse

from core.admin import ModelAdmin
from core.forms import MoneyField
from core.models import ClosingDay, CprOverride
from grants.models import Pool

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


@pytest.fixture
def page(cast, as_user):
    """Sends the form of a new closing day as the administrator."""
    client = as_user(cast.administrator)

    def send(**typed):
        return client.post(reverse("admin:core_closingday_add"), typed)

    return send


def test_a_day_is_read_in_the_admin_as_danes_type_it(page):
    assert page(date="5/6 2026", name="Grundlovsdag").status_code == 302
    assert ClosingDay.objects.get(name="Grundlovsdag").date == date(2026, 6, 5)


def test_a_list_is_called_what_it_holds_and_an_empty_one_says_what_to_do(cast, as_user):
    client = as_user(cast.administrator)
    url = reverse("admin:core_closingday_changelist")
    ClosingDay.objects.all().delete()
    page = client.get(url).text
    assert "<h1>Lukkedage</h1>" in page
    assert reverse("admin:core_closingday_add") in page.split('class="cw-none"')[1].split("</p>")[0]
    pools = reverse("admin:grants_pool_changelist")
    assert "passer til din søgning" in client.get(pools, {"q": "findes ikke"}).text


def test_a_form_far_down_its_page_says_on_top_that_it_is_not_saved(cast, as_user):
    client = as_user(cast.consultant)
    url = reverse("admin:associations_association_change", args=[cast.culture.pk])
    page = client.post(url, {"name": ""}).text
    assert page.index("Det er ikke gemt endnu") < page.index('class="cw-steps"')
    assert "Det er ikke gemt endnu" not in client.get(url).text


def test_the_admin_offers_staff_to_give_a_reason_for_what_looks_like_a_cpr_number(page):
    response = page(date="5-6-2026", name=CPR)
    assert response.status_code == 200
    assert 'name="cpr_override_reason"' in response.content.decode()
    assert not ClosingDay.objects.filter(date=date(2026, 6, 5)).exists()


def test_a_reason_given_in_the_admin_is_logged_with_the_kind_of_row(page):
    response = page(date="5-6-2026", name=CPR, cpr_override_reason="Det er et journalnummer")
    assert response.status_code == 302
    assert CprOverride.objects.get().form == "core.ClosingDay"


def test_an_amount_is_read_in_the_admin_as_danes_type_it(rf, cast):
    request = rf.get("/")
    request.user = cast.secretary
    form_class = ModelAdmin(Pool, admin.site).get_form(request)
    field = form_class.base_fields["delegation_limit"]
    assert field.clean("kr. 1.500") == Decimal("1500.00")
    assert field.prepare_value(Decimal("1500")) == "1.500,00"


def test_every_page_of_the_admin_reads_amounts_and_days_as_danes_type_them(rf, cast):
    """Also one that wishes something for other fields, and its rows."""
    request = rf.get("/")
    request.user = cast.secretary
    pages = [one for one in admin.site._registry.values() if isinstance(one, ModelAdmin)]
    rows = [row for one in pages for row in one.get_inline_instances(request)]
    lacking = [
        type(one).__name__
        for one in (*pages, *rows)
        if hasattr(one, "_may")
        and one.formfield_overrides[models.DecimalField].get("form_class") is not MoneyField
    ]
    assert lacking == []
