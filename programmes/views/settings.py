"""What a programme says about itself, and which reminders it sends."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import permit
from core.errors import conflict_as_error
from core.rendering import render_page, see_other
from programmes.forms.settings import ReminderForm, SettingsForm
from programmes.models import Programme
from programmes.queries import settings as queries
from programmes.queries.frame import frame_for
from programmes.queries.setup import known_organisations
from programmes.services import programmes
from programmes.services.reminders import ReminderChoice, set_reminders
from programmes.views.setup import address


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Name, question, client, mandate, colour, and who gets the answers."""
    form = SettingsForm(
        request.POST or None,
        programme=programme,
        facilitators=queries.facilitators_of(programme=programme),
    )
    if form.is_valid():
        with conflict_as_error(form):
            programmes.change_programme(programme=programme, by=request.user, **form.cleaned_data)
            return see_other(
                request, address("programmes:settings", programme), say=_("The settings are kept.")
            )
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="settings"),
        "programme": programme,
        "form": form,
        "organisations": known_organisations(request.user),
    }
    return render_page(request, "programmes/settings.html", None, context)


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def reminders(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Each reminder: on or off, and words of one's own."""
    rows = queries.reminder_rows(programme=programme)
    forms = [
        ReminderForm(
            request.POST or None,
            prefix=row.key,
            initial={"is_on": row.is_on, "extra_text": row.extra_text},
        )
        for row in rows
    ]
    valid = [form.is_valid() for form in forms]
    if request.method == "POST" and all(valid):
        choices = {
            row.key: ReminderChoice(form.cleaned_data["is_on"], form.cleaned_data["extra_text"])
            for row, form in zip(rows, forms, strict=True)
            if not row.is_past
        }
        set_reminders(programme=programme, choices=choices, by=request.user)
        return see_other(
            request, address("programmes:reminders", programme), say=_("The reminders are kept.")
        )
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="settings"),
        "programme": programme,
        "rows": list(zip(rows, forms, strict=True)),
        "forms": forms,
        "passed": [row for row in rows if row.is_past],
    }
    status = 422 if request.method == "POST" else 200
    return render_page(request, "programmes/reminders.html", None, context, status=status)
