from activities.models.event_parts import EventInterpreting, EventOrganiser
from activities.models.events import Event

__all__ = ["Event", "EventInterpreting", "EventOrganiser"]
