from accounts.admin import access, control, users

__all__ = ["access", "control", "users"]
