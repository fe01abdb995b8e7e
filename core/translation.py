from modeltranslation.translator import TranslationOptions, register

from core.models import Language


@register(Language)
class LanguageTranslation(TranslationOptions):
    fields = ("name",)
