from modeltranslation.translator import TranslationOptions, register

from associations.models import HelpKind, Theme


@register(Theme)
class ThemeTranslation(TranslationOptions):
    fields = ("name",)


@register(HelpKind)
class HelpKindTranslation(TranslationOptions):
    fields = ("name", "referral_text", "offer")
