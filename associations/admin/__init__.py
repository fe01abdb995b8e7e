"""The register, the outreach log and the statutes at the desk."""

from associations.admin import associations as associations
from associations.admin import board as board
from associations.admin import budgets as budgets
from associations.admin import capacity as capacity
from associations.admin import contacts as contacts
from associations.admin import declarations as declarations
from associations.admin import drafts as drafts
from associations.admin import follow_ups as follow_ups
from associations.admin import imports as imports
from associations.admin import links as links
from associations.admin import merges as merges
from associations.admin import people as people
from associations.admin import reference as reference
from associations.admin import referrals as referrals
from associations.admin import signing_rules as signing_rules
from associations.admin import statutes as statutes
from associations.admin import supervision as supervision
