from modeltranslation.translator import TranslationOptions, register

from grants.models import Criterion, EligibilityQuestion, Pool, PoolRound, PoolRule


@register(Pool)
class PoolTranslation(TranslationOptions):
    fields = ("name", "summary", "description", "pays_for", "does_not_pay_for", "guidelines")


@register(PoolRound)
class PoolRoundTranslation(TranslationOptions):
    fields = ("name",)


@register(Criterion)
class CriterionTranslation(TranslationOptions):
    fields = ("title", "description")


@register(EligibilityQuestion)
class EligibilityQuestionTranslation(TranslationOptions):
    fields = ("text", "advice")


@register(PoolRule)
class PoolRuleTranslation(TranslationOptions):
    fields = ("message",)
