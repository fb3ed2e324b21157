from django.core.cache import cache
from django.http import HttpRequest

from portal.front.menus import Menu

from . import page_cache
from .queries import menu_pages


def provide(request: HttpRequest) -> Menu:
    """Above, beside the doors, the pages that ask for it; below those that ask for that."""
    return cache.get_or_set(page_cache.key("menu"), _build, page_cache.SECONDS)


def _build() -> Menu:
    pages = menu_pages()
    return Menu(
        nav=[(page.title, page.url) for page in pages if page.show_in_menus],
        footer=[(page.title, page.url) for page in pages if page.show_in_footer],
    )
