from modeltranslation.translator import TranslationOptions, register

from associations.models import CapacityStatement, HelpKind, Theme


@register(Theme)
class ThemeTranslation(TranslationOptions):
    fields = ("name",)


@register(HelpKind)
class HelpKindTranslation(TranslationOptions):
    fields = ("name", "referral_text", "offer")


@register(CapacityStatement)
class CapacityStatementTranslation(TranslationOptions):
    fields = ("text",)
