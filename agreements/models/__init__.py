from agreements.models.agreement_parts import AgreementParty, Commitment, Signatory
from agreements.models.agreements import Agreement

__all__ = ["Agreement", "AgreementParty", "Commitment", "Signatory"]
