from django.db import models

from .models import Notice


def unread_count(user: models.Model) -> int:
    return Notice.objects.of(user).unread().count()


def latest(user: models.Model, count: int) -> list[Notice]:
    return list(Notice.objects.of(user).order_by("-created_at", "-pk")[:count])
