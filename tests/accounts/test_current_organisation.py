import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.urls import reverse

from portal.accounts.access import may_edit, member_required
from portal.accounts.middleware import CurrentOrganisationMiddleware
from portal.accounts.models import Membership, Organisation, Role

pytestmark = pytest.mark.django_db


def settled(rf, user, session=None):
    request = rf.get("/employer/")
    request.user, request.session = user, session or {}
    CurrentOrganisationMiddleware(lambda request: HttpResponse())(request)
    return request


def test_nobody_has_none_and_asks_nothing(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        request = settled(rf, AnonymousUser())
        assert (request.organisation, request.membership) == (None, None)


def test_one_query_however_often_it_is_read(rf, owner, organisation, django_assert_num_queries):
    with django_assert_num_queries(0):
        request = settled(rf, owner)
    with django_assert_num_queries(1):
        for _time in range(3):
            assert request.organisation == organisation
            assert request.membership.role == Role.OWNER


def test_somebody_without_organisation_has_none(rf, hanako, django_assert_num_queries):
    request = settled(rf, hanako)
    with django_assert_num_queries(1):
        assert request.organisation is None
        assert request.membership is None


def test_switching(client, rf, owner, organisation):
    second = Organisation.objects.create(name="二つ目の会")
    Membership.objects.create(user=owner, organisation=second, role=Role.VIEWER)
    assert settled(rf, owner).organisation == organisation
    client.force_login(owner)
    client.post(reverse("people:switch_organisation"), {"organisation": second.public_id})
    assert settled(rf, owner, client.session).organisation == second
    foreign = Organisation.objects.create(name="よその会")
    assert client.post(reverse("people:switch_organisation"), {"organisation": foreign.public_id}).status_code == 404
    assert client.get(reverse("people:switch_organisation")).status_code == 405


@pytest.mark.parametrize(("role", "answer"), [("viewer", 404), ("editor", 200), ("owner", 200)])
def test_member_required(rf, owner, organisation, role, answer):
    organisation.memberships.update(role=role)
    view = member_required(Role.EDITOR)(lambda request: HttpResponse())
    request = settled(rf, owner)
    if answer == 404:
        with pytest.raises(Http404):
            view(request)
    else:
        assert view(request).status_code == 200
    assert may_edit(request.membership) is (answer == 200)


def test_member_required_leads_nobody_to_the_door(rf):
    answer = member_required()(lambda request: HttpResponse())(settled(rf, AnonymousUser()))
    assert answer["Location"] == "/accounts/login/?next=/employer/"
