from modeltranslation.translator import TranslationOptions, register

from activities.models import Event


@register(Event)
class EventTranslation(TranslationOptions):
    fields = ("title", "description", "audience")
