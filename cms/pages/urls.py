"""The last addresses of the portal: whatever no other room answers is a page of the tree or is not there."""

from django.conf import settings
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve as serve_file
from wagtail.documents import urls as documents_urls
from wagtail.urls import serve_pattern

from . import views
from .feeds import NewsFeed

own = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": views.PagesSitemap}}, name="sitemap"),
    path("news/feed/", NewsFeed(), name="feed"),
    path("search/pages/", views.search, name="search"),
]

urlpatterns = [
    path("", include((own, "pages"))),
    path("documents/", include(documents_urls)),
    # Wagtail asks for this name before it leads somebody to the sign-in that the settings say.
    path("documents/sign-in/", RedirectView.as_view(pattern_name="account_login"), name="wagtailcore_login"),
    # Sized pictures only. A web server in front may answer this itself; uploaded documents are never served from disk.
    path("media/images/<path:path>", serve_file, {"document_root": settings.MEDIA_ROOT / "images"}),
    # The name is the one Wagtail builds the addresses of pages from.
    re_path(serve_pattern, views.serve, name="wagtail_serve"),
]
