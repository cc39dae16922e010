"""Who may write a paper, and who may read it."""

from collections.abc import Iterable

from saferboard.core.directory.permissions import Decision, Permission, Role, decide


def may_write(roles: Iterable[Role], *, own: bool) -> Decision:
    """The office any paper; an author those of the post that the account is for."""
    held = frozenset(roles)
    office = decide(Permission.PAPER_CALL, held)
    if office:
        return office
    allowed = decide(Permission.PAPER_SUBMIT, held)
    if not allowed:
        return allowed
    if own:
        return Decision(True, "this paper is asked of your post")
    return Decision(False, "this paper is asked of another post")


def may_read(roles: Iterable[Role], *, own: bool, restricted: bool, submitted: bool) -> Decision:
    """Drafts: who may write them. Submitted: everybody signed in, restricted ones the table."""
    held = frozenset(roles)
    writer = may_write(held, own=own)
    if writer:
        return writer
    if not submitted:
        return Decision(False, "only its author and the office may read a paper not yet submitted")
    return decide(Permission.PRIVATE_READ if restricted else Permission.PAPER_READ, held)
