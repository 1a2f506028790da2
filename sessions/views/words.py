"""A round to begin or to end with: saying something, and showing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import permit
from core.rendering import see_other
from sessions.forms.words import WordForm
from sessions.models import AgendaItem, Session, Word
from sessions.queries.words import own_place
from sessions.services import words as services
from sessions.views.acting import act


@require_POST
@permit("evenings.say_word", Session, by="evening_id")
def say(request: HttpRequest, evening: Session) -> HttpResponse:
    """One's own word in the round that runs; another one takes its place."""
    page = reverse("evenings:evening", args=[evening.public_id])
    form = WordForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return see_other(request, page)
    text = form.cleaned_data["text"]
    item = evening.items.filter(public_id=form.cleaned_data["block"]).first()
    mine = own_place(evening=evening, viewer=request.user)
    return act(
        request,
        page,
        lambda: services.say_word(evening=evening, item=item, participation=mine, text=text),
        say=_("Kept. You can change it while the round runs.")
        if text
        else _("You pass. You can still answer."),
        draft=f"word-{item.public_id}" if item else "",
    )


@require_POST
@permit("evenings.steer_block", AgendaItem, by="block_id")
def show(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Show everybody what was written in a block, or with ``hide`` no longer."""
    shown = not request.POST.get("hide")
    return act(
        request,
        reverse("evenings:console", args=[item.evening.public_id]),
        lambda: services.show_block(item=item, shown=shown, by=request.user),
        say=_("Everybody sees it now.") if shown else _("It is hidden again."),
    )


@require_POST
@permit("evenings.hide_word", Word, by="word_id")
def hide(request: HttpRequest, word: Word) -> HttpResponse:
    """Take a word off the wall, or with ``back`` put it there again."""
    hidden = not request.POST.get("back")
    return act(
        request,
        reverse("evenings:console", args=[word.evening.public_id]),
        lambda: services.hide_word(word=word, hidden=hidden, by=request.user),
        say=_("It is off the wall.") if hidden else _("It is on the wall again."),
    )
