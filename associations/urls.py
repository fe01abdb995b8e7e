from django.urls import URLPattern, path

from associations.views import statutes

urlpatterns: list[URLPattern] = [
    path(
        "min-forening/<int:association_id>/vedtaegter/",
        statutes.Versions.as_view(),
        name="portal_statutes",
    ),
    path(
        "min-forening/<int:association_id>/vedtaegter/ny/",
        statutes.AddVersion.as_view(),
        name="portal_statutes_add",
    ),
    path(
        "min-forening/<int:association_id>/vedtaegter/<int:number>/gennemgang/",
        statutes.Advice.as_view(),
        name="portal_statutes_review",
    ),
]
