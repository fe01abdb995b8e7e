"""When an association is asked “is this still your board?”: a year after it last told who it is.

Posts begin at the general meeting. A month more than a year after the newest post, the next general
meeting has been held, and its board is to be asked for. No setting: each has its own month.
"""

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from associations.models import Association, BoardConfirmation, Post

Kind, Stage = Association.Kind, Association.Stage

ASK_AFTER_POST = timedelta(days=395)
ASK_AFTER_YES = timedelta(days=365)
# Whoever does not answer is asked again after half a year; meanwhile the consultant sees it.
ASK_AGAIN = timedelta(days=180)
# Nobody has said who the board is for two years: somebody must call.
TOO_LONG = timedelta(days=730)
# Those that elect a board; a municipal unit and a company do not.
WITHOUT_BOARD = (Kind.MUNICIPAL_UNIT, Kind.COMPANY, Kind.INFORMAL_GROUP)
WITH_BOARD = Association.PATH[Association.PATH.index(Stage.CONSTITUTED) :]


def has_board(association: Association) -> bool:
    """Whether it has come so far that it has elected a board."""
    return association.stage in WITH_BOARD and association.kind not in WITHOUT_BOARD


def due(now: datetime) -> QuerySet[Association]:
    """Those to be asked now: known for too long, not asked lately, and with somebody to write to."""
    today = timezone.localdate(now)
    held = Post.objects.filter(association=OuterRef("pk"), role__in=Post.BOARD).open_on(today)
    newest = held.order_by("-valid_from").values("valid_from")[:1]
    reads_mail = ~Q(person__email="") | Q(person__user__isnull=False)
    writable = held.filter(reads_mail, role__in=(Post.Role.CHAIR, Post.Role.TREASURER))
    asked = BoardConfirmation.objects.filter(association=OuterRef("pk"))
    return (
        Association.objects.filter(stage__in=WITH_BOARD)
        .exclude(kind__in=WITHOUT_BOARD)
        .annotate(newest_post_on=Subquery(newest))
        .filter(
            Exists(writable),
            ~Exists(asked.filter(sent_at__gt=now - ASK_AGAIN)),
            ~Exists(asked.said_yes().filter(answered_at__gt=now - ASK_AFTER_YES)),
            newest_post_on__lte=today - ASK_AFTER_POST,
        )
        .order_by("pk")
    )


def known_since(posts: list[Post], last_yes: BoardConfirmation | None, day: date) -> date | None:
    """The day on which the association last told who its board is."""
    begun = [
        post.valid_from for post in posts if post.role in Post.BOARD and post.valid_from <= day
    ]
    said = [timezone.localdate(last_yes.answered_at)] if last_yes and last_yes.answered_at else []
    return max([*begun, *said], default=None)
