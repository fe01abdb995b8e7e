from associations.models.associations import Association
from associations.models.board import BoardConfirmation, ChairChange, StageReport
from associations.models.bridge import DraftOpening, Suggestion
from associations.models.capacity import CapacityAnswer, CapacityCheck, CapacityStatement
from associations.models.contact_links import ContactLink, ContactRevision
from associations.models.contacts import Contact
from associations.models.declarations import (
    ChildCertificateDeclaration,
    Declaration,
    DonationBanDeclaration,
)
from associations.models.drafts import StatutesDraft
from associations.models.follow_ups import FollowUp, Handover, Snooze
from associations.models.imports import Import, ImportMapping, ImportRow
from associations.models.links import AssociationLink
from associations.models.merges import Merge, MergedRow, NotDuplicate
from associations.models.meter import (
    HelpOffer,
    HourBudget,
    HourBudgetNote,
    IndependenceStep,
    Referral,
)
from associations.models.people import Person, Post
from associations.models.reference import HelpKind, Theme
from associations.models.signing import SigningCombination, SigningRule
from associations.models.statutes import ClauseReview, StatutesReview, StatutesVersion
from associations.models.supervision import (
    SampledAssociation,
    SupervisionSample,
    SupervisionVisit,
)

__all__ = [
    "Association",
    "AssociationLink",
    "BoardConfirmation",
    "CapacityAnswer",
    "CapacityCheck",
    "CapacityStatement",
    "ChairChange",
    "ChildCertificateDeclaration",
    "ClauseReview",
    "Contact",
    "ContactLink",
    "ContactRevision",
    "Declaration",
    "DonationBanDeclaration",
    "DraftOpening",
    "FollowUp",
    "Handover",
    "HelpKind",
    "HelpOffer",
    "HourBudget",
    "HourBudgetNote",
    "Import",
    "ImportMapping",
    "ImportRow",
    "IndependenceStep",
    "Merge",
    "MergedRow",
    "NotDuplicate",
    "Person",
    "Post",
    "Referral",
    "SampledAssociation",
    "SigningCombination",
    "SigningRule",
    "Snooze",
    "StageReport",
    "StatutesDraft",
    "StatutesReview",
    "StatutesVersion",
    "Suggestion",
    "SupervisionSample",
    "SupervisionVisit",
    "Theme",
]
