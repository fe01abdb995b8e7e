"""The guided builder in the portal: steps that each save for themselves, the Danish text, sending."""

from functools import cached_property
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import TemplateView

from associations import bridge, statutes_target
from associations.actions import drafts
from associations.builder import danish, files, questions
from associations.builder.warnings import warnings
from associations.forms.builder import AdoptDraftForm, TopicForm
from associations.models import StatutesDraft
from associations.models.statutes import Clause
from associations.views.base import PortalMixin
from associations.views.bridge import MarksMixin
from core.actions import NotPossibleNow
from core.templatetags.components import Step
from core.views.base import ActionFormView
from core.views.written import Typed, WrittenStep

PREVIEW = gettext_lazy("Read it through")
# Which clauses the answers of a step become.
CLAUSES_OF = {
    "navn": (Clause.NAME, Clause.DOMICILE),
    "formaal": (Clause.PURPOSE,),
    "medlemmer": (Clause.MEMBERSHIP, Clause.EXIT_EXCLUSION, Clause.FEE),
    "generalforsamling": (Clause.AGM, Clause.MOTIONS),
    "dagsorden": (Clause.AGENDA, Clause.EGM),
    "bestyrelse": (Clause.BOARD, Clause.CONSTITUTION),
    "underskrift": (Clause.SIGNING_RULES,),
    "penge": (Clause.ACCOUNTS, Clause.AUDIT, Clause.LIABILITY),
    "aendringer": (Clause.AMENDMENTS, Clause.DISSOLUTION, Clause.EFFECTIVE_DATE),
}


