"""How conditions answer: a yes meets them, a no does not, nothing is not known yet."""

from django.utils.translation import gettext as _

from portal.grants.schemes.conditions import Outcome, Said
from portal.grants.schemes.structure import Facts

MET, NOT_YET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_YET, Outcome.NOT_MET, Outcome.UNKNOWN


def untold() -> Said:
    return Said(UNKNOWN, _("答えがまだありません。"))


def by_answer(facts: Facts, key: str, no: str, title: str = "") -> Said:
    """`no` is what a no means and how it can be mended."""
    said = facts.answers.get(key)
    if said is None:
        return untold()
    if said:
        return Said(MET, _("あなたの答え：はい"), title)
    return Said(NOT_MET, _("あなたの答え：いいえ。%(no)s") % {"no": no}, title)


def no_other_money(facts: Facts, subject: str) -> Said:
    """`subject` is what only one grant may be used for."""
    said = facts.answers.get("other_money")
    if said is None:
        return untold()
    if said == "none":
        return Said(MET, _("あなたの答え：受けていません"))
    if said == "got":
        return Said(
            NOT_MET, _("あなたの答え：受けています。%(subject)sに、二つの補助は使えません。") % {"subject": subject}
        )
    return Said(UNKNOWN, _("ほかの補助があるかどうかを、窓口で確かめてください。"))
