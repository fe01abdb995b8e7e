from django.urls import URLPattern, path

from associations.views import (
    access,
    board,
    builder,
    confirmation,
    evening,
    follow_ups,
    portal,
    public,
    quick_log,
    receipt,
    silence,
    statutes,
    way,
)

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
    path(
        "min-forening/<int:association_id>/vedtaegter/sammenlign/",
        statutes.Compare.as_view(),
        name="portal_statutes_compare",
    ),
    path(
        "min-forening/<int:association_id>/vedtaegter/byg/",
        builder.Start.as_view(),
        name="portal_builder",
    ),
    path(
        "min-forening/<int:association_id>/vedtaegter/byg/trin/<slug:topic>/",
        builder.TopicStep.as_view(),
        name="portal_builder_step",
    ),
    path(
        "min-forening/<int:association_id>/vedtaegter/byg/se/",
        builder.Preview.as_view(),
        name="portal_builder_preview",
    ),
    path(
        "min-forening/<int:association_id>/vedtaegter/byg/send/",
        builder.Send.as_view(),
        name="portal_builder_send",
    ),
    path(
        "min-forening/<int:association_id>/vedtaegter/byg/tag-tilbage/",
        builder.TakeBack.as_view(),
        name="portal_builder_take_back",
    ),
    path(
        "min-forening/<int:association_id>/vedtaegter/byg/vedtaget/",
        builder.Adopt.as_view(),
        name="portal_builder_adopt",
    ),
    path(
        "min-forening/<int:association_id>/vedtaegter/byg/udkast.docx",
        builder.DraftFile.as_view(extension="docx"),
        name="portal_builder_word",
    ),
    path(
        "min-forening/<int:association_id>/vedtaegter/byg/udkast.pdf",
        builder.DraftFile.as_view(extension="pdf"),
        name="portal_builder_pdf",
    ),
    path("opsoegende/", quick_log.QuickLogView.as_view(), name="quick_log"),
    path("opsoegende/<int:pk>/", quick_log.ReceiptView.as_view(), name="quick_log_receipt"),
    path(
        "opsoegende/<int:pk>/opret-gruppe/",
        quick_log.RegisterGroupView.as_view(),
        name="quick_log_register",
    ),
    path("opsoegende/<int:pk>/henvist/", receipt.ReferredView.as_view(), name="quick_log_referred"),
    path("opsoegende/<int:pk>/hvem/", receipt.RungView.as_view(), name="quick_log_rung"),
    path("opsoegende/<int:pk>/tilbudt/", receipt.OfferedView.as_view(), name="quick_log_offered"),
    path(
        "opsoegende/opfoelgninger/",
        follow_ups.DailyListView.as_view(),
        name="quick_log_follow_ups",
    ),
    path(
        "opsoegende/opfoelgning/<int:pk>/",
        follow_ups.FollowUpView.as_view(),
        name="quick_log_follow_up",
    ),
    path(
        "opsoegende/opfoelgning/<int:pk>/udfoert/",
        follow_ups.DoneView.as_view(),
        name="quick_log_follow_up_done",
    ),
    path(
        "opsoegende/opfoelgning/<int:pk>/udsaet/",
        follow_ups.SnoozeView.as_view(),
        name="quick_log_follow_up_snooze",
    ),
    path("opsoegende/mine/", silence.MineView.as_view(), name="quick_log_mine"),
    path("opsoegende/aften/", evening.EveningView.as_view(), name="quick_log_evening"),
    path(
        "opsoegende/aften/<uuid:key>/",
        evening.ReceiptView.as_view(),
        name="quick_log_evening_receipt",
    ),
    path(
        "opsoegende/uden-net/aften/",
        evening.ShellView.as_view(),
        name="quick_log_evening_shell",
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
        board.Board.as_view(),
        name="portal_board",
    ),
    path(
        "min-forening/<int:association_id>/bestyrelse/ny-post/",
        board.Appoint.as_view(),
        name="portal_board_appoint",
    ),
    path(
        "min-forening/<int:association_id>/bestyrelse/<int:pk>/afslut/",
        board.End.as_view(),
        name="portal_board_end",
    ),
    path(
        "min-forening/<int:association_id>/bestyrelse/ny-formand/",
        board.ChangeChair.as_view(),
        name="portal_chair_change",
    ),
    path(
        "min-forening/<int:association_id>/bestyrelse/ny-formand/igen/",
        board.Resend.as_view(),
        name="portal_chair_resend",
    ),
    path(
        "min-forening/<int:association_id>/bestyrelse/ny-formand/annuller/",
        board.Cancel.as_view(),
        name="portal_chair_cancel",
    ),
    path(
        "min-forening/<int:association_id>/vejen/",
        way.WayPage.as_view(),
        name="portal_path",
    ),
    path(
        "min-forening/<int:association_id>/vejen/<slug:stage>/",
        way.Report.as_view(),
        name="portal_path_report",
    ),
    path(
        "min-forening/<int:association_id>/vejen/papir/<slug:kind>/",
        way.PaperPage.as_view(),
        name="portal_path_paper",
    ),
    path(
        "bekraeft-bestyrelse/<str:token>/",
        confirmation.BoardConfirmationPage.as_view(),
        name="board_confirmation",
    ),
    path("foreninger/", public.Directory.as_view(), name="public_associations"),
    path("foreninger/<int:pk>-<slug:slug>/", public.association, name="public_association"),
]
