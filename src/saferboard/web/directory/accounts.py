"""Accounts."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models

from saferboard.core.directory.permissions import Role


def known_roles(value: object) -> None:
    """Refuses anything but a list of roles."""
    if not isinstance(value, list) or not set(value) <= set(Role):
        raise ValidationError(f"expected a list of roles out of {', '.join(Role)}")


class UserManager(BaseUserManager["User"]):
    """Finds accounts by their e-mail address."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account with this address, in any case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """An account of whoever holds a post. ``post`` is the key of a post in the partnership.

    ``first_password_until``: until then the password that the service made opens the account, to
    choose another; none once its owner has chosen one.
    """

    post = models.SlugField(max_length=80)
    email = models.EmailField(unique=True)
    roles = models.JSONField(default=list, validators=[known_roles])
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.CharField(max_length=120)
    first_password_until = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.post

    @property
    def held(self) -> frozenset[Role]:
        """The roles of this account."""
        return frozenset(Role(role) for role in self.roles)
