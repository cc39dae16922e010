"""Who may do what. A permission is written ``scope:resource:action``; roles hold permissions.

Scopes: ``public`` is open to all, ``self`` concerns one's own account, ``board`` the partnership,
``casework`` the rooms under lock: what a role opens there is only the door, and the lock decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a post may act as. Everybody, signed in or not, is the public."""

    PUBLIC = "public"
    MEMBER = "member"
    AUTHOR = "author"
    OWNER = "owner"
    ANALYST = "analyst"
    OFFICER = "officer"
    CLERK = "clerk"
    CHAIR = "chair"
    ADMINISTRATOR = "administrator"
    CASE_WORKER = "case worker"
    GOVERNANCE = "information governance officer"
    PROTECTION = "data protection officer"


class Permission(StrEnum):
    """Everything that can be allowed."""

    EVIDENCE_READ = "public:evidence:read"
    INFORMATION_READ = "public:information:read"
    BOARD_READ = "public:board:read"
    ALERT_SUBSCRIBE = "public:alert:subscribe"
    SESSION_START = "public:session:start"
    ACCOUNT_MANAGE = "self:account:manage"
    WORK_READ = "self:work:read"
    NOTE_KEEP = "self:note:keep"
    PEOPLE_READ = "board:people:read"
    PEOPLE_MANAGE = "board:people:manage"
    PLAN_READ = "board:plan:read"
    PLAN_EDIT = "board:plan:edit"
    MEETING_READ = "board:meeting:read"
    MEETING_ARRANGE = "board:meeting:arrange"
    PRIVATE_READ = "board:private:read"
    PAPER_READ = "board:paper:read"
    PAPER_SUBMIT = "board:paper:submit"
    PAPER_CALL = "board:paper:call"
    PACK_BUILD = "board:pack:build"
    MINUTES_READ = "board:minutes:read"
    MINUTES_TAKE = "board:minutes:take"
    MINUTES_CONFIRM = "board:minutes:confirm"
    DECISION_READ = "board:decision:read"
    DECISION_SETTLE = "board:decision:settle"
    ACTION_UPDATE = "board:action:update"
    ACTION_MANAGE = "board:action:manage"
    GAP_SIGN = "board:gap:sign"
    PUBLICATION_MANAGE = "board:publication:manage"
    EVIDENCE_DETAIL = "board:evidence:detail"
    RETURN_SEND = "board:return:send"
    RETURN_ACCEPT = "board:return:accept"
    SURVEY_MODERATE = "board:survey:moderate"
    RISK_READ = "board:risk:read"
    RISK_SCORE = "board:risk:score"
    RISK_MANAGE = "board:risk:manage"
    PROFILE_WRITE = "board:profile:write"
    PAPER_CHECK = "board:paper:check"
    RELEASE_FREEZE = "board:release:freeze"
    RAG_OVERRIDE = "board:rag:override"
    HISTORY_IMPORT = "board:history:import"
    ACCOUNT_CREATE = "board:account:create"
    AUDIT_READ = "board:audit:read"
    CASE_OPEN = "casework:case:open"
    LOCK_MANAGE = "casework:lock:manage"
    PROTECTION_MANAGE = "casework:protection:manage"
    REVIEW_APPLY = "public:review:apply"


_ALL = frozenset(Role)
_SIGNED_IN = _ALL - {Role.PUBLIC}
CASEWORK = frozenset({Role.CASE_WORKER, Role.GOVERNANCE, Role.PROTECTION})
"""Roles of the lock, which have no part in the Board."""
_AT_THE_BOARD = _SIGNED_IN - CASEWORK
_OFFICE = frozenset({Role.OFFICER, Role.CLERK})
_EVIDENCE = frozenset({Role.ANALYST, Role.OFFICER})
_ROUND_THE_TABLE = _OFFICE | {Role.MEMBER, Role.CHAIR}

