"""Lays what a new portal starts with. A page that exists, in whatever state, is left as it is."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from . import content_files as content
from .models import (
    BodyPage,
    GuideIndexPage,
    GuidePage,
    NewsIndexPage,
    NewsPage,
    PortalPage,
    ProgrammeIndexPage,
    ProgrammePage,
    StartPage,
)

EDITORS = "編集者"
PLAIN = {"slug", "title", "summary", "show_in_menus", "show_in_footer"}


@transaction.atomic
def load_pages() -> list[Page]:
    """The pages that were made now."""
    start, made = _start_page()
    _site(start)
    _editors(start)
    indexes: list[tuple[str, type[PortalPage], type[BodyPage]]] = [
        ("guides", GuideIndexPage, GuidePage),
        ("news", NewsIndexPage, NewsPage),
        ("programmes", ProgrammeIndexPage, ProgrammePage),
    ]
    fresh = []
    for name, index_type, page_type in indexes:
        index, is_new = _lay(start, index_type, content.read(name))
        made += [index] if is_new else []
        for data in content.read_all(name):
            page, is_new = _lay(index, page_type, data)
            fresh += [(page, data)] if is_new else []
    for page, data in fresh:
        _fill(page, data, start)
    made += [page for page, _data in fresh]
    if start in made:
        _fill_start(start)
    for page in made:
        page.save_revision(log_action=False).publish(log_action=False)
    return made


def _start_page() -> tuple[StartPage, list[Page]]:
    start = StartPage.objects.first()
    if start:
        return start, []
    root = Page.get_first_root_node()
    data = content.read("start")
    texts = {name: text for name, text in data.items() if isinstance(text, str)}
    start = root.add_child(instance=StartPage(slug="start", live=False, **texts))
    return start, [start]


def _site(start: StartPage) -> None:
    """The one site of the portal, at the address the settings say; Wagtail's welcome page makes room."""
    address = urlsplit(settings.PORTAL_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    wanted = {"hostname": address.hostname, "port": port, "site_name": settings.SITE_NAME, "root_page": start.page_ptr}
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if any(getattr(site, name, None) != value for name, value in wanted.items() if name != "root_page") or (
        site.root_page_id != start.pk
    ):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.root_page = Page.objects.get(pk=start.pk)
        site.save()
    welcome = Page.objects.filter(depth=2, slug="home", latest_revision=None).exact_type(Page).first()
    if welcome:
        welcome.delete()


def _editors(start: StartPage) -> None:
    """Editors write and publish pages, pictures and documents, and nothing else."""
    group, is_new = Group.objects.get_or_create(name=EDITORS)
    if not is_new:
        return
    group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
    page_rights = Permission.objects.filter(
        content_type__app_label="wagtailcore",
        content_type__model="page",
        codename__in=["add_page", "change_page", "publish_page"],
    )
    for permission in page_rights:
        GroupPagePermission.objects.create(group=group, page_id=start.pk, permission=permission)
    file_rights = Permission.objects.filter(
        codename__in=["add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"]
    )
    for permission in file_rights:
        GroupCollectionPermission.objects.create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )


def _lay(parent: Page, page_type: type[PortalPage], data: dict[str, Any]) -> tuple[PortalPage, bool]:
    present = parent.get_children().filter(slug=data["slug"]).first()
    if present:
        return present.specific, False
    fields = {name: value for name, value in data.items() if name in PLAIN}
    if page_type is NewsPage:
        fields |= {"date": content.day(data["date"]), "category": data["category"]}
    if page_type is ProgrammePage:
        fields |= {name: data[name] for name in ("number", "short_name", "audience")}
    return parent.add_child(instance=page_type(live=False, **fields)), True


def _fill(page: BodyPage, data: dict[str, Any], start: StartPage) -> None:
    """After all pages are laid, because they lead to one another."""
    number = _numbers(start)
    page.body = content.body(data.get("body", []), number)
    if isinstance(page, ProgrammePage):
        page.actions = content.actions(data.get("actions", []), number)
        page.desks = content.desks(data.get("desks", []))


def _fill_start(start: StartPage) -> None:
    data = content.read("start")
    start.worries = content.worries(data["worries"], _numbers(start))
    start.promises = content.promises(data["promises"])


def _numbers(start: StartPage) -> content.Number:
    return lambda path: Page.objects.get(url_path=f"{start.url_path}{path}/").pk
