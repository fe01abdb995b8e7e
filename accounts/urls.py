from django.urls import path

from accounts.views import invitations, own

# Pages that allauth brings and this site does not have; they lie before allauth's own addresses.
NOT_OFFERED = [
    "signup/",
    "email/",
    "confirm-email/",
    "confirm-email/<str:key>/",
    "3rdparty/",
    "3rdparty/signup/",
    "social/signup/",
    "social/connections/",
]

urlpatterns = [
    path("invitation/<str:token>/", invitations.InvitationPage.as_view(), name="invitation"),
    path("log-ind/", own.to_log_in, name="log_in"),
    path("log-ind/profil/", own.Profile.as_view(), name="account_profile"),
    *[path(f"log-ind/{address}", own.not_offered) for address in NOT_OFFERED],
]
