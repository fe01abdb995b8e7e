"""Drafts from the guided builder in every state, a version made with it, and who signs."""

from datetime import date

from associations.actions import drafts, signing_rules, statutes
from associations.builder import signing
from associations.builder.answers import Signers, read
from associations.models import ClauseReview
from overview.demo.associations import statutes_file
from overview.demo.world import World, at

# association, from, who signs, who signs for money
RULES = [
    ("kultur", date(2021, 3, 9), Signers.CHAIR_TREASURER, Signers.CHAIR_TREASURER),
    ("rebaat", date(2021, 2, 20), Signers.CHAIR_TREASURER, Signers.CHAIR_TREASURER),
    ("somali", date(2022, 4, 2), Signers.CHAIR_MEMBER, Signers.CHAIR_TREASURER),
]


def build(world: World) -> None:
    for key, day, signers, money in RULES:
        answers = read({"signers": signers.value, "money_signers": money.value})
        signing_rules.note(
            world.associations[key],
            valid_from=day,
            combinations=signing.combinations(answers),
            statutes=world.associations[key].statutes.filter(adopted_on=day).first(),
            by=world.users["konsulent"],
            at=at(day, 20),
        )
    made_with_the_builder(world)
    being_written(world)
    with_the_consultant(world)
    with_advice(world)
    review_in_work(world)


def made_with_the_builder(world: World) -> None:
    """Bosnisk Forening: written, found ready, adopted by its yearly meeting."""
    chair, by = world.users["formand-bs"], world.users["konsulent"]
    association = world.associations["bosnisk"]
    statutes.add_version(
        association, upload=statutes_file(association.name, date(2017, 5, 6)), assembly="founding",
        adopted_on=date(2017, 5, 6), by=by, at=at(date(2017, 5, 8)),
    )  # fmt: skip
    draft = drafts.begin(association, by=chair, at=world.moment(-60))
    given = {
        "activities": "Folkedans, sprogskole og fælles fester for hele byen.",
        "agm_month": 3,
        "notice_weeks": 3,
        "notice_by": ["email", "sms"],
        "board_size": 5,
        "signers": Signers.CHAIR_MEMBER.value,
        "egm_percent": 20,
    }
    drafts.save(draft, topic="bestyrelse", given=given, by=chair, at=world.moment(-58))
    drafts.send(draft, by=chair, at=world.moment(-55))
    drafts.find_ready(draft, advice="God fornøjelse med mødet.", by=by, at=world.moment(-50))
    drafts.adopt(
        draft, assembly="ordinary", adopted_on=world.day(-30), by=chair, at=world.moment(-28)
    )


def being_written(world: World) -> None:
    """Rebaat, in Arabic: new statutes half-way, with an answer a reviewer would remark on."""
    chair = world.users["formand-ar"]
    draft = drafts.begin(world.associations["rebaat"], by=chair, at=world.moment(-4))
    given = {"notice_weeks": 1, "motions_days": 3, "board_size": 4, "minimum_age": 18}
    drafts.save(draft, topic="bestyrelse", given=given, by=chair, at=world.moment(-3))


def with_the_consultant(world: World) -> None:
    """Kurdisk Kulturforening waits for an answer."""
    chair = world.users["formand-ku"]
    draft = drafts.begin(world.associations["kurdisk"], by=chair, at=world.moment(-12))
    given = {"dissolution_twice": False, "money_signers": Signers.ONE.value}
    drafts.save(draft, topic="underskrift", given=given, by=chair, at=world.moment(-10))
    drafts.send(draft, by=chair, at=world.moment(-3))


def with_advice(world: World) -> None:
    """Iransk Forening has got advice and goes on writing."""
    chair = world.users["formand-fa"]
    draft = drafts.begin(world.associations["iransk"], by=chair, at=world.moment(-20))
    given = {"purpose": "kultur", "auditor_on_board": True}
    drafts.save(draft, topic="formaal", given=given, by=chair, at=world.moment(-19))
    drafts.send(draft, by=chair, at=world.moment(-18))
    drafts.give_back(
        draft,
        advice="Skriv lidt mere om, hvad foreningen vil og for hvem. Revisoren må ikke sidde i bestyrelsen.",
        by=world.users["konsulent2"],
        at=world.moment(-14),
    )


def review_in_work(world: World) -> None:
    """The draft of Eritreansk Fællesskab on paper, half reviewed, all nineteen clauses."""
    by = world.users["konsulent"]
    version = world.associations["eritrea"].statutes.get()
    review = statutes.open_review(version, every_clause=True, by=by, at=world.moment(-2))
    results = {
        "name": (ClauseReview.Result.OK, ""),
        "domicile": (ClauseReview.Result.OK, ""),
        "purpose": (ClauseReview.Result.UNCLEAR, "Skriv også noget om fællesskab og medansvar."),
        "exit_exclusion": (ClauseReview.Result.MISSING, "Skriv, hvordan man melder sig ud."),
    }
    statutes.save_review(review, results=results, by=by, at=world.moment(-1))
