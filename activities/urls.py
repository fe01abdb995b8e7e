from django.urls import URLPattern, path

from activities.views import portal, public

urlpatterns: list[URLPattern] = [
    path("aktiviteter/", public.Calendar.as_view(), name="public_events"),
    path("aktiviteter/tidligere/", public.PastCalendar.as_view(), name="public_events_past"),
    path("aktiviteter/kalender.ics", public.events_feed, name="events_feed"),
    path("aktiviteter/<int:pk>.ics", public.event_feed, name="event_feed"),
    path("aktiviteter/<int:pk>-<slug:slug>/", public.event, name="public_event"),
    path(
        "min-forening/<int:association_id>/aktiviteter/",
        portal.OwnEvents.as_view(),
        name="portal_events",
    ),
    path(
        "min-forening/<int:association_id>/aktiviteter/foreslaa/",
        portal.Propose.as_view(),
        name="portal_event_propose",
    ),
    path(
        "min-forening/<int:association_id>/aktiviteter/<int:pk>/",
        portal.EditProposal.as_view(),
        name="portal_event_edit",
    ),
]
