from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import SearchQuery
from modelsearch.backends.database.postgres import postgres
from modelsearch.backends.database.postgres.query import CombinedLexeme, Lexeme
from modelsearch.query import PlainText

from portal.search.analysis import Phrase

from .ready import TokenIndex, phrases


class TokenQuery:
    """A word is the phrase of its tokens; the last word may go on while an editor types."""

    LAST_TERM_IS_PREFIX = False

    def search(
        self, config: Any, start: int | None, stop: int | None, score_field: str | None = None, backend: Any = None
    ) -> Any:
        if isinstance(self.query, PlainText) and not phrases(self.query.query_string):  # type: ignore[attr-defined]
            return self.queryset.none()  # type: ignore[attr-defined]
        return super().search(config, start, stop, score_field=score_field, backend=backend)  # type: ignore[misc]

    def build_tsquery_content(self, query: Any, config: Any = None, invert: bool = False) -> Any:
        if not isinstance(query, PlainText):
            return super().build_tsquery_content(query, config=config, invert=invert)  # type: ignore[misc]
        wanted = phrases(query.query_string)
        lexemes = [_lexeme(one, self.LAST_TERM_IS_PREFIX and one is wanted[-1]) for one in wanted]
        whole = reduce(and_ if query.operator == "and" else or_, lexemes)
        return SearchQuery(whole, search_type="raw", config=config, invert=invert)


def _lexeme(phrase: Phrase, goes_on: bool) -> Any:
    *first, last = phrase.tokens
    parts = [*map(Lexeme, first), Lexeme(last, prefix=goes_on or phrase.open_end)]
    return reduce(lambda left, right: CombinedLexeme(left, "<->", right), parts)


class Index(TokenIndex, postgres.PostgresIndex):
    pass


class QueryCompiler(TokenQuery, postgres.PostgresSearchQueryCompiler):
    pass


class AutocompleteQueryCompiler(TokenQuery, postgres.PostgresAutocompleteQueryCompiler):
    LAST_TERM_IS_PREFIX = True


class Backend(postgres.PostgresSearchBackend):
    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler

    def __init__(self, params: dict) -> None:
        super().__init__({"SEARCH_CONFIG": "simple", **params})
