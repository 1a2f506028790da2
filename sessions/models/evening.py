"""Evenings: when, where, with what draaiboek, and who comes."""

import datetime as dt
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.clock import at_local, local
from core.constraints import iff
from core.identifiers import PublicIdField
from programmes.models import Moment, Participation, Programme
from sessions.enums import NEVER_OPENED, Answer, Catching, SessionKind, SessionState
from sessions.querysets import AgendaItemQuerySet, AttendanceQuerySet, SeatQuerySet, SessionQuerySet
from teams.models import Team

CLOSES_AT = dt.time(12, 0)
"""The hour at which the list of who comes closes."""


class Session(models.Model):
    """A meeting with an agenda. A variable for one is called ``evening``."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="sessions")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
    """None: for all teams together."""
    moment = models.OneToOneField(Moment, on_delete=models.PROTECT, related_name="session")
    kind = models.CharField(
        _("kind"), max_length=20, choices=SessionKind, default=SessionKind.CREATIVE_EVENING
    )
    title = models.CharField(_("title"), max_length=160)
    rehearsal_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="rehearsals"
    )
    """The evening that this one rehearses, in a programme that is there for that alone (``Programme.is_rehearsal``)."""
    goal = models.TextField(_("goal"), max_length=1000, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"), default=150, validators=[MinValueValidator(15), MaxValueValidator(720)]
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    practical = models.CharField(_("practical"), max_length=300, blank=True)
    """"met soep", "zes tafels, projector"."""
    places = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(2000)]
    )
    """None: as many as come. Who says yes after that waits."""
    closes_days = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(60)])
    """So many days before the evening, at noon, the list closes (for the kitchen). None: it does not."""
    route_url = models.URLField(_("route"), max_length=300, blank=True)
    meeting_url = models.URLField(_("meeting link"), max_length=300, blank=True)
    """Of an evening that some take part in by video."""
    """Shown only to those who come."""
    state = models.CharField(max_length=8, choices=SessionState, default=SessionState.PLANNED)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    off_at = models.DateTimeField(null=True, blank=True)
    """When somebody called it off."""
    off_reason = models.CharField(_("why it does not take place"), max_length=300, blank=True)
    homework_back = models.TextField(blank=True)
    """While it is off: the signed word that brings homework back to it (programmes.services.dates)."""
    revealed_at = models.DateTimeField(null=True, blank=True)
    """Until then an idea of this evening is seen by its author and scribe, and without names by the facilitator."""
    current_item = models.ForeignKey(
        "AgendaItem", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    item_ends_at = models.DateTimeField(null=True, blank=True)
    """When the block that runs should end; the timer of every screen counts down to it."""
    paused_at = models.DateTimeField(null=True, blank=True)
    """Since when the timer stands still. A pause is a part of an evening that runs: everything can be done in it."""
    paused_until = models.DateTimeField(null=True, blank=True)
    """When the facilitator means to go on; None for a pause without a time."""
    door_code = models.CharField(max_length=6, blank=True)
    """What guests come in by while the door is open; empty while it is not."""
    door_opened_at = models.DateTimeField(null=True, blank=True)
    door_closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    """Goes up with each change that an open screen should show."""
    phone_version = models.PositiveIntegerField(default=0)
    """The same for phones: hundreds of them are left in peace while ideas come in that nobody sees yet."""
    ics_sequence = models.PositiveIntegerField(default=0)
    """SEQUENCE of its calendar entry: goes up when time, place or title changes."""

    objects: ClassVar[SessionQuerySet] = SessionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["moment__at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="running_evening_was_opened",
                condition=Q(state__in=NEVER_OPENED) | Q(opened_at__isnull=False),
                violation_error_message=_("An evening that runs was opened at some moment."),
            ),
            models.CheckConstraint(
                name="closed_evening_knows_when",
                condition=iff(Q(state=SessionState.CLOSED), Q(closed_at__isnull=False)),
                violation_error_message=_("An evening that is over was closed at some moment."),
            ),
            models.CheckConstraint(
                name="evening_that_is_off_says_since_when_and_why",
                condition=iff(Q(state=SessionState.OFF), Q(off_at__isnull=False) & ~Q(off_reason="")),
                violation_error_message=_("An evening that is off says why."),
            ),
            models.CheckConstraint(
                name="only_an_evening_that_runs_is_paused",
                condition=Q(paused_at__isnull=True) | Q(state=SessionState.RUNNING),
            ),
            models.CheckConstraint(
                name="a_pause_with_a_time_has_begun",
                condition=Q(paused_until__isnull=True) | Q(paused_at__isnull=False),
            ),
            models.CheckConstraint(name="evening_takes_time", condition=Q(minutes__gte=15)),
            models.CheckConstraint(
                name="evening_has_a_place_or_no_limit", condition=Q(places__isnull=True) | Q(places__gte=1)
            ),
            models.CheckConstraint(
                name="open_door_was_opened",
                condition=Q(door_code="") | Q(door_opened_at__isnull=False, door_closed_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="one_evening_per_door_code", fields=["door_code"], condition=~Q(door_code="")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_off(self) -> bool:
        """Whether it was called off."""
        return self.state == SessionState.OFF

    @property
    def starts_at(self) -> dt.datetime:
        """When it begins."""
        return self.moment.at

    @property
    def ends_at(self) -> dt.datetime:
        """When it should end."""
        return self.moment.at + dt.timedelta(minutes=self.minutes)

    @property
    def answers_until(self) -> dt.datetime | None:
        """Until when an answer changes by itself; after it only with the yes of who leads the evening."""
        if self.closes_days is None:
            return None
        return at_local(local(self.moment.at).date() - dt.timedelta(days=self.closes_days), CLOSES_AT)


class AgendaItem(models.Model):
    """A timed block of an evening, with a method (a key of the library)."""

    public_id = PublicIdField()
    evening = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    method = models.CharField(_("method"), max_length=40)
    own_method = models.ForeignKey(
        "OwnMethod", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The organisation's own one, if it is one of those; ``method`` is what that one is like."""
    title = models.CharField(_("title"), max_length=160)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(480)], default=20
    )
    question = models.CharField(_("the question on the wall"), max_length=200, blank=True)
    """Shown large while the block runs; its title where there is none."""
    notes = models.TextField(_("notes"), max_length=3000, blank=True)
    material = models.CharField(_("material"), max_length=300, blank=True)
    leader = models.CharField(_("who leads"), max_length=120, blank=True)
    tables = models.CharField(_("for which tables"), max_length=120, blank=True)
    """Empty: for everybody."""
    catching = models.CharField(
        _("how people write ideas"), max_length=6, choices=Catching, default=Catching.ALONE
    )
    """Pairs and tables are those of the ``Seating`` of that kind; who has no place in it writes alone."""
    taken_from = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The evening whose draaiboek it was taken over from: so that taking over can be undone."""
    began_at = models.DateTimeField(null=True, blank=True)
    """When the evening came to this block, last."""
    skipped_at = models.DateTimeField(null=True, blank=True)
    """When somebody decided, while the evening ran, to pass it over."""
    shown_at = models.DateTimeField(null=True, blank=True)
    """When who leads the evening showed the room what people wrote in it; until then it is hidden."""
    before = models.JSONField(default=dict, blank=True)
    """The fields that the last change replaced, as they were: so that it can be taken back."""
    removed_at = models.DateTimeField(null=True, blank=True)
    """When somebody took it out of the draaiboek; it is kept, so that it can be put back."""

    objects: ClassVar[AgendaItemQuerySet] = AgendaItemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="agenda_item_takes_time", condition=Q(minutes__gte=1)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def choice(self) -> str:
        """The key of its method, of the library or of the organisation."""
        return self.own_method.key if self.own_method else self.method


class Attendance(models.Model):
    """One person and one evening: invited, answered, present."""

    public_id = PublicIdField()
    evening = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="attendances")
    answer = models.CharField(_("answer"), max_length=5, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(null=True, blank=True)
    wishes = models.CharField(_("food and access wishes"), max_length=300, blank=True)
    wants = models.CharField(max_length=5, choices=Answer, blank=True)
    """The answer that this person asks for after the closing moment; empty: nothing is asked."""
    asked_at = models.DateTimeField(null=True, blank=True)
    by_link = models.BooleanField(default=False)
    """Whether this person takes part by the video link, and takes no place in the room."""
    is_present = models.BooleanField(null=True, blank=True)
    """None: nobody noted it."""
    noted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[AttendanceQuerySet] = AttendanceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_attendance", fields=["evening", "participation"]),
            models.CheckConstraint(
                name="asked_answer_knows_since_when", condition=iff(~Q(wants=""), Q(asked_at__isnull=False))
            ),
            models.CheckConstraint(
                name="who_waits_said_so_at_some_moment",
                condition=~Q(answer=Answer.WAITS) | Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation} → {self.evening}: {self.answer}"


class Seat(models.Model):
    """A guest at one evening: who came in at its door, at which table, and until when the seat is held.

    Its participation has the role of guest; once somebody claims it, that person is in its place, and it has ended.
    """

    public_id = PublicIdField()
    evening = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="seats")
    participation = models.OneToOneField(Participation, on_delete=models.CASCADE, related_name="seat")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    """The team at whose table this guest sits; None where there are no teams."""
    key = models.CharField(max_length=64, blank=True)
    """Of the form that it was taken with: pressing its button twice takes one seat."""
    taken_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    """When somebody sent the guest away, or claimed the seat."""

    objects: ClassVar[SeatQuerySet] = SeatQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["taken_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_seat_per_form", fields=["evening", "key"], condition=~Q(key="")
            ),
            models.CheckConstraint(
                name="seat_ends_after_it_is_taken",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("taken_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation} @ {self.evening}"
