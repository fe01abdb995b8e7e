"""The register, the outreach log and the statutes at the desk."""

from associations.admin import statutes as statutes
