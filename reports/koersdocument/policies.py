"""Who may do what with the koersdocument, when."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rules import predicate

from accounts.policies import ADMINISTRATOR
from core.access import Standing, add_rule
from programmes.enums import AT_WORK, ProgrammeState, Role
from programmes.models import Programme
from reports.koersdocument.models import Edition, Inclusion, Koersdocument, Section


def programme_of(obj: Any) -> Programme:
    """The programme that the koersdocument of ``obj`` reports on."""
    if isinstance(obj, Programme):
        return obj
    return obj.programme if isinstance(obj, Koersdocument) else obj.koersdocument.programme


def roles(standing: Standing, obj: Any) -> frozenset[str]:
    """The roles of this person in that programme."""
    return standing.roles("programme", programme_of(obj).pk)


@predicate
def reads_draft(standing: Standing, obj: Any) -> bool:
    """Whether this person works in the programme, follows it or commissions it; a supporter reads editions only."""
    return bool(roles(standing, obj) - {Role.SUPPORTER})


@predicate
def works_in(standing: Standing, obj: Any) -> bool:
    """Whether this person works in the programme or walks along: raw ideas are theirs, and nobody else's."""
    return bool(roles(standing, obj) & AT_WORK)


@predicate
def facilitates(standing: Standing, obj: Any) -> bool:
    """Whether this person is a facilitator of the programme."""
    return Role.FACILITATOR in roles(standing, obj)


@predicate
def administers(standing: Standing, obj: Any) -> bool:
    """Whether this person administers the organisation that hosts the programme."""
    return ADMINISTRATOR in standing.roles("organisation", programme_of(obj).host_id)


@predicate
def commissions(standing: Standing, obj: Any) -> bool:
    """Whether this person is the client of the programme."""
    return Role.CLIENT in roles(standing, obj)


@predicate
def has_started(standing: Standing, obj: Any) -> bool:
    """Whether the programme runs, or has run: there is nothing to publish of a concept."""
    return programme_of(obj).state != ProgrammeState.CONCEPT


@predicate
def is_open(standing: Standing, obj: Any) -> bool:
    """Whether the programme is not closed: its draft stays as it is then, and can still be published."""
    return programme_of(obj).state != ProgrammeState.CLOSED


@predicate
def loaded(standing: Standing, obj: Any) -> bool:
    """Whether ``visible_to`` gave the object: an edition is for everybody who may see the programme."""
    return isinstance(obj, Edition | Section | Inclusion | Koersdocument)


add_rule(
    "reports.read_draft",
    reads_draft | administers,
    who=_("People who work in the programme, its client and an administrator can read the draft."),
)
add_rule(
    "reports.write_draft",
    facilitates & is_open,
    who=_("A facilitator of the programme writes the koersdocument: what is taken up is raw work."),
)
add_rule(
    "reports.read_all_ideas",
    works_in,
    who=_("People who work in the programme read all ideas in the draft; others once an edition has them."),
)
add_rule(
    "reports.publish_concept",
    (facilitates | administers) & has_started,
    who=_("A facilitator or an administrator can publish a draft, once the programme has started."),
)
add_rule(
    "reports.publish_checked",
    (commissions | administers) & has_started,
    who=_("The client or an administrator can say that an edition was checked."),
)
add_rule(
    "reports.publish_final",
    administers & has_started,
    who=_("An administrator of the organisation publishes the final edition."),
)
add_rule("reports.see_edition", loaded, who=_("Everybody in the programme can read its editions."))
