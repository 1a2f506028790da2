"""What a service raises when the world has moved on, and how a form says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError


class Conflict(Exception):
    """Somebody else changed the same thing first; the sentence says what that means for this person."""

    def __init__(self, sentence: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


@dataclass(frozen=True, slots=True)
class Help:
    """Who can do what somebody may not do, and a way back; the app that knows fills the slot ``errors.who_can``."""

    people: tuple[str, ...]
    url: str
    label: str
    why: str = ""
    """Why nobody can do it now, where that is so; nobody needs to be asked then."""


@contextmanager
def conflict_as_error(form: forms.BaseForm, field: str | None = None) -> Iterator[None]:
    """Turn a ``Conflict`` or ``ValidationError`` of the service inside into an error of ``form``, or of ``field``."""
    try:
        yield
    except Conflict as conflict:
        form.add_error(field, str(conflict))
    except ValidationError as error:
        form.add_error(field, error.messages if field else error)
