"""Count a request's queries and calls when the benchmark asks; otherwise nothing but one look at a header."""

import cProfile
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

ASK, QUERIES, CALLS = "X-Bench-Count", "X-Bench-Queries", "X-Bench-Calls"


class CountWork:
    """Answer `X-Bench-Count: 1` with the number of queries and of function calls that the response took.

    Calls are how much Python had to do: unlike milliseconds they are the same on a busy machine and a quiet one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if ASK not in request.headers:
            return self.get_response(request)
        queries = 0

        def counting(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal queries
            queries += 1
            return execute(sql, params, many, context)

        profile = cProfile.Profile()
        with connection.execute_wrapper(counting):
            response = profile.runcall(self.get_response, request)
        response[QUERIES] = str(queries)
        response[CALLS] = str(sum(entry.callcount for entry in profile.getstats()))
        return response
