from django.utils.translation import gettext_lazy as _

from portal.front.doors import Door

from . import access

DOOR = Door(
    label=_("住まいをさがす"),
    text=_("14日以内に空きを確かめた部屋。家賃と最初のお金、段差、保証の方法からさがせます。"),
    url_name="homes:list",
    icon="house",
    figure=lambda: (access.public_listings().count(), _("件の部屋")),
    nav=_("住まい"),
    order=20,
)
