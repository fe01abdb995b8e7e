"""The one municipality this installation serves."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

colour = RegexValidator(
    r"^#[0-9a-fA-F]{6}$", _("Write the colour as # and six digits, e.g. #0059b3.")
)


def luminance(value: str) -> float:
    """Relative luminance of a `#rrggbb` colour (WCAG 2.2, definition of contrast ratio)."""
    channels = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def readable_on_white(value: str) -> None:
    """Refuse a colour on which white text cannot be read: contrast 4.5 (WCAG 1.4.3)."""
    if 1.05 / (luminance(value) + 0.05) < 4.5:
        raise ValidationError(_("White text cannot be read on this colour. Choose a darker one."))


class Municipality(models.Model):
    """Name, contact, logo and colour, as they stand on every page and letter. A single row."""

    name = models.CharField(_("name"), max_length=100, default="Kommunen")
    department = models.CharField(_("department"), max_length=150, blank=True)
    municipality_code = models.CharField(
        _("municipality code"),
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^\d{4}$", _("A municipality code has four digits."))],
    )
    street = models.CharField(_("street and number"), max_length=150, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=4, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    privacy_url = models.URLField(_("privacy notice"), blank=True)
    primary_colour = models.CharField(
        _("main colour"), max_length=7, default="#0059b3", validators=[colour, readable_on_white]
    )
    logo = models.ForeignKey(
        "core.Document",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("PNG or JPEG, at least 80 pixels high."),
    )

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipality")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="core_municipality_single_row",
                violation_error_message=_("One installation serves one municipality."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The address in one line, as letters print it."""
        place = f"{self.postal_code} {self.city}".strip()
        return ", ".join(part for part in (self.street, place) if part)

    @property
    def logo_url(self) -> str:
        # The page asks anew when the picture changes.
        return f"{reverse('core:logo')}?v={self.logo.sha256[:8]}" if self.logo else ""
