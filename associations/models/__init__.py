from associations.models.associations import Association
from associations.models.contacts import Contact, FollowUp
from associations.models.people import Person, Post
from associations.models.reference import HelpKind, Theme
from associations.models.statutes import ClauseReview, StatutesReview, StatutesVersion

__all__ = [
    "Association",
    "ClauseReview",
    "Contact",
    "FollowUp",
    "HelpKind",
    "Person",
    "Post",
    "StatutesReview",
    "StatutesVersion",
    "Theme",
]
