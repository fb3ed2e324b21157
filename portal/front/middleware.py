from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse

NUL = "\0"


class NoNulMiddleware:
    """No person types a NUL, and PostgreSQL stores none: an address with one is not there, a form with one is refused.

    Stands after the CSRF check, which has read the form anyway.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        if NUL in request.path_info:
            raise Http404
        for query in (request.GET, request.POST):
            if any(NUL in name or any(NUL in value for value in query.getlist(name)) for name in query):
                raise BadRequest("NUL")
