"""What the trail is about: what somebody is in a scope, and which scopes somebody may read."""

from collections.abc import Callable, Collection

from accounts.enums import AuditRole
from accounts.models import Organisation, User
from accounts.policies import ADMINISTRATOR
from core.access import standing_of

HostedScopes = Callable[[Collection[int]], set[str]]
"""Takes primary keys of organisations; the scopes of what they host, in one query."""

_hosted: list[HostedScopes] = []


def host_by(hosted: HostedScopes) -> None:
    """Let ``hosted`` say which scopes an organisation answers for beside its own; called in ``AppConfig.ready``."""
    _hosted[:] = [hosted]


def scopes_of(organisation: Organisation) -> set[str]:
    """The scopes whose trail the administrators of ``organisation`` read: its own and what it hosts. 1 query.

    What people do with their own account ("person:8") is in no trail that others read.
    """
    return {organisation.scope, *_hosted_by({organisation.pk})}


def _hosted_by(organisations: Collection[int]) -> set[str]:
    return {scope for hosted in _hosted for scope in hosted(organisations)}


def role_of(by: User | None, scope: str) -> str:
    """What ``by`` is in ``scope`` now: a role there, or what ``AuditRole`` has.

    No query when the standing of ``by`` was asked for before; 1 for an administrator without a role in a programme.
    """
    if by is None:
        return AuditRole.SYSTEM
    if by.is_guest:
        return AuditRole.GUEST
    kind, _colon, pk = scope.partition(":")
    if kind == "person":
        return AuditRole.PERSON
    standing = standing_of(by)
    for role in sorted(standing.roles(kind, int(pk))):
        return role
    administered = standing.where("organisation", ADMINISTRATOR)
    if kind != "organisation" and administered and scope in _hosted_by(administered):
        return AuditRole.ADMINISTRATOR
    return AuditRole.PERSON
