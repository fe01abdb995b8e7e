"""My associations on a phone, the one I have not spoken with for longest first."""

from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.views.generic import ListView

from associations.models import Association
from associations.views.quick_log import LogKeeperMixin

# Days of silence one may ask for.
DAYS = (30, 90, 180, 365)


class MineView(LogKeeperMixin, ListView):
    """Tap one to log a contact with it (`?dage=90`: silent for so long)."""

    template_name = "associations/my_associations.html"
    context_object_name = "associations"
    paginate_by = 50

    @property
    def days(self) -> int:
        asked = self.request.GET.get("dage", "")
        return int(asked) if asked.isdecimal() and int(asked) in DAYS else 0

    def get_queryset(self) -> QuerySet[Association]:
        user: Any = self.request.user
        mine = Association.objects.visible_to(user).filter(consultant=user)
        if self.days:
            mine = mine.silent_since(timezone.localdate() - timedelta(days=self.days))
        return mine.alive().order_by(F("last_contact_on").asc(nulls_first=True), "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        context = super().get_context_data(days=self.days, choices=DAYS, **kwargs)
        context["rows"] = [
            (one, (today - one.last_contact_on).days if one.last_contact_on else None)
            for one in context["associations"]
        ]
        return context
