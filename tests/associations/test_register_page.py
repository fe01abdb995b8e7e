"""One page per association: whom to call, how it stands, everything that happened."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from auditlog.models import LogEntry
from django.utils.text import slugify
from django.utils.translation import gettext

from associations import health, timeline
from associations.actions import associations, people, statutes
from associations.models import Association, Contact, Person, Post, Theme
from core.panels import Light
from grants.actions import letters
from tests import cases
from tests.associations.entries import logged
from tests.cast import NOW, TODAY

PAGE = "/admin/associations/association/"


@pytest.fixture
def desk(cast, as_user):
    return as_user(cast.consultant)


def page_of(desk, association):
    return desk.get(f"{PAGE}{association.pk}/change/").content.decode()


# --- Who reads it -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["association", "person", "contact"])
def test_who_opened_a_page_about_persons_is_noted_once(cast, desk, name):
    one = {
        "association": lambda: cast.culture,
        "person": lambda: Person.objects.get(user=cast.ayse),
        "contact": lambda: logged(cast, cast.culture),
    }[name]()
    desk.get(f"/admin/associations/{name}/{one.pk}/change/")
    read = LogEntry.objects.get_for_object(one).get(action=LogEntry.Action.ACCESS)
    assert read.actor == cast.consultant


# --- Whom to call ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("channel", "link"),
    [
        ("phone", "tel:+4520304050"),
        ("sms", "sms:+4520304050"),
        ("whatsapp", "https://wa.me/4520304050"),
        ("email", "mailto:ayse@test.example"),
    ],
)
def test_the_preferred_way_comes_first_and_says_so(cast, desk, channel, link):
    Person.objects.filter(user=cast.ayse).update(
        phone="+4520304050", preferred_channel=channel, preferred_language="tr"
    )
    page = page_of(desk, cast.culture)
    assert page.index('class="cw-preferred"') > page.index(link)
    assert page.index(link) < page.index('id="id_name"')
    ways = page[page.index("Ayşe Yılmaz") :]
    assert ways.index(link) == min(
        ways.index(start) for start in ("tel:", "sms:", "mailto:", link) if start in ways
    )


def test_whatsapp_is_offered_only_to_those_who_use_it(cast, desk):
    Person.objects.filter(user=cast.ayse).update(phone="+4520304050", preferred_channel="phone")
    assert "wa.me" not in page_of(desk, cast.culture)


def test_a_contact_person_stands_before_the_chair(cast, desk):
    leyla = Person.objects.create(full_name="Leyla Ak", phone="+4520304051")
    people.appoint(
        cast.culture,
        person=leyla,
        role=Post.Role.CONTACT_PERSON,
        valid_from=TODAY,
        by=cast.consultant,
        at=NOW,
    )
    page = page_of(desk, cast.culture)
    assert page.index("Leyla Ak") < page.index("Ayşe Yılmaz")


def test_who_has_left_is_not_called(cast, desk):
    chair = cast.culture.posts.get(role="chair")
    people.end(chair, on=TODAY - timedelta(days=1), by=cast.consultant, at=NOW)
    page = page_of(desk, cast.culture)
    assert "mailto:ayse@test.example" not in page


# --- How it stands -------------------------------------------------------------------------------


def sign_of(cast, label, association=None, user=None):
    signs = health.card(association or cast.culture, user or cast.coordinator, TODAY)
    return next((one for one in signs if one.label == gettext(label)), None)


@pytest.mark.parametrize(
    ("days", "light"),
    [(90, Light.GREEN), (91, Light.YELLOW), (180, Light.YELLOW), (181, Light.RED)],
)
def test_the_last_contact_turns_yellow_and_red_with_the_days(cast, days, light):
    logged(cast, cast.culture, happened_on=TODAY - timedelta(days=days))
    cast.culture.refresh_from_db()
    sign = sign_of(cast, "Last contact")
    assert sign.light == light
    assert str(days) in str(sign.reason)


def test_an_association_nobody_has_spoken_with_is_red(cast):
    assert sign_of(cast, "Last contact").light == Light.RED


def test_without_a_chair_the_board_is_red(cast):
    assert sign_of(cast, "Board").light == Light.GREEN
    cast.culture.posts.filter(role="chair").delete()
    assert sign_of(cast, "Board").light == Light.RED


@pytest.mark.parametrize(("days", "light"), [(60, Light.YELLOW), (61, Light.GREEN)])
def test_a_post_that_runs_out_soon_is_yellow(cast, days, light):
    cast.culture.posts.filter(role="chair").update(valid_until=TODAY + timedelta(days=days))
    assert sign_of(cast, "Board").light == light


def test_without_a_treasurer_the_board_is_yellow(cast):
    cast.culture.posts.filter(role="treasurer").delete()
    assert sign_of(cast, "Board").light == Light.YELLOW


def test_a_group_needs_no_chair_but_somebody_to_call(cast):
    sign = sign_of(cast, "Board", cast.women)
    assert sign.light == Light.GREEN
    cast.women.posts.all().delete()
    assert sign_of(cast, "Board", cast.women).light == Light.RED


def add_statutes(cast):
    from django.core.files.base import ContentFile

    from tests.core.files import PDF

    return statutes.add_version(
        cast.culture,
        upload=ContentFile(PDF, name="vedtaegter.pdf"),
        assembly="ordinary",
        adopted_on=date(2026, 3, 1),
        by=cast.consultant,
        at=NOW,
    )


def test_statutes_are_red_then_yellow_then_green_as_they_come_in_and_are_reviewed(cast):
    assert sign_of(cast, "Statutes").light == Light.RED
    version = add_statutes(cast)
    assert sign_of(cast, "Statutes").light == Light.YELLOW
    review = statutes.open_review(version, by=cast.consultant, at=NOW)
    results = {one.clause: ("ok", "") for one in review.clauses.all()}
    statutes.save_review(review, results=results, by=cast.consultant, at=NOW)
    statutes.send_review(review, by=cast.consultant, at=NOW)
    assert sign_of(cast, "Statutes").light == Light.GREEN


@pytest.mark.parametrize(
    ("days", "light"),
    [(-1, Light.RED), (0, Light.YELLOW), (60, Light.YELLOW), (61, Light.GREEN)],
)
def test_the_confirmation_in_cvr_is_watched(cast, days, light):
    cast.culture.cvr_renewal_due = TODAY + timedelta(days=days)
    assert sign_of(cast, "CVR registration").light == light


def test_without_nemkonto_no_grant_can_be_paid(cast):
    assert sign_of(cast, "NemKonto").light == Light.GREEN
    cast.culture.nemkonto_confirmed_on = None
    assert sign_of(cast, "NemKonto").light == Light.YELLOW


def test_a_draft_whose_deadline_comes_near_is_told_without_its_content(cast):
    assert sign_of(cast, "Next deadline") is None
    cases.draft(cast, title="Hemmelig fest")
    sign = sign_of(cast, "Next deadline")
    assert sign.light == Light.GREEN
    assert "15-11-2026" in str(sign.reason)
    assert "Hemmelig" not in str(sign.reason)
    near = health.card(cast.culture, cast.coordinator, date(2026, 11, 9))
    assert near[0].light == Light.RED


def test_what_does_not_apply_is_left_out(cast):
    unit = Association.objects.create(
        name="Biblioteket", kind=Association.Kind.MUNICIPAL_UNIT, stage="active"
    )
    labels = {str(one.label) for one in health.card(unit, cast.coordinator, TODAY)}
    assert labels == {gettext("Last contact"), gettext("Board")}
    associations.dissolve(cast.culture, by=cast.consultant, at=NOW, reason="Lukket")
    cast.culture.refresh_from_db()
    assert health.card(cast.culture, cast.coordinator, TODAY) == []


def test_the_card_stands_on_the_page_the_worst_first_and_in_words(cast, desk):
    page = page_of(desk, cast.culture)
    card = page[page.index('class="cw-health"') :]
    assert card.index("cw-light-red") < card.index("cw-light-green")
    assert str(Light.RED.label) in card


# --- Everything that happened ------------------------------------------------------------------


def titles(cast, user=None, association=None):
    found = timeline.moments(association or cast.culture, user or cast.coordinator)
    return [(str(one.kind), str(one.title), str(one.note)) for one in found]


def flat(rows):
    return " ".join(" ".join(row) for row in rows)


def test_everything_stands_in_one_order_the_newest_first(cast):
    logged(cast, cast.culture, summary="Talte om regnskab")
    add_statutes(cast)
    case = cases.decided(cast, title="Eid for alle")
    letters.send(case.letter, by=cast.secretary, at=cases.MEETING_AT)
    found = timeline.moments(cast.culture, cast.coordinator)
    moments = [one.happened_at for one in found]
    assert moments == sorted(moments, reverse=True)
    kinds = {str(one.kind) for one in found}
    expected = ("Contact", "Statutes", "Board", "Application", "Decision", "Letter")
    assert {gettext(kind) for kind in expected} <= kinds
    assert all(one.url for one in found)


def test_a_note_for_the_manager_is_not_told_to_others(cast):
    logged(
        cast,
        cast.culture,
        summary="Kun til lederen",
        visibility=Contact.Visibility.MANAGEMENT,
    )
    assert "Kun til lederen" in flat(titles(cast, cast.consultant))
    assert "Kun til lederen" in flat(titles(cast, cast.manager))
    assert "Kun til lederen" not in flat(titles(cast, cast.coordinator))


def test_a_case_that_is_closed_by_a_conflict_of_interest_is_not_told(cast):
    cases.received(cast, title="Bazar")
    assert "Bazar" in flat(titles(cast, cast.consultant))
    Person.objects.create(full_name=cast.consultant.full_name, user=cast.consultant)
    Post.objects.create(
        association=cast.culture,
        person=cast.consultant.person,
        role="board_member",
        valid_from=date(2025, 1, 1),
    )
    assert "Bazar" not in flat(titles(cast, cast.consultant))
    assert "Bazar" in flat(titles(cast, cast.secretary))


def test_a_draft_is_the_associations_own(cast):
    cases.draft(cast, title="Hemmelig fest")
    assert "Hemmelig" not in flat(titles(cast, cast.secretary))


def test_posts_begin_and_end_on_the_timeline(cast):
    chair = cast.culture.posts.get(role="chair")
    people.end(chair, on=TODAY - timedelta(days=1), by=cast.consultant, at=NOW)
    told = [row[1] for row in titles(cast) if "Ayşe" in row[1]]
    assert len(told) == 2


def test_the_page_is_read_in_pages_and_by_kind(cast, desk):
    for _number in range(40):
        logged(cast, cast.culture, key=uuid4())
    url = f"{PAGE}{cast.culture.pk}/forloeb/"
    first = desk.get(url)
    assert len(first.context["page"]) == 30
    assert (
        len(desk.get(f"{url}?side=2").context["page"])
        == len(timeline.moments(cast.culture, cast.consultant)) - 30
    )
    board = desk.get(f"{url}?art={slugify(gettext('Board'))}").context["page"]
    assert {str(one.kind) for one in board} == {gettext("Board")}
    assert url in page_of(desk, cast.culture)
    part = desk.get(f"{url}?udsnit=1").content.decode()
    assert part.count('class="cw-badge"') == 8
    assert "<html" not in part


def test_the_timeline_is_not_there_for_those_who_do_not_keep_the_register(cast, as_user):
    url = f"{PAGE}{cast.culture.pk}/forloeb/"
    for who in (cast.member, cast.administrator):
        assert as_user(who).get(url).status_code == 404
    assert as_user(cast.ayse).get(url).status_code == 302


@pytest.mark.parametrize("part", ["change/", "forloeb/", "forloeb/?udsnit=1"])
def test_the_page_asks_no_more_for_thirty_of_everything(
    cast, as_user, part, django_assert_max_num_queries
):
    desk = as_user(cast.coordinator)
    url = f"{PAGE}{cast.culture.pk}/{part}"
    logged(cast, cast.culture)
    add_statutes(cast)
    cases.received(cast, title="Bazar")
    desk.get(url)
    with django_assert_max_num_queries(25) as few:
        desk.get(url)
    for number in range(30):
        person = Person.objects.create(full_name=f"Medlem {number}")
        Post.objects.create(
            association=cast.culture, person=person, role="board_member", valid_from=TODAY
        )
        logged(cast, cast.culture, key=uuid4())
    with django_assert_max_num_queries(25) as many:
        desk.get(url)
    assert len(many) == len(few)


# --- The list ------------------------------------------------------------------------------------


def found_by(desk, query):
    return {one.name for one in desk.get(f"{PAGE}?{query}").context["cl"].queryset}


def test_the_register_is_narrowed_by_what_one_looks_for(cast, desk):
    dance = Theme.objects.create(name="Dans")
    cast.women.themes.add(dance)
    cast.women.languages.set(["so"])
    cast.women.consultant = cast.consultant
    cast.women.save()
    women, culture = "Somalisk Kvindeforening", "Roskilde Kulturforening"
    for query in (
        f"tema={dance.pk}",
        "taler=so",
        f"konsulent={cast.consultant.pk}",
        "cvr=uden",
        "stage__exact=group_formed",
        "kind__exact=informal_group",
        "is_public__exact=0&cvr=uden",
    ):
        assert found_by(desk, query) == {women}, query
    assert culture in found_by(desk, "cvr=med")
    assert found_by(desk, "is_public__exact=1") == {culture}


def test_themes_are_kept_at_the_desk(cast, desk):
    dance = Theme.objects.create(name="Dans")
    made = desk.post(
        f"{PAGE}add/",
        {
            "name": "Kurdisk kor",
            "kind": "informal_group",
            "profile": "not_stated",
            "folkeoplysning_status": "not_applied",
            "first_stage": "group_formed",
            "themes": [dance.pk],
        },
    )
    assert made.status_code == 302
    assert list(Association.objects.get(name="Kurdisk kor").themes.all()) == [dance]


def test_the_path_shows_the_day_a_stage_was_reached(cast, desk):
    associations.advance(
        cast.women,
        to="constituted",
        by=cast.consultant,
        at=NOW,
        happened_on=date(2026, 9, 1),
    )
    page = page_of(desk, cast.women)
    path = page[page.index('class="cw-path"') : page.index("</ol>", page.index('class="cw-path"'))]
    assert "01-09-2026" in path
    assert 'aria-current="step"' in path
