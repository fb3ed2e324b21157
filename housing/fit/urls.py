from django.urls import path

from .views import cost, finder, money

app_name = "fit"
urlpatterns = [
    path("housing/finder/", finder.start, name="finder"),
    path("housing/finder/result/", finder.result, name="result"),
    path("housing/finder/clear/", finder.clear, name="clear"),
    path("housing/finder/words/", finder.words, name="words"),
    path("housing/finder/<slug:code>/", finder.question, name="question"),
    path("housing/cost/", cost.cost, name="cost"),
    path("staff/money/", money.money, name="money"),
]
