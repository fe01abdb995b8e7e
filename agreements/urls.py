from django.urls import URLPattern, path

from agreements.views import portal

urlpatterns: list[URLPattern] = [
    path(
        "min-forening/<int:association_id>/aftaler/",
        portal.AgreementList.as_view(),
        name="portal_agreements",
    ),
    path(
        "min-forening/<int:association_id>/aftaler/<int:pk>/",
        portal.AgreementPage.as_view(),
        name="portal_agreement",
    ),
]
