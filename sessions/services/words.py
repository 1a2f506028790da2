"""A round to begin or to end with, and showing the room what people wrote in a block."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from programmes.models import Participation
from sessions.enums import SessionState
from sessions.models import AgendaItem, Session, Word
from sessions.services.live import tell_screens


@transaction.atomic
def say_word(
    *, evening: Session, item: AgendaItem | None, participation: Participation, text: str
) -> Word | None:
    """Keep what ``participation`` says in the block ``item``; empty where that person passes.

    Other words take the place of the first, on the wall too; the same words stay off it where they were taken off.
    Raises ``Conflict`` where the evening left that block.
    """
    held = Session.objects.select_for_update().get(pk=evening.pk)
    if item is None or held.state != SessionState.RUNNING or held.current_item_id != item.pk:
        raise Conflict(_("This round is over. What you said in it stays as it was."))
    word, _made = Word.objects.get_or_create(item=item, participation=participation, defaults={"text": text})
    if word.text != text:
        word.text, word.hidden_at = text, None
        word.save(update_fields=["text", "hidden_at", "said_at"])
    tell_screens(evening=evening, phones=item.shown_at is not None)
    return word


@transaction.atomic
def show_block(*, item: AgendaItem, shown: bool, by: User) -> AgendaItem:
    """Show the room what people wrote in ``item``, or no longer. A second time changes nothing."""
    changed = AgendaItem.objects.filter(pk=item.pk, shown_at__isnull=shown).update(
        shown_at=now() if shown else None
    )
    if changed:
        item.refresh_from_db(fields=["shown_at"])
        verb = "evenings.block_shown" if shown else "evenings.block_hidden"
        record(by, verb, item, scope=item.evening.programme.scope)
        tell_screens(evening=item.evening)
    return item


@transaction.atomic
def hide_word(*, word: Word, hidden: bool, by: User) -> Word:
    """Take ``word`` off the wall, or put it back. A second time changes nothing."""
    changed = Word.objects.filter(pk=word.pk, hidden_at__isnull=hidden).update(
        hidden_at=now() if hidden else None
    )
    if changed:
        verb = "evenings.word_hidden" if hidden else "evenings.word_put_back"
        record(by, verb, word.item, scope=word.programme.scope)
        tell_screens(evening=word.evening)
    return word
