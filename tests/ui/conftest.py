from copy import deepcopy

import pytest


def shell(request):
    """A frame with everything in it."""
    return {
        "shell": {
            "demo_line": "架空データによる見本です。実在の人・事業所・物件とは関係ありません。",
            "nav": [
                ("仕事", "/a/", True),
                ("住まい", "/b/", False),
                ("研修・講座", "/c/", False),
                ("相談窓口", "/d/", False),
            ],
            "footer": [("練馬区", "/"), ("お問い合わせ", "/"), ("アクセシビリティ", "/")],
            "user": "見本 花子",
            "unread": 3,
            "desks": [("マイページ", "/my/"), ("事業所の机", "/employer/")],
        }
    }


@pytest.fixture(autouse=True)
def room_by_itself(settings):
    """Pages are drawn without the rooms above: the frame is given here, the only addresses are this room's."""
    templates = deepcopy(settings.TEMPLATES)
    processors = templates[0]["OPTIONS"]["context_processors"]
    processors[processors.index("portal.front.context.shell")] = "tests.ui.conftest.shell"
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = "tests.ui.urls"
