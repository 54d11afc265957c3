"""Count a request's queries when the benchmark asks; otherwise nothing but one look at a header."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

ASK, ANSWER = "X-Bench-Count", "X-Bench-Queries"


class CountQueries:
    """Answer `X-Bench-Count: 1` with the number of queries in `X-Bench-Queries`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if ASK not in request.headers:
            return self.get_response(request)
        count = 0

        def counting(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal count
            count += 1
            return execute(sql, params, many, context)

        with connection.execute_wrapper(counting):
            response = self.get_response(request)
        response[ANSWER] = str(count)
        return response
