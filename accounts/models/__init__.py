from accounts.models.access import Access, Invitation
from accounts.models.user import User

__all__ = ["Access", "Invitation", "User"]
