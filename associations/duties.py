"""What passes from a former chair to the new one: each app names what it keeps in a person's name.

An app registers a function in its `panels.py` or beside its actions: it is given the association,
the users whose access ends and the new chair, in the transaction of the hand-over.
"""

from collections.abc import Callable, Sequence

from accounts.models import User
from associations.models import Association, FollowUp

PassOn = Callable[[Association, Sequence[User], User], None]

_passed_on: list[PassOn] = []


def register(function: PassOn) -> PassOn:
    """Have `function` called at every hand-over."""
    if function not in _passed_on:
        _passed_on.append(function)
    return function


def pass_on(association: Association, former: Sequence[User], chair: User) -> None:
    """Give everything registered to the new chair."""
    for function in _passed_on:
        function(association, former, chair)


@register
def follow_ups(association: Association, former: Sequence[User], chair: User) -> None:
    """What a former chair had promised, the new one keeps."""
    waiting = FollowUp.objects.awaiting().filter(association=association, assigned_to__in=former)
    waiting.update(assigned_to=chair)
