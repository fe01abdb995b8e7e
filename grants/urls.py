from django.urls import URLPattern, path

from grants.views import public
from grants.views.portal import begin, case, files, replies, sending, steps

LIST = "min-forening/<int:association_id>/ansoegninger/"
ONE = f"{LIST}<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("puljer/", public.Pools.as_view(), name="public_pools"),
    path("puljer/<slug:slug>/", public.pool, name="public_pool"),
    path("bevillinger/", public.Grants.as_view(), name="public_grants"),
    path("bevillinger/bevillinger.csv", public.grants_file, name="public_grants_file"),
    path("min-forening/soeg/<int:round_id>/", begin.Apply.as_view(), name="portal_apply"),
    path(LIST, case.Applications.as_view(), name="portal_applications"),
    path(f"{LIST}ny/<int:round_id>/", begin.Begin.as_view(), name="portal_application_begin"),
    path(ONE, case.Case.as_view(), name="portal_application"),
    path(
        f"{ONE}kan-vi-soege/",
        begin.Eligibility.as_view(),
        name="portal_application_kan_vi_soege",
    ),
    path(f"{ONE}projekt/", steps.Project.as_view(), name="portal_application_projekt"),
    path(f"{ONE}deltagere/", steps.People.as_view(), name="portal_application_deltagere"),
    path(f"{ONE}budget/", steps.Budget.as_view(), name="portal_application_budget"),
    path(f"{ONE}bilag/", files.Attachments.as_view(), name="portal_application_bilag"),
    path(f"{ONE}send/", sending.Send.as_view(), name="portal_application_send"),
    path(f"{ONE}underskrifter/", case.Signatures.as_view(), name="portal_application_signatures"),
    path(f"{ONE}kvittering/", sending.Receipt.as_view(), name="portal_application_receipt"),
    path(f"{ONE}traek-tilbage/", sending.Withdraw.as_view(), name="portal_application_withdraw"),
    path(f"{ONE}slet/", sending.Discard.as_view(), name="portal_application_discard"),
    path(f"{ONE}kopier/", replies.Copy.as_view(), name="portal_application_copy"),
    path(
        f"{ONE}svar/<slug:kind>/<int:enquiry_id>/",
        replies.Answer.as_view(),
        name="portal_application_answer",
    ),
]
