"""The draft of statutes as a draft that can be opened to a consultant."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations import draft_targets
from associations.actions import drafts
from associations.builder import questions
from associations.builder.answers import LONGEST, Answers
from associations.forms.builder import LINE, LINES, field_of
from associations.models import StatutesDraft
from core import panels
from core.panels import DraftField, DraftPart, DraftTarget

KIND = "statutes_draft"
# What a consultant can suggest a wording for; the other questions are choices and numbers.
ROOM = {"line": LINE, "text": LONGEST, "lines": LINES}


def parts(draft: StatutesDraft) -> list[DraftPart]:
    """The questions of each step, with the answer or what is being typed."""
    answers = draft.read()
    return [
        DraftPart(
            topic.slug,
            topic.title,
            [_field(one, answers, draft.typed.get(topic.slug)) for one in topic.questions],
            is_unfinished=topic.slug in draft.typed,
        )
        for topic in questions.TOPICS
    ]


def _field(
    question: questions.Question, answers: Answers, typed: dict[str, list[str]] | None
) -> DraftField:
    value = questions.told(question, getattr(answers, question.name))
    if typed is not None and question.name in typed:
        value = draft_targets.as_typed(field_of(question), typed[question.name])
    return DraftField(
        question.name,
        question.label,
        value,
        longest=ROOM.get(question.kind, 0),
        is_line=question.kind == "line",
    )


def put(draft: StatutesDraft, name: str, text: str, **who: Any) -> None:
    """Write a text into an answer; in a step that is not checked yet, beside what is typed there."""
    topic = questions.TOPIC_OF[name]
    kept = draft.typed.get(topic)
    if kept is not None:
        drafts.keep_typed(draft, topic=topic, typed={**kept, name: [text]}, **who)
        return
    question = next(one for one in questions.BY_SLUG[topic].questions if one.name == name)
    given = field_of(question).clean(text)
    drafts.save(draft, topic=topic, given={name: given}, **who)


def helped(draft: StatutesDraft, **who: Any) -> None:
    """Advice on statutes binds nobody: whoever helped may still review them."""


def closed(draft: StatutesDraft) -> str:
    if draft.is_writable:
        return ""
    if draft.status == StatutesDraft.Status.SENT:
        return gettext("The draft has been sent for advice. Until it is answered, it stands still.")
    return gettext("The draft is adopted. There is nothing more to suggest.")


def barred(draft: StatutesDraft, user: User) -> str:
    return ""


def draft_target() -> DraftTarget:
    return DraftTarget(
        kind=KIND,
        label=_("Draft of statutes"),
        permission="associations.build_statutes",
        help_kind="statutes_founding",
        section="portal_statutes",
        rows=lambda: StatutesDraft.objects.select_related("association"),
        parts=parts,
        put=put,
        helped=helped,
        closed=closed,
        barred=barred,
        url=lambda draft: reverse("portal_builder_preview", args=[draft.association_id]),
        part_url=lambda draft, slug: reverse(
            "portal_builder_step", args=[draft.association_id, slug]
        ),
    )


panels.register("draft_targets", draft_target, order=10)
