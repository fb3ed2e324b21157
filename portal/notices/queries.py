from django.db import models

from .models import Notice


def unread_count(user: models.Model) -> int:
    return Notice.objects.of(user).unread().count()
