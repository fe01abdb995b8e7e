from agreements.models.agreements import Agreement, AgreementParty, Commitment, Signatory

__all__ = ["Agreement", "AgreementParty", "Commitment", "Signatory"]
