from django.core.cache import cache
from django.http import HttpRequest

from portal.front.menus import Menu
from portal.ui import page_cache

from .queries import menu_pages


def provide(request: HttpRequest) -> Menu:
    """Above, beside the doors, the pages that ask for it; below those that ask for that."""
    key = page_cache.key("menu")
    menu = cache.get(key)
    if menu is None:
        menu = _build()
        cache.set(key, menu, page_cache.SECONDS)
    return menu


def _build() -> Menu:
    pages = menu_pages()
    return Menu(
        nav=[(page.title, page.url) for page in pages if page.show_in_menus],
        footer=[(page.title, page.url) for page in pages if page.show_in_footer],
    )
