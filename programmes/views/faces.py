"""Pictures of people."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from core.access import signed_in
from core.files import send_picture
from programmes.queries.faces import face_seen


@signed_in
@require_GET
def picture(request: HttpRequest, person_id: str) -> HttpResponseBase:
    """The picture of somebody, for who may see it; for everybody else there is none."""
    person = face_seen(public_id=person_id, viewer=request.user)
    if person is None:
        raise Http404
    return send_picture(person.picture)
