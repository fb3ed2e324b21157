from .base import BodyPage, PortalPage
from .guides import GuideIndexPage, GuidePage
from .news import NewsIndexPage, NewsPage
from .programmes import ProgrammeIndexPage, ProgrammePage
from .start import StartPage

__all__ = [
    "BodyPage",
    "GuideIndexPage",
    "GuidePage",
    "NewsIndexPage",
    "NewsPage",
    "PortalPage",
    "ProgrammeIndexPage",
    "ProgrammePage",
    "StartPage",
]
