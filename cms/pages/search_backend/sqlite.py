from functools import reduce
from operator import and_, or_
from typing import Any

from modelsearch.backends.database.sqlite import sqlite
from modelsearch.backends.database.sqlite.query import Lexeme, SearchQueryExpression
from modelsearch.query import PlainText

from .ready import TokenIndex, phrases


class TokenQuery:
    """A word is the phrase of its tokens; the last word may go on while an editor types."""

    LAST_TERM_IS_PREFIX = False

    def search(self, config: Any, start: int | None, stop: int | None, score_field: str | None = None) -> Any:
        if isinstance(self.query, PlainText) and not phrases(self.query.query_string):  # type: ignore[attr-defined]
            return self.queryset.none()  # type: ignore[attr-defined]
        return super().search(config, start, stop, score_field=score_field)  # type: ignore[misc]

    def build_search_query_content(self, query: Any, config: Any = None) -> Any:
        if not isinstance(query, PlainText):
            return super().build_search_query_content(query, config=config)  # type: ignore[misc]
        wanted = phrases(query.query_string)
        lexemes = [
            Lexeme(" ".join(one.tokens), prefix=one.open_end or (self.LAST_TERM_IS_PREFIX and one is wanted[-1]))
            for one in wanted
        ]
        return SearchQueryExpression(reduce(and_ if query.operator == "and" else or_, lexemes), config=config)


class Index(TokenIndex, sqlite.SQLiteIndex):
    pass


class QueryCompiler(TokenQuery, sqlite.SQLiteSearchQueryCompiler):
    DEFAULT_OPERATOR = "and"


class AutocompleteQueryCompiler(TokenQuery, sqlite.SQLiteAutocompleteQueryCompiler):
    DEFAULT_OPERATOR = "and"
    LAST_TERM_IS_PREFIX = True


class Backend(sqlite.SQLiteSearchBackend):
    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
