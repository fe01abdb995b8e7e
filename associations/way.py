"""The way to an association, step by step in plain words: what, why, what now, and who helps.

The order is `Association.PATH`; where a group stands is told by `associations.stages`. Read aloud
to somebody whose Danish is new, each sentence must hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from associations.models import Association, StageReport
from associations.stages import path, reached
from core.models import Transition

Stage = Association.Stage
Text = str | Promise


@dataclass(frozen=True)
class Help:
    """Somebody who helps with a step, and where to find them."""

    name: Text
    url: str = ""


@dataclass(frozen=True)
class Guide:
    """What a step is about."""

    what: Text
    why: Text
    now: Text
    produces: Text = ""
    helpers: tuple[Help, ...] = ()
    # Papers of associations.papers that belong to the step.
    papers: tuple[str, ...] = ()
    is_optional: bool = False
    needs_statutes: bool = False


VIRK = Help("virk.dk", "https://virk.dk/myndigheder/stat/ERST/selvbetjening/Start_virksomhed/")
CVR = Help(_("The CVR register"), "https://datacvr.virk.dk/")
NEMKONTO = Help("nemkonto.dk", "https://www.nemkonto.dk/")
MITID = Help("mitid-erhverv.dk", "https://www.mitid-erhverv.dk/")
POST = Help(_("Digital Post on virk.dk"), "https://virk.dk/digital-post/")
BANK = Help(_("A bank near you"))

GUIDES: dict[str, Guide] = {
    Stage.IDEA: Guide(
        _("Some people want to do something together."),
        _("Every association begins like this. Nothing has to be signed or paid."),
        _("Talk about what you want to do, for whom, and how often. Call your consultant."),
    ),
    Stage.GROUP_FORMED: Guide(
        _("You are a group with a name and a contact person."),
        _("Then the municipality knows whom to call, and you can borrow a room."),
        _("Choose a name and one person whom we may call. Find at least three who want to help."),
        _("A name and a contact person"),
    ),
    Stage.DRAFT_STATUTES: Guide(
        _("You write the rules of your association: the statutes."),
        _(
            "The statutes say what you want, who decides and who may sign. Bank and state ask for them."
        ),
        _(
            "Answer the questions and get a draft in Danish, or send your own. Your consultant reads "
            "it and gives advice. You decide yourselves."
        ),
        _("Statutes"),
        needs_statutes=True,
    ),
    Stage.FOUNDING_ASSEMBLY: Guide(
        _("You meet, say yes to the statutes and choose a board. The association is born."),
        _("The signed minutes of this meeting are the proof that everybody asks for afterwards."),
        _(
            "Invite everybody two weeks before. Choose somebody to lead the meeting and somebody to "
            "write. Vote on the statutes, and elect board and auditor. Sign the minutes."
        ),
        _("Signed minutes of the founding assembly"),
        papers=("indkaldelse", "referat"),
    ),
    Stage.CONSTITUTED: Guide(
        _("The board shares the posts: chair, treasurer and the others."),
        _("Others must know who speaks for you and who looks after the money."),
        _(
            "Hold a short board meeting. The auditor checks the money and may not sit on the board. "
            "Write the names on the board page."
        ),
        _("A list of the board"),
        papers=("bestyrelsesliste",),
    ),
    Stage.CVR_REGISTERED: Guide(
        _("You register as a voluntary association (frivillig forening) and get a CVR number."),
        _("Without a CVR number you cannot open an account or be paid a grant. It is free."),
        _(
            "Somebody who may sign logs in with MitID at virk.dk, and sends the statutes and the "
            "minutes. Write the CVR number here when it comes."
        ),
        _("A CVR number of eight digits"),
        (VIRK, CVR),
    ),
    Stage.BANK_ACCOUNT: Guide(
        _("You open an account in the association's name."),
        _("The money must be the association's, never a person's own account."),
        _(
            "Call two or three banks. Bring statutes, minutes and CVR number. Often the whole board "
            "must come with identity cards. It can take months: begin now."
        ),
        _("An account in the association's name"),
        (BANK,),
    ),
    Stage.NEMKONTO: Guide(
        _("The bank makes the account your NemKonto."),
        _("The municipality pays grants to the NemKonto of your CVR number, and nowhere else."),
        _("Ask the bank to link the account with your CVR number. It takes a few days."),
        _("The bank's yes that the account is your NemKonto"),
        (BANK, NEMKONTO),
    ),
    Stage.DIGITAL_POST_READY: Guide(
        _("You can read the association's Digital Post."),
        _("Every CVR number must have it. Letters with deadlines come there."),
        _("Log in at virk.dk and open Digital Post. Let a notice come to an e-mail you read."),
        "",
        (POST,),
    ),
    Stage.EID_READY: Guide(
        _("Somebody can log in for the association with MitID."),
        _("You need it for virk.dk, Digital Post and many applications."),
        _(
            "Does one person do it all? Register that person as representative in CVR: then their "
            "own MitID works after a day. Are you several? Join MitID Erhverv; it can take two weeks."
        ),
        "",
        (MITID, VIRK),
    ),
    Stage.RECOGNISED: Guide(
        _(
            "The municipality recognises you under folkeoplysningsloven, the law on free activities."
        ),
        _("Then you can be given rooms and support for activities by that law."),
        _("Ask your consultant whether it fits you. Many associations do well without it."),
        _("A recognition"),
        is_optional=True,
    ),
    Stage.ACTIVE: Guide(
        _("You are an association in full swing."),
        _("You can apply for grants, make agreements and invite to events."),
        _("Plan the year: activities, a general meeting, and the accounts."),
    ),
}


@dataclass(frozen=True)
class Part:
    """A step as it is shown: where it stands, what it is about, and what was reported."""

    stage: Association.Stage
    guide: Guide
    state: str  # done, here, next, ahead
    on: date | None = None
    reports: list[StageReport] = field(default_factory=list)

    @property
    def label(self) -> str:
        return str(self.stage.label)

    @property
    def open_report(self) -> StageReport | None:
        """What waits for the consultant."""
        return next((one for one in self.reports if one.status == StageReport.Status.OPEN), None)

    @property
    def answer(self) -> StageReport | None:
        """The last answer, if it was “not yet” and nothing newer waits."""
        last = self.reports[0] if self.reports else None
        return last if last and last.status == StageReport.Status.DECLINED else None


@dataclass(frozen=True)
class Way:
    """The whole way, and how long the group has stood where it is."""

    parts: list[Part]
    waited: int

    @property
    def here(self) -> Part | None:
        return next((part for part in self.parts if part.state == "here"), None)

    @property
    def ahead(self) -> Part | None:
        """The step to take now."""
        return next((part for part in self.parts if part.state == "next"), None)

    @property
    def reports(self) -> list[StageReport]:
        """What was told of all steps, the newest first."""
        told = [report for part in self.parts for report in part.reports]
        return sorted(told, key=lambda one: (one.reported_at, one.pk), reverse=True)

    @property
    def waited_words(self) -> str:
        return ngettext("%(n)s day", "%(n)s days", self.waited) % {"n": self.waited}


def way_of(association: Association, day: date, steps: Iterable[Transition] | None = None) -> Way:
    """Where the association stands on its way, in two queries.

    Args:
        steps: its history oldest first, where the page has read it already.
    """
    taken = list(Transition.objects.of(association) if steps is None else steps)
    reports: dict[str, list[StageReport]] = {}
    for one in association.stage_reports.all():  # type: ignore[attr-defined]
        reports.setdefault(one.stage, []).append(one)
    parts: list[Part] = []
    is_next = False
    for milestone in path(association, taken):
        if milestone.stage not in GUIDES:
            continue
        state = "here" if milestone.is_current else "done" if milestone.is_reached else "ahead"
        if state == "ahead" and not is_next:
            state, is_next = "next", True
        parts.append(
            Part(
                milestone.stage,
                GUIDES[milestone.stage],
                state,
                milestone.on,
                reports.get(milestone.stage, []),
            )
        )
    since = reached(association, taken)[-1].on
    return Way(parts, max((day - since) // timedelta(days=1), 0) if since else 0)
