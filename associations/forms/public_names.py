"""Noting at the desk that somebody said yes, or no, to stand in public by name."""

from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations.models import Post
from core.admin.form_steps import StepForm


class PublicNameForm(StepForm):
    """Which post of the association it is about, and what the person said."""

    post = forms.ModelChoiceField(label=_("Who"), queryset=Post.objects.none())
    shown = forms.TypedChoiceField(
        label=_("What the person has said"),
        choices=[("ja", _("Yes, show my name")), ("nej", _("No, do not show it"))],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Post.objects.filter(association=self.about, role__in=Post.PUBLIC)
        post: Any = self.fields["post"]
        post.queryset = held.open_on(timezone.localdate()).select_related("person")

    def subject(self) -> models.Model:
        return self.cleaned_data["post"]  # type: ignore[no-any-return]

    def arguments(self) -> dict[str, Any]:
        return {"shown": self.cleaned_data["shown"]}
