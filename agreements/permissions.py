"""Who may draft and conclude cooperation agreements."""

import rules

from accounts.permissions import is_consultant, is_coordinator, is_employed

rules.add_perm("agreements", is_employed)
rules.add_perm("agreements.view_agreement", is_employed)
rules.add_perm("agreements.add_agreement", is_consultant)
rules.add_perm("agreements.change_agreement", is_consultant)
rules.add_perm("agreements.conclude_agreement", is_coordinator)
for _model in ("agreementparty", "signatory", "commitment"):
    rules.add_perm(f"agreements.view_{_model}", is_employed)
    for _verb in ("add", "change", "delete"):
        rules.add_perm(f"agreements.{_verb}_{_model}", is_consultant)