class BuilderMixin(PortalMixin):
    """A page about the draft that the association has under way."""

    section = "portal_statutes"

    @cached_property
    def draft(self) -> StatutesDraft | None:
        own = StatutesDraft.objects.under_way().filter(association=self.association)
        return own.select_related("association", "advised_by", "document").first()

    def address(self, name: str, *arguments: str) -> str:
        return reverse(f"portal_builder{name}", args=[self.association.pk, *arguments])

    def guide(self) -> list[Step]:
        """The steps; one is done when it was answered and nothing is put aside in it."""
        draft = self.draft
        given = draft.read().given if draft else frozenset()
        typed = draft.typed if draft else {}
        steps = []
        for topic in questions.TOPICS:
            names = [question.name for question in topic.questions]
            is_done = topic.slug not in typed and any(name in given for name in names)
            url = self.address("_step", topic.slug) if draft and draft.is_writable else ""
            steps.append(Step(topic.title, url=url, state="done" if is_done else "todo"))
        return [*steps, Step(PREVIEW, url=self.address("_preview") if draft else "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_build = self.request.user.has_perm("associations.build_statutes", self.association)
        return super().get_context_data(
            draft=self.draft, steps=self.guide(), may_build=may_build, **kwargs
        )


class NeedsDraft(BuilderMixin):
    """Without a draft there is nothing to see: back to where one begins."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.has_perm(self.permission, self.association) and self.draft is None:
            return HttpResponseRedirect(self.address(""))
        return super().dispatch(request, *args, **kwargs)


class Start(BuilderMixin, TemplateView):
    """What the builder does, and the way into it."""

    template_name = "portal/builder/start.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        drafts.begin(self.association, by=request.user, at=timezone.now())
        return HttpResponseRedirect(self.address("_step", questions.SLUGS[0]))


class TopicStep(MarksMixin, NeedsDraft, WrittenStep):
    """A step: read, autosaved, saved; a consultant's suggestions beside its questions answered."""

    template_name = "portal/builder/step.html"
    permission = "associations.build_statutes"
    marks_kind = statutes_target.KIND
    not_typed = (*WrittenStep.not_typed, "later", *MarksMixin.BUTTONS)

    @cached_property
    def topic(self) -> questions.Topic:
        try:
            return questions.BY_SLUG[self.kwargs["topic"]]
        except KeyError:
            raise Http404 from None

    def make_form(self, data: Any = None, *, typed: QueryDict | None = None) -> TopicForm:
        return TopicForm(
            data,
            topic=self.topic,
            answers=self.draft.read(),
            typed=typed,
            user=self.request.user,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.draft.is_writable:
            messages.info(
                request,
                _(
                    "The draft lies with your consultant. Take it back if you want to change "
                    "something."
                ),
            )
            return HttpResponseRedirect(self.address("_preview"))
        return self.first_look(self.draft.typed.get(self.topic.slug))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "autosave" in request.POST:
            return self.autosave()
        form = self.make_form(request.POST)
        if form.is_valid():
            try:
                saved = self.save(form)
                return (
                    self.answer_mark(saved, self.topic.slug)
                    if self.is_answer()
                    else self.go_on(saved)
                )
            except ValidationError as refusal:
                form.add_error(None, refusal)
            except NotPossibleNow as refusal:
                form.add_error(None, refusal.message)
        elif self.is_answer() and self.keep():
            return self.answer_mark(self.draft, self.topic.slug)
        elif "later" in request.POST and self.keep():
            messages.success(request, _("The draft is saved. Go on when it suits you."))
            return HttpResponseRedirect(self.address("_preview"))
        return self.show(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def save(self, form: TopicForm) -> StatutesDraft:
        return drafts.save(
            self.draft,
            topic=self.topic.slug,
            given=form.answers(),
            by=self.request.user,
            at=timezone.now(),
        )

    def go_on(self, saved: StatutesDraft) -> HttpResponse:
        for one in warnings(saved.read(), self.topic.slug):
            messages.warning(self.request, one.message)
        if "later" in self.request.POST:
            messages.success(self.request, _("The draft is saved. Go on when it suits you."))
            return HttpResponseRedirect(self.address("_preview"))
        place = questions.SLUGS.index(self.topic.slug) + 1
        if place == len(questions.SLUGS):
            return HttpResponseRedirect(self.address("_preview"))
        return HttpResponseRedirect(self.address("_step", questions.SLUGS[place]))

    def put_aside(self, typed: Typed) -> bool:
        drafts.keep_typed(
            self.draft,
            topic=self.topic.slug,
            typed=typed,
            by=self.request.user,
            at=timezone.now(),
        )
        return True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        place = questions.SLUGS.index(self.topic.slug)
        return super().get_context_data(
            topic=self.topic,
            current=place + 1,
            previous=self.address("_step", questions.SLUGS[place - 1]) if place else "",
            remarks=warnings(self.draft.read(), self.topic.slug),
            marks=bridge.marks(self.marks_target, self.draft, self.topic.slug),
            **kwargs,
        )


class Preview(NeedsDraft, TemplateView):
    """The answers in the reader's language, and beside each step the Danish text it became."""

    template_name = "portal/builder/preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        answers = self.draft.read()
        written = {one.clause: one for one in danish.clauses(answers)}
        numbers = {clause: number for number, clause in enumerate(written, start=1)}
        remarks = warnings(answers)
        parts = [
            {
                "topic": topic,
                "url": self.address("_step", topic.slug),
                "answers": questions.summary(topic, answers),
                "remarks": [one for one in remarks if one.topic == topic.slug],
                "clauses": [(numbers[one], written[one]) for one in CLAUSES_OF[topic.slug]],
                "is_unfinished": topic.slug in self.draft.typed,
            }
            for topic in questions.TOPICS
        ]
        return super().get_context_data(
            parts=parts,
            current=len(questions.TOPICS) + 1,
            title=danish.title(answers),
            remarks=remarks,
            lacking=[
                (self.address("_step", questions.TOPIC_OF[name]), question_of(name).label)
                for name in answers.unanswered()
            ],
            consultant=self.association.consultant,
            standing=bridge.standing(statutes_target.KIND, self.draft, timezone.localdate()),
            **kwargs,
        )


def question_of(name: str) -> questions.Question:
    topic = questions.BY_SLUG[questions.TOPIC_OF[name]]
    return next(one for one in topic.questions if one.name == name)


class DraftFile(BuilderMixin, View):
    """The draft to take home, marked as one: as Word file or PDF. Nothing is stored."""

    extension = "pdf"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.draft is None:
            raise Http404
        answers = self.draft.read()
        if self.extension == "docx":
            content = files.word(answers, is_draft=True, at=timezone.localtime())
            response = HttpResponse(content, content_type=files.WORD_TYPE)
        else:
            content = files.paper(answers, is_draft=True)
            response = HttpResponse(content, content_type="application/pdf")
        name = f"udkast-{drafts.file_name(self.draft, self.extension)}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-store"
        return response


class Confirm(NeedsDraft, TemplateView):
    """One question whether it is meant, and one action."""

    template_name = "components/confirm.html"
    permission = "associations.build_statutes"
    statuses: tuple[str, ...] = ()
    title: Any = ""
    intro: Any = ""
    submit_label: Any = ""
    done: Any = ""

    def act(self) -> StatutesDraft:
        raise TypeError(f"{type(self).__name__} does not say which action it calls.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.draft.status not in self.statuses:
            return HttpResponseRedirect(self.address("_preview"))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.act()
        except NotPossibleNow as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, self.done)
        return HttpResponseRedirect(self.address("_preview"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            base_template="portal/base.html",
            title=self.title,
            intro=self.intro,
            submit_label=self.submit_label,
            back_url=self.address("_preview"),
            **kwargs,
        )


class Send(Confirm):
    """To the consultant, who reads and advises."""

    statuses = StatutesDraft.WRITABLE
    title = gettext_lazy("Send the draft to your consultant")
    intro = gettext_lazy(
        "A consultant reads your draft and gives you advice. You decide yourselves. Until you have "
        "an answer the draft stands still; you can take it back at any time."
    )
    submit_label = gettext_lazy("Send the draft")
    done = gettext_lazy("The draft is sent. You get a letter when the consultant has read it.")

    def act(self) -> StatutesDraft:
        return drafts.send(self.draft, by=self.request.user, at=timezone.now())


class TakeBack(Confirm):
    """Go on writing before the answer has come."""

    statuses = (StatutesDraft.Status.SENT,)
    title = gettext_lazy("Take the draft back")
    intro = gettext_lazy("Then you can go on writing. Send it again when it is ready.")
    submit_label = gettext_lazy("Take the draft back")
    done = gettext_lazy("You have the draft back and can go on writing.")

    def act(self) -> StatutesDraft:
        return drafts.take_back(self.draft, by=self.request.user, at=timezone.now())


class Adopt(NeedsDraft, ActionFormView):
    """The meeting has decided: the draft becomes the association's statutes."""

    template_name = "portal/builder/adopt.html"
    permission = "associations.build_statutes"
    form_class = AdoptDraftForm
    success_message = gettext_lazy("Congratulations. Your statutes are noted as adopted.")

    def act(self, form: AdoptDraftForm) -> Any:
        return drafts.adopt(self.draft, by=self.request.user, at=timezone.now(), **form.arguments())

    def get_success_url(self) -> str:
        return reverse("portal_statutes", args=[self.association.pk])
