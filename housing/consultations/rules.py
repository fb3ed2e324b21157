"""Numbers and words that the ward decides."""

import datetime as dt
import secrets

from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.lib.text import plain

from .choices import Failure, Reason

TITLE = _("住まいの相談")  # of every consultation: nothing in a list or a title tells one from another

CARD_DAYS = 3  # business days a card waits for answers
CARD_REMINDER_DAYS = 2  # business day on which the one reminder goes out
ANSWER_LIES_DAYS = 14  # an answer nobody came back for
FOLLOW_UP_DAYS = 7
STAY_DAYS = {"moved_in": 30, "stayed_30": 90, "stayed_90": 180}
FEWEST = 10  # a smaller number is not shown: it could tell of a person
OPEN_MINUTES = 30  # how long a page opened by a code stays open without a word
GUESSES = "10/m/ip,60/h/ip"  # wrong codes from one address
NEUTRAL_SITE = "https://www.jma.go.jp/bosai/forecast/"

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is mistaken for something else
CODE_LENGTH = 12

# Whom each reason gives something to do, and what.
REMEDIES: dict[str, str | Promise] = {
    Reason.TAKEN: _("区が、似た部屋をもう一度さがします。"),
    Reason.ENDED: _("区が、似た部屋をもう一度さがします。"),
    Reason.PAYMENT: _("区と、家賃の代理納付や給付金を使えるか確かめます。"),
    Reason.INITIAL_COST: _("生活サポートセンターで、転居の費用の助けを使えるか確かめます。"),
    Reason.TIMING: _("区が、入れる日の合う部屋をさがします。"),
    Reason.EQUIPMENT: _("区が、手すりや段差の工事の助けを店と相談します。"),
    Reason.SIZE: _("区が、広さの合う部屋をさがします。"),
    Reason.GUARANTEE: _("居住支援法人に、保証の方法を相談します。"),
    Reason.EMERGENCY: _("居住支援法人に、緊急のときの連絡を引き受けてもらえるか相談します。"),
    Reason.PERSON: _("いつでも、また相談できます。"),
    Reason.UNREACHABLE: _("区から、もう一度連絡します。"),
    Reason.OTHER: _("区の担当が、次の進め方を相談します。"),
}

# What a failed screening counts as among the council's reasons.
FAILURE_OF = {Reason.INITIAL_COST: Failure.INITIAL_COST, Reason.GUARANTEE: Failure.GUARANTEE}

# Which answers of the rubric speak for accompanied support: said openly, and a person decides.
SPEAKS_FOR_COMPANY = _("「いっしょに進める必要がある」が一つでもあれば、伴走型支援を考えます。決めるのは人です。")


GONE = _("この部屋は、ほかの方に決まったか、募集が終わりました。ほかの部屋を選んでください。")
FIRST_DAY = dt.date(2000, 1, 1)
YEARS_AHEAD = 2
FAR = _("日付が遠すぎます。2000年から、2年先までの日付を入れてください。")


def is_far(day: dt.date, today: dt.date) -> bool:
    """Whether a day of a deal is so far off that it must be a slip of the pen."""
    return not FIRST_DAY <= day <= today + dt.timedelta(days=366 * YEARS_AHEAD)


def new_code(sent: str = "") -> str:
    """`K7MP-2QXA-9DTR`: about 59 bits. The same `sent`, which nobody else can know, gives the same code."""
    if sent:
        number = int.from_bytes(salted_hmac("advice code", sent, algorithm="sha256").digest(), "big")
        letters = "".join(ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(CODE_LENGTH))
    else:
        letters = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def bare_code(text: str) -> str:
    """However it was typed: width, case, hyphens and spaces do not matter."""
    return "".join(letter for letter in plain(text).upper() if letter in ALPHABET)


def open_until(at: dt.datetime) -> dt.datetime:
    return at + dt.timedelta(minutes=OPEN_MINUTES)
