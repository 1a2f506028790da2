"""The locks on the doors."""

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from core import access, checks
from programmes.models import Programme
from tests import makers


def make_view():
    def bare(request: HttpRequest) -> HttpResponse:
        return HttpResponse("open")

    return bare


def test_a_view_without_a_rule_is_refused():
    with pytest.raises(ImproperlyConfigured):
        access.refuse_undeclared(make_view(), "bare", {})


@pytest.mark.parametrize(
    "declare", [access.public, access.signed_in, access.permit("programmes.begin_programme")]
)
def test_a_view_with_a_rule_is_let_through(declare):
    assert access.refuse_undeclared(declare(make_view()), "bare", {})


def test_the_check_at_start_finds_an_undeclared_view():
    found = dict(
        checks.named_views(
            [path("a/", make_view(), name="a"), path("b/", access.public(make_view()), name="b")]
        )
    )
    assert access.declared_rule(found["a"]) is None
    assert access.declared_rule(found["b"]) == access.PUBLIC


def test_what_one_may_not_see_is_not_found_and_what_one_may_not_do_is_refused_with_a_sentence(cast, rf):
    view = access.permit("programmes.plan_programme", Programme, by="programme_id")(
        lambda request, programme: programme
    )
    request = rf.get("/")
    request.user = cast["outsider"]
    with pytest.raises(Http404):
        view(request, programme_id=cast.programme.public_id)
    request.user = cast["participant"]
    with pytest.raises(PermissionDenied, match="begeleider"):
        view(request, programme_id=cast.programme.public_id)
    request.user = cast["facilitator"]
    assert view(request, programme_id=cast.programme.public_id) == cast.programme


def test_a_rule_that_nobody_made_is_an_error_and_no_refusal(cast):
    with pytest.raises(LookupError):
        access.allowed(cast["facilitator"], "programmes.fly_to_the_moon", cast.programme)


def test_a_standing_takes_one_query_once(cast, django_assert_num_queries):
    person = cast["coach"]
    with django_assert_num_queries(1):
        access.standing_of(person)
        access.standing_of(person)


def test_who_left_stands_nowhere(cast):
    participation = cast.participation("coach")
    participation.until = participation.since
    participation.save()
    assert access.standing_of(cast["coach"]).grants == {}


def test_an_inactive_person_stands_nowhere(cast):
    person = cast["facilitator"]
    person.is_active = False
    assert access.standing_of(person).grants == {}


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        ("facilitator", True),
        ("administrator", True),
        ("coach", False),
        ("participant", False),
        ("client", False),
        ("outsider", False),
    ],
)
def test_a_concept_is_seen_by_those_who_plan_it(db, person, sees):
    from tests.conftest import make_cast

    cast = make_cast(state="concept")
    assert Programme.objects.visible_to(cast[person]).filter(pk=cast.programme.pk).exists() is sees


def test_makers_make_a_programme_of_the_asked_stage(db):
    assert makers.make_programme(stage="deciding").stage == "deciding"
    assert makers.make_programme(stage="closed").stage == "closed"
