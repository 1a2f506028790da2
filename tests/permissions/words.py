"""The words of the table: who, where, in which stage, at what kind of door."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

ROLES = ("facilitator", "coach", "participant", "observer", "supporter", "client")
OTHERS = ("teammate", "leaver", "newcomer", "mover")
PEOPLE = (*ROLES[:3], *OTHERS, *ROLES[3:], "administrator", "roleless", "guest", "nobody")
"""Who walks: the ten kinds of trust.md, and four more participants: a teammate, who wrote nothing of what there is; a
leaver, who did and then stopped; a newcomer, who begins tomorrow; and a mover, whose last day in the team was yesterday
and who takes part in the programme still."""

OWN, TEAM, PROGRAMME, ELSEWHERE = TENANTS = ("own", "team", "programme", "elsewhere")
"""Whose objects: of the own team, of another team of the same programme, of another programme of the same organisation,
of another organisation."""

STAGES = ("concept", "preparing", "collecting", "clustering", "deciding", "sharing", "closed")
ALWAYS = frozenset(STAGES)
STARTED = ALWAYS - {"concept"}
RUNNING = STARTED - {"closed"}
OPEN = ALWAYS - {"closed"}
UNTIL_SHARING = RUNNING - {"sharing"}
UNTIL_BUNDLING = frozenset({"preparing", "collecting"})

Cell = tuple[str, str, str]
"""A person, whose object it is, and the stage of its programme."""
Who = frozenset[Cell]
NO_ONE: Who = frozenset()


def _named(names: str) -> set[str]:
    """The people of ``names``; "participant" is both of them, "author" only the one who wrote it."""
    found = set(names.split())
    if "participant" in found:
        found.add("teammate")
    if "author" in found:
        found = found - {"author"} | {"participant"}
    if lost := found - set(PEOPLE):
        raise LookupError(f"Nobody is called {lost}")
    return found


def who(
    *, programme: str = "", team: str = "", organisation: str = "", stages: Iterable[str] = STARTED
) -> Who:
    """People by where they stand: ``programme`` anywhere in their own programme, ``team`` in their own team only,
    ``organisation`` in all programmes of their organisation; while the programme is in one of ``stages``."""
    if "participant" in programme.split():
        programme += " mover"
    places = {
        OWN: f"{programme} {team} {organisation}",
        TEAM: f"{programme} {organisation}",
        PROGRAMME: organisation,
    }
    stages = frozenset(stages)
    if lost := stages - ALWAYS:
        raise LookupError(f"There is no stage {lost}")
    return frozenset(
        (name, tenant, stage)
        for tenant, names in places.items()
        for name in _named(names)
        for stage in stages
    )


def people(names: str) -> Who:
    """These people, whatever it is about: for pages about nobody's object."""
    return frozenset(
        (name, tenant, stage) for name in _named(names) for tenant in TENANTS for stage in STAGES
    )


EVERYBODY = people(" ".join(PEOPLE))
SIGNED_IN: Who = people(" ".join(set(PEOPLE) - {"nobody", "guest"}))


@dataclass(frozen=True, slots=True)
class Door:
    """What is expected of one address."""

    get: Who | None
    """Who gets an answer to GET; None where the address takes only what a form sends."""
    post: Who | None
    sees: Who | None = None
    """Who knows that the object is there, where that is not what the table says of its kind."""
    stage: str = ""
    """The stage in which everybody goes there, where it is not the one that the world is in."""
    limits: frozenset[int] = field(default_factory=frozenset)
    """What else an allowed answer may be: 404 for a token that leads nowhere."""
    sends: str = ""
    """What the form must hold to get as far as the rule, and whose object it is: "cluster=cluster_id"."""
    tells: frozenset[str] = field(default_factory=frozenset)
    """Secret words that are told here to whoever gets in: the token in a link is the permission, a book shows them."""
    tells_some: Mapping[str, Who] = field(default_factory=dict)
    """Secret words that are told here to some of those who get in, and to whom."""


def read(get: Who, **more: object) -> Door:
    """A page or a file: GET only."""
    return Door(get, None, **more)


def act(post: Who, **more: object) -> Door:
    """A button: POST only."""
    return Door(None, post, **more)


def form(both: Who, **more: object) -> Door:
    """A page with a form, and what it sends."""
    return Door(both, both, **more)


def page(*, get: Who, post: Who, **more: object) -> Door:
    """A page that more people read than may send its form."""
    return Door(get, post, **more)
