"""Reading accounts."""

from saferboard.web.directory.models import User


def accounts() -> list[User]:
    """Every account, by post."""
    return list(User.objects.order_by("post", "pk"))
