"""The admin pages of the pools: cases, outbox, committee, and what a pool is set up from."""

from grants.admin import applications, letters, meetings, pools

__all__ = ["applications", "letters", "meetings", "pools"]
