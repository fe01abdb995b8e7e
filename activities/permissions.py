"""Who may plan, publish and propose events."""

import rules

from accounts.permissions import is_consultant, is_employed, signs_for

rules.add_perm("activities", is_employed)
rules.add_perm("activities.view_event", is_employed)
rules.add_perm("activities.add_event", is_consultant)
rules.add_perm("activities.change_event", is_consultant)
rules.add_perm("activities.publish_event", is_consultant)
for _model in ("eventorganiser", "eventinterpreting"):
    for _verb in ("add", "change", "delete"):
        rules.add_perm(f"activities.{_verb}_{_model}", is_consultant)
    rules.add_perm(f"activities.view_{_model}", is_employed)
# Asked of the association that proposes.
rules.add_perm("activities.propose_event", signs_for)
