"""Addresses of the forward plan."""

from django.urls import URLPattern, URLResolver, path

from saferboard.web.board.plan import filling_views, rule_views, views

YEAR = "work/plan/<slug:key>/<int:year>/"
RULES = "work/plan/<slug:key>/rules/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("work/plan/", views.plans, name="plans"),
    path("work/plan/record/", views.record, name="plan-record"),
    path("work/plan/items/<int:pk>/", views.change_item, name="plan-item"),
    path("work/plan/items/<int:pk>/move/", views.move_item, name="plan-item-move"),
    path("work/plan/items/<int:pk>/remove/", views.remove_item, name="plan-item-remove"),
    path("work/plan/rules/<int:pk>/", rule_views.change_rule, name="plan-rule"),
    path("work/plan/rules/<int:pk>/end/", rule_views.end_rule, name="plan-rule-end"),
    path(RULES, rule_views.rules, name="plan-rules"),
    path(f"{RULES}add/", rule_views.add_rule, name="plan-rule-add"),
    path(f"{RULES}decisions/", rule_views.decisions, name="plan-decisions"),
    path(f"{RULES}decisions/<int:outcome>/", rule_views.add_rule, name="plan-rule-from"),
    path(YEAR, views.plan, name="plan"),
    path(f"{YEAR}add/", views.add_item, name="plan-add"),
    path(f"{YEAR}meetings/", filling_views.meetings, name="plan-meetings"),
    path(f"{YEAR}days/", filling_views.days, name="plan-days"),
    path(f"{YEAR}fill/", filling_views.fill, name="plan-fill"),
    path(f"{YEAR}agree/", views.agree, name="plan-agree"),
    path(f"{YEAR}agendas/", filling_views.put_on_agendas, name="plan-agendas"),
    path(f"{YEAR}changes/", views.versions, name="plan-versions"),
    path(f"{YEAR}changes/<int:number>/", views.version, name="plan-version"),
]
