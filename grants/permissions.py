"""Who may apply, handle, assess, decide and send (design §7)."""

import rules

from accounts.models import User
from accounts.permissions import (
    belongs_to,
    is_administrator,
    is_committee,
    is_committee_chair,
    is_consultant,
    is_employed,
    is_manager,
    is_pool_secretary,
    is_staff_member,
    signs_for,
)


@rules.predicate
def has_helped(user: User, application: object) -> bool:
    """Helped to write the application; who advised does not assess."""
    helpers = getattr(application, "helpers", None)
    return helpers is not None and any(one.pk == user.pk for one in helpers.all())


rules.add_perm("grants", is_employed | is_committee | is_administrator)

# The applicant's side.
rules.add_perm("grants.begin_application", signs_for)
rules.add_perm("grants.edit_application", signs_for)
rules.add_perm("grants.submit_application", signs_for)
# Staff who act for the applicant never see the case (`Application.objects.open_to`).
rules.add_perm("grants.withdraw_application", is_pool_secretary | (~is_staff_member & signs_for))
rules.add_perm("grants.answer_enquiry", signs_for)
rules.add_perm("grants.cosign_application", belongs_to)

# The case. Who helped may still read it; assessing is another matter.
rules.add_perm("grants.view_every_application", is_pool_secretary | is_manager | is_employed)
rules.add_perm("grants.view_agenda", is_committee)
rules.add_perm("grants.view_application", is_employed | is_committee)
rules.add_perm("grants.handle_application", is_pool_secretary)
rules.add_perm("grants.record_help", is_consultant | is_pool_secretary)
rules.add_perm("grants.recommend_application", is_pool_secretary & ~has_helped)
rules.add_perm("grants.check_democracy", is_pool_secretary & ~has_helped)
rules.add_perm("grants.assess_application", is_committee & ~has_helped)
rules.add_perm("grants.declare_disqualification", is_committee | is_pool_secretary)
rules.add_perm("grants.lift_disqualification", is_committee_chair)
rules.add_perm("grants.enter_decision", is_committee_chair)
rules.add_perm("grants.decide_delegated", is_pool_secretary & ~has_helped)
rules.add_perm("grants.send_letter", is_pool_secretary)
rules.add_perm("grants.view_decisionletter", is_pool_secretary | is_manager)
rules.add_perm("grants.view_committeemeeting", is_employed | is_committee)
rules.add_perm("grants.add_committeemeeting", is_pool_secretary | is_committee_chair)
rules.add_perm("grants.change_committeemeeting", is_pool_secretary | is_committee_chair)
rules.add_perm("grants.export_application", is_employed | is_committee)

# Pools and what belongs to them.
for _model in ("pool", "poolround", "poolbudget", "criterion", "poolrule", "eligibilityquestion"):
    rules.add_perm(f"grants.view_{_model}", is_employed | is_committee | is_administrator)
    rules.add_perm(f"grants.add_{_model}", is_pool_secretary)
    rules.add_perm(f"grants.change_{_model}", is_pool_secretary)
for _model in ("criterion", "poolrule", "eligibilityquestion"):
    rules.add_perm(f"grants.delete_{_model}", is_pool_secretary)
rules.add_perm("grants.view_committee", is_employed | is_administrator)
rules.add_perm("grants.add_committee", is_administrator)
rules.add_perm("grants.change_committee", is_administrator)