HOLDERS: dict[Permission, frozenset[Role]] = {
    Permission.EVIDENCE_READ: _ALL,
    Permission.INFORMATION_READ: _ALL,
    Permission.BOARD_READ: _ALL,
    Permission.ALERT_SUBSCRIBE: _ALL,
    Permission.SESSION_START: _ALL,
    Permission.ACCOUNT_MANAGE: _SIGNED_IN,
    Permission.WORK_READ: _SIGNED_IN,
    Permission.NOTE_KEEP: _SIGNED_IN,
    Permission.PEOPLE_READ: _AT_THE_BOARD,
    Permission.PEOPLE_MANAGE: _OFFICE | {Role.ADMINISTRATOR},
    Permission.PLAN_READ: _AT_THE_BOARD,
    Permission.PLAN_EDIT: _OFFICE,
    Permission.MEETING_READ: _AT_THE_BOARD,
    Permission.MEETING_ARRANGE: _OFFICE,
    Permission.PRIVATE_READ: _ROUND_THE_TABLE,
    Permission.PAPER_READ: _AT_THE_BOARD,
    Permission.PAPER_SUBMIT: _OFFICE | {Role.AUTHOR},
    Permission.PAPER_CALL: _OFFICE,
    Permission.PACK_BUILD: _OFFICE,
    Permission.MINUTES_READ: _ROUND_THE_TABLE,
    Permission.MINUTES_TAKE: _OFFICE,
    Permission.MINUTES_CONFIRM: frozenset({Role.CHAIR}),
    Permission.DECISION_READ: _AT_THE_BOARD,
    Permission.DECISION_SETTLE: _OFFICE,
    Permission.ACTION_UPDATE: _OFFICE | {Role.OWNER},
    Permission.ACTION_MANAGE: _OFFICE,
    Permission.GAP_SIGN: _OFFICE | {Role.CHAIR},
    Permission.PUBLICATION_MANAGE: _OFFICE,
    Permission.EVIDENCE_DETAIL: _EVIDENCE,
    Permission.RETURN_SEND: _EVIDENCE | {Role.AUTHOR, Role.OWNER},
    Permission.RETURN_ACCEPT: _EVIDENCE,
    Permission.SURVEY_MODERATE: _EVIDENCE,
    Permission.RISK_READ: _AT_THE_BOARD,
    Permission.RISK_SCORE: _EVIDENCE | {Role.AUTHOR, Role.OWNER},
    Permission.RISK_MANAGE: _EVIDENCE,
    Permission.PROFILE_WRITE: _EVIDENCE,
    Permission.PAPER_CHECK: _EVIDENCE | _OFFICE | {Role.AUTHOR},
    Permission.RELEASE_FREEZE: _EVIDENCE,  # whoever freezes sees all that is suppressed in public
    Permission.RAG_OVERRIDE: _EVIDENCE | {Role.CHAIR},
    Permission.HISTORY_IMPORT: _OFFICE,
    Permission.ACCOUNT_CREATE: frozenset({Role.ADMINISTRATOR}),
    Permission.AUDIT_READ: frozenset({Role.ADMINISTRATOR}),
    Permission.CASE_OPEN: frozenset({Role.CASE_WORKER}),
    Permission.LOCK_MANAGE: frozenset({Role.GOVERNANCE}),
    Permission.PROTECTION_MANAGE: frozenset({Role.PROTECTION}),
    Permission.REVIEW_APPLY: _ALL,
}
"""Which roles hold each permission."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something is allowed, and why, in words that can be shown."""

    allowed: bool
    because: str

    def __bool__(self) -> bool:
        return self.allowed


def decide(permission: Permission, roles: Iterable[Role]) -> Decision:
    """Whether somebody with these roles holds the permission. The public role is always held."""
    holders = HOLDERS[permission]
    held = sorted((frozenset(roles) | {Role.PUBLIC}) & holders)
    if Role.PUBLIC in held:
        return Decision(True, "this is open to everybody")
    if held:
        return Decision(True, f"you are {_either(held)}")
    return Decision(False, f"only {_either(sorted(holders))} may do this")


def _either(roles: list[Role]) -> str:
    """``an author, a chair or a clerk``."""
    named = [f"{'an' if role[0] in 'aeiou' else 'a'} {role}" for role in roles]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} or {named[-1]}"
