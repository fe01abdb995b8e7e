"""Who may do what with the register, the outreach log and the statutes."""

import rules

from accounts.permissions import (
    belongs_to,
    chairs,
    is_administrator,
    is_consultant,
    is_coordinator,
    is_employed,
    is_manager,
    is_pool_secretary,
    signs_for,
)

rules.add_perm("associations", is_employed | is_administrator)
for _model in ("association", "person", "post", "statutesversion", "statutesreview"):
    rules.add_perm(f"associations.view_{_model}", is_employed)
    rules.add_perm(f"associations.add_{_model}", is_consultant)
    rules.add_perm(f"associations.change_{_model}", is_consultant)
rules.add_perm("associations.delete_post", is_consultant)
rules.add_perm("associations.view_associationlink", is_employed)
rules.add_perm("associations.add_associationlink", is_consultant)
rules.add_perm("associations.change_associationlink", is_consultant)
rules.add_perm("associations.advance_association", is_consultant)
rules.add_perm("associations.edit_own_entry", signs_for)
rules.add_perm("associations.read_own_association", belongs_to)

rules.add_perm("associations.keep_board", is_consultant | signs_for)
rules.add_perm("associations.change_chair", is_consultant | chairs)
rules.add_perm("associations.ask_about_board", is_consultant)
rules.add_perm("associations.report_stage", signs_for)
for _model in ("stagereport", "chairchange"):
    rules.add_perm(f"associations.view_{_model}", is_employed)

rules.add_perm("associations.view_contact", is_employed)
rules.add_perm("associations.add_contact", is_consultant | is_pool_secretary)
rules.add_perm("associations.change_contact", is_consultant)
rules.add_perm("associations.log_contact", is_consultant | is_pool_secretary)
rules.add_perm("associations.view_management_note", is_manager)
# Advice is not for whoever assesses the application: the pool secretary does not read it.
rules.add_perm("associations.view_unit_note", is_consultant | is_manager)
rules.add_perm("associations.view_followup", is_employed)
rules.add_perm("associations.add_followup", is_consultant | is_pool_secretary)
rules.add_perm("associations.change_followup", is_consultant | is_pool_secretary)
rules.add_perm("associations.finish_followup", is_consultant | is_pool_secretary)

rules.add_perm("associations.review_statutes", is_consultant)
rules.add_perm("associations.add_own_statutes", signs_for)
rules.add_perm("associations.build_statutes", signs_for)
# A draft that the association opened to one of them by name.
rules.add_perm("associations.help_with_draft", is_consultant)
for _model in ("statutesdraft", "signingrule"):
    rules.add_perm(f"associations.view_{_model}", is_employed)
    rules.add_perm(f"associations.change_{_model}", is_consultant)
rules.add_perm("associations.add_signingrule", is_consultant)

for _model in ("theme", "helpkind"):
    rules.add_perm(f"associations.view_{_model}", is_employed | is_administrator)
    rules.add_perm(f"associations.add_{_model}", is_coordinator | is_administrator)
    rules.add_perm(f"associations.change_{_model}", is_coordinator | is_administrator)

# The association check: a board's own words to itself. The pool secretary does not read it either.
rules.add_perm("associations.view_capacitycheck", is_consultant | is_manager)
rules.add_perm("associations.fill_capacity_check", signs_for)
rules.add_perm("associations.help_capacity_check", is_consultant)
rules.add_perm("associations.view_team_capacity", is_coordinator | is_manager)
rules.add_perm("associations.view_capacitystatement", is_consultant | is_manager | is_administrator)
for _verb in ("add", "change"):
    rules.add_perm(f"associations.{_verb}_capacitystatement", is_coordinator | is_administrator)

# The meter: one's own hours to oneself, sums to those who lead.
rules.add_perm("associations.view_own_hours", is_consultant | is_pool_secretary)
rules.add_perm("associations.view_team_hours", is_coordinator | is_manager)
rules.add_perm("associations.view_referral", is_employed)
rules.add_perm("associations.add_referral", is_consultant | is_pool_secretary)
rules.add_perm("associations.change_referral", is_consultant | is_pool_secretary)
rules.add_perm("associations.set_independence", is_consultant | is_pool_secretary)
rules.add_perm("associations.view_hourbudget", is_coordinator | is_manager)
rules.add_perm("associations.add_hourbudget", is_manager)
rules.add_perm("associations.change_hourbudget", is_manager)
rules.add_perm("associations.note_hourbudget", is_manager)

rules.add_perm("associations.import_register", is_consultant)
for _verb in ("view", "add", "change"):
    rules.add_perm(f"associations.{_verb}_import", is_consultant)

rules.add_perm("associations.merge_association", is_consultant)
rules.add_perm("associations.merge_person", is_consultant)
rules.add_perm("associations.view_merge", is_employed)

# Declarations and supervision: the same for every association; the committee sees no visits.
rules.add_perm("associations.declare", signs_for)
rules.add_perm("associations.note_declaration", is_consultant | is_pool_secretary)
rules.add_perm("associations.view_declaration", is_employed)
for _model in ("childcertificatedeclaration", "donationbandeclaration"):
    rules.add_perm(f"associations.view_{_model}", is_employed)
for _model in ("supervisionvisit", "supervisionsample", "sampledassociation"):
    rules.add_perm(f"associations.view_{_model}", is_employed)
rules.add_perm("associations.add_supervisionvisit", is_consultant)
rules.add_perm("associations.plan_visit", is_consultant)
rules.add_perm("associations.hold_visit", is_consultant)
rules.add_perm("associations.refer_visit", is_coordinator | is_manager)
rules.add_perm("associations.add_supervisionsample", is_coordinator | is_manager)
rules.add_perm("associations.draw_sample", is_coordinator | is_manager)
