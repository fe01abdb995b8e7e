"""Drafts opened to a consultant: one with suggestions that wait, one that ran out, one that is done."""

from datetime import timedelta

from associations.actions import openings, suggestions
from associations.models import Association, StatutesDraft
from grants.actions import applications
from grants.models import Application
from overview.demo.world import World

PROJECT = {
    "title": "Svøm sammen",
    "purpose": "Vi vil at kvinder lære svømme. Mange kvinder sidder hjemme alene.",
    "activities": "Svømning hver søndag. Bagefter te.",
    "expected_effect": "Kvinder er glade og stærke.",
    "place": "Roskilde Badet",
    "audience": "Kvinder og piger",
}
# field, what is suggested, why; the first is taken, the others wait.
SUGGESTIONS = [
    (
        "activities",
        "Svømning for kvinder hver søndag i otte uger, og te og snak bagefter.",
        "Puljen spørger, hvor mange gange I mødes.",
    ),
    (
        "purpose",
        "Vi vil lære kvinder at svømme. Mange kvinder er meget alene hjemme, og i svømmehallen "
        "lærer de andre at kende.",
        "Skriv også, at I er åbne for alle kvinder, hvis I er det.",
    ),
    (
        "expected_effect",
        "Ti kvinder kan svømme 200 meter, og de kender nogen, de kan ringe til.",
        "Et tal gør det nemt at fortælle bagefter, hvordan det gik.",
    ),
]


def build(world: World) -> None:
    application(world)
    ran_out(world)
    done(world)


def application(world: World) -> Application:
    """The Somali chair writes an application; two suggestions wait, one is in the text."""
    chair, by = world.users["formand-so"], world.users["konsulent"]
    association, round_ = world.associations["somali"], world.rounds["open"]
    answers = {str(q.pk): q.wanted_answer for q in round_.pool.eligibility_questions.all()}
    draft = applications.begin(
        round_, association=association, eligibility=answers, by=chair, at=world.moment(-4, 19)
    )
    draft = applications.save(
        draft, step="projekt", fields=PROJECT, by=chair, at=world.moment(-4, 20)
    )
    opening = openings.open_draft(
        draft, kind="application", consultant=by, days=14, by=chair, at=world.moment(-3, 19)
    )
    made = []
    for field, text, note in SUGGESTIONS:
        made.append(
            suggestions.suggest(
                opening, field=field, text=text, note=note, seen=PROJECT[field], by=by,
                at=world.moment(-2, 14),
            )
        )  # fmt: skip
    suggestions.accept(made[0], by=chair, at=world.moment(-1, 20))
    return draft


def draft_of(association: Association) -> StatutesDraft:
    return StatutesDraft.objects.under_way().get(association=association)


def ran_out(world: World) -> None:
    """Rebaat's new statutes were open for three days; the minutes are not noted yet."""
    chair, by = world.users["formand-ar"], world.users["konsulent"]
    draft = draft_of(world.associations["rebaat"])
    opening = openings.open_draft(
        draft, kind="statutes_draft", consultant=by, days=3, by=chair, at=world.moment(-4, 18)
    )
    suggestions.suggest(
        opening, field="purpose", seen=draft.read().purpose, by=by, at=world.moment(-2, 11),
        text="Foreningens formål er at samle arabisktalende familier og deres naboer om kultur, "
        "sprog og fællesskab.",
        note="Begynd med »Foreningens formål er«. Så kan banken og CVR se, hvad det er.",
    )  # fmt: skip


def done(world: World) -> None:
    """Iransk Forening had help with its purpose; the minutes are in the log."""
    chair, by = world.users["formand-fa"], world.users["konsulent2"]
    draft = draft_of(world.associations["iransk"])
    opened_at = world.moment(-12, 16)
    opening = openings.open_draft(
        draft, kind="statutes_draft", consultant=by, days=7, by=chair, at=opened_at
    )
    suggestion = suggestions.suggest(
        opening, field="purpose", seen=draft.read().purpose, by=by,
        at=opened_at + timedelta(days=1),
        text="Foreningens formål er at vise iransk kultur frem og samle alle, der har lyst til den.",
    )  # fmt: skip
    suggestions.decline(suggestion, by=chair, at=opened_at + timedelta(days=2))
    openings.finish(opening, minutes=25, by=by, at=opened_at + timedelta(days=2, hours=1))
