from django.urls import URLPattern, path

from associations.views import access, portal, public, quick_log, statutes

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
    path("opsoegende/", quick_log.QuickLogView.as_view(), name="quick_log"),
    path("opsoegende/<int:pk>/", quick_log.ReceiptView.as_view(), name="quick_log_receipt"),
    path(
        "opsoegende/<int:pk>/opret-gruppe/",
        quick_log.RegisterGroupView.as_view(),
        name="quick_log_register",
    ),
    path(
        "opsoegende/opfoelgning/<int:pk>/udfoert/",
        quick_log.FollowUpDoneView.as_view(),
        name="quick_log_follow_up_done",
    ),
    path("opsoegende/foreninger/", quick_log.SearchView.as_view(), name="quick_log_search"),
    path("opsoegende/token/", quick_log.TokenView.as_view(), name="quick_log_token"),
    path("opsoegende/uden-net/", quick_log.ShellView.as_view(), name="quick_log_shell"),
    path("opsoegende/sw.js", quick_log.WorkerView.as_view(), name="quick_log_worker"),
    path("opsoegende/app.webmanifest", quick_log.ManifestView.as_view(), name="quick_log_manifest"),
    path(
        "min-forening/<int:association_id>/adgang/",
        access.AccessList.as_view(),
        name="portal_access",
    ),
    path(
        "min-forening/<int:association_id>/adgang/inviter/",
        access.Invite.as_view(),
        name="portal_access_invite",
    ),
    path(
        "min-forening/<int:association_id>/adgang/invitation/<int:pk>/traek-tilbage/",
        access.Withdraw.as_view(),
        name="portal_access_withdraw",
    ),
    path(
        "min-forening/<int:association_id>/adgang/<int:pk>/afslut/",
        access.End.as_view(),
        name="portal_access_end",
    ),
    path("min-forening/", portal.portal_home, name="portal_home"),
    path("min-forening/<int:association_id>/", portal.Home.as_view(), name="portal_association"),
    path(
        "min-forening/<int:association_id>/oplysninger/",
        portal.EditOwnEntry.as_view(),
        name="portal_own_entry",
    ),
    path(
        "min-forening/<int:association_id>/bestyrelse/",
        portal.Board.as_view(),
        name="portal_board",
    ),
    path("foreninger/", public.Directory.as_view(), name="public_associations"),
    path("foreninger/<int:pk>-<slug:slug>/", public.association, name="public_association"),
]
