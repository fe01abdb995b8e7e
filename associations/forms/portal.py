"""What an association writes about itself."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import ButtonHolder, Fieldset, Layout, Submit
from django import forms
from django.forms.models import ModelMultipleChoiceField
from django.utils.translation import gettext_lazy as _

from associations.actions.associations import OWN_FACTS
from associations.models import Association, Post, Theme
from core.forms import CvrField, ModelForm, PhoneField
from core.models import Language


class OwnEntryForm(ModelForm):
    """Address, contact, purpose and the public directory; the register's own facts are not here."""

    cvr_number = CvrField(
        label=_("CVR number"),
        help_text=_("Eight digits. Leave it empty if you do not have one yet."),
    )
    phone = PhoneField(label=_("Telephone"), required=False)
    website = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )
    languages = ModelMultipleChoiceField(
        Language.objects.none(),
        label=_("Languages you speak in the association"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    themes = ModelMultipleChoiceField(
        Theme.objects.none(),
        label=_("What you work with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    show_my_name = forms.BooleanField(
        label=_("My own name, with my post"),
        required=False,
        help_text=_("Only you can say yes to this. The others say it for themselves."),
    )

    class Meta:
        model = Association
        fields = OWN_FACTS
        labels = {
            "purpose": _("What your association does"),
            "street": _("Street and number"),
            "postal_code": _("Postal code"),
            "city": _("City"),
            "email": _("E-mail"),
            "is_public": _("Show us in the public directory of associations"),
            "public_purpose": _("What your association does"),
            "public_languages": _("Languages"),
            "public_themes": _("Themes"),
            "public_city": _("City"),
            "public_address": _("Street and number"),
            "public_phone": _("Telephone"),
            "public_email": _("E-mail"),
            "public_website": _("Website"),
        }
        help_texts = {
            "purpose": _("A few sentences."),
            "is_public": _("Everybody can see your name, and what you tick below. Nothing else."),
        }

    def __init__(self, *args: Any, own_post: Post | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = Theme.objects.in_use()  # type: ignore[attr-defined]
        if own_post is None:
            del self.fields["show_my_name"]
        else:
            self.fields["show_my_name"].initial = own_post.name_public_on is not None
        self.fields["languages"].queryset = Language.objects.in_use()  # type: ignore[attr-defined]
        self.fields["email"].widget.attrs["dir"] = "ltr"
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": ""}
        self.helper.layout = Layout(
            Fieldset(
                _("How we reach you"), "street", "postal_code", "city", "phone", "email", "website"
            ),
            Fieldset(_("Registration"), "cvr_number"),
            Fieldset(_("About you"), "purpose", "themes", "languages"),
            Fieldset(_("The public directory"), "is_public"),
            Fieldset(
                _("Show this about us in the directory"),
                *Association.PUBLIC_FACTS,
                *(("show_my_name",) if own_post else ()),
            ),
            ButtonHolder(Submit("save", _("Save"))),
        )
