"""Joint events at the desk."""

from activities.admin import events as events
