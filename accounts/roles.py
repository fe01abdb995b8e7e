"""The municipal roles. Each is a group made by a migration; a person may have several."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    CONSULTANT = "consultant", _("Integration consultant")
    COORDINATOR = "coordinator", _("Association coordinator")
    POOL_SECRETARY = "pool_secretary", _("Pool secretary")
    COMMITTEE_MEMBER = "committee_member", _("Committee member")
    COMMITTEE_CHAIR = "committee_chair", _("Committee chair or secretary of the meeting")
    MANAGER = "manager", _("Manager")
    ADMINISTRATOR = "administrator", _("Administrator")


# Those who work for the municipality; committee members are elected, not employed.
EMPLOYED = frozenset({Role.CONSULTANT, Role.COORDINATOR, Role.POOL_SECRETARY, Role.MANAGER})
COMMITTEE = frozenset({Role.COMMITTEE_MEMBER, Role.COMMITTEE_CHAIR})
