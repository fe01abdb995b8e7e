from activities.models.events import Event, EventInterpreting, EventOrganiser

__all__ = ["Event", "EventInterpreting", "EventOrganiser"]
