import datetime as dt

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.lib.dates import TOKYO

from .models import NewsIndexPage, NewsPage

ITEMS = 30


class NewsFeed(Feed):
    feed_type = Atom1Feed
    title = _("ねりま 福祉のしごと・すまい：お知らせ")
    subtitle = _("このサイトからのお知らせ")

    def link(self) -> str:
        index = NewsIndexPage.objects.live().first()
        return index.url if index else "/"

    def items(self) -> list[NewsPage]:
        return list(NewsPage.objects.live().public().order_by("-date", "-pk")[:ITEMS])

    def item_title(self, item: Page) -> str:
        return item.title

    def item_description(self, item: NewsPage) -> str:
        return item.summary

    def item_link(self, item: NewsPage) -> str:
        return item.url

    def item_pubdate(self, item: NewsPage) -> dt.datetime:
        return dt.datetime.combine(item.date, dt.time(), TOKYO)

    def item_updateddate(self, item: NewsPage) -> dt.datetime:
        return item.last_published_at
