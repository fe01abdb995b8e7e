"""Every address, app by app; design §6."""

from django.contrib import admin
from django.urls import include, path

from core.views import pages

urlpatterns = [
    path("", include("overview.urls")),
    path("", include("core.urls")),
    path("sprog/", pages.set_language, name="set_language"),
    path("was/", pages.accessibility_statement, name="accessibility_statement"),
    path("", include("accounts.urls")),
    path("", include("associations.urls")),
    path("", include("activities.urls")),
    path("", include("agreements.urls")),
    path("", include("grants.urls")),
    path("log-ind/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
