from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from .richtext import OneQueryPageLinks


@hooks.register("insert_global_admin_css")
def portal_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("pages/editors.css"))


@hooks.register("register_rich_text_features", order=10)
def page_links_in_one_query(features: FeatureRegistry) -> None:
    features.register_link_type(OneQueryPageLinks)
