"""Association checks of up to three years, so that the trend shows, and of five associations together."""

from associations.actions import capacity
from associations.models import CapacityStatement
from overview.demo.world import World

# The statements in the order in which the rows below answer them; 0 is a statement skipped.
CODES = (
    "clear_purpose", "leadership", "participation", "volunteers", "economy",
    "funding", "municipality", "cooperation", "target_group", "year_plan",
)  # fmt: skip
# So many days ago; more than a year apart, so that each falls into a year of its own.
LATELY, LAST_YEAR, BEFORE_THAT = 20, 386, 752
# association, who fills it in, days ago, answers, priorities
CHECKS = [
    ("kultur", "formand", BEFORE_THAT, "4332233123", ["Et regnskab, alle forstår"]),
    ("kultur", "formand", LAST_YEAR, "4433244133", ["Søge penge selv", "Flere frivillige"]),
    ("kultur", "formand", LATELY, "5432445234", ["Flere unge i bestyrelsen", "Samarbejde med boldklubben"]),
    ("rebaat", "formand-ar", BEFORE_THAT, "3242112231", ["نظام محاسبة بسيط"]),
    ("rebaat", "formand-ar", LAST_YEAR, "4342123331", ["طلب الدعم بأنفسنا"]),
    ("rebaat", "formand-ar", LATELY, "4443233342", ["خطة للسنة", "متطوعون أكثر"]),
    # The Somali association's is more than a year old: its front page reminds it.
    ("somali", "formand-so", BEFORE_THAT, "4322312320", ["Holde styr på bilag"]),
    ("somali", "formand-so", LAST_YEAR, "4433223332", ["Søge penge selv", "Et årshjul"]),
    ("bosnisk", "formand-bs", LAST_YEAR, "4433322233", []),
    ("bosnisk", "formand-bs", LATELY, "5443322243", ["Flere medlemmer under 30"]),
    ("iransk", "formand-fa", LAST_YEAR, "4333232332", []),
    ("iransk", "formand-fa", LATELY, "4343242342", ["Kende kommunen bedre"]),
    ("kurdisk", "formand-ku", LATELY, "3322113231", ["Regnskab og bankkonto"]),
]  # fmt: skip
# The consultant sat beside.
TOGETHER = [("somali", BEFORE_THAT), ("kurdisk", LATELY)]


def build(world: World) -> None:
    statements = dict(CapacityStatement.objects.values_list("code", "pk"))
    for key, login, days, answers, priorities in CHECKS:
        check = capacity.fill(
            world.associations[key],
            answers={
                statements[code]: int(value)
                for code, value in zip(CODES, answers, strict=True)
                if int(value)
            },
            priorities=priorities,
            by=world.users[login],
            at=world.moment(-days, 19),
        )
        if (key, days) in TOGETHER:
            capacity.note_help(check, by=world.users["konsulent"], at=world.moment(-days, 20))
