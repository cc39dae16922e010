"""Addresses at the lock."""

from django.urls import URLPattern, path

from saferboard.web.casework.lock import (
    agreement_views,
    glass_views,
    governing_views,
    seeing_views,
    views,
)

CASE = "cases/<slug:reference>/who/"

urlpatterns: list[URLPattern] = [
    path("cases/enter/", views.enter, name="cases-enter"),
    path("cases/leave/", views.leave, name="cases-leave"),
    path("cases/break-glass/", glass_views.break_glass, name="cases-break-glass"),
    path("cases/break-glass/<int:pk>/end/", glass_views.end, name="cases-break-glass-end"),
    path("cases/people/", governing_views.people, name="cases-people"),
    path("cases/people/<int:pk>/", governing_views.account, name="cases-account"),
    path("cases/people/work/", governing_views.employ, name="cases-employ"),
    path(
        "cases/people/work/<int:pk>/end/",
        governing_views.end_membership,
        name="cases-membership-end",
    ),
    path("cases/people/vetting/", governing_views.record_vetting, name="cases-vetting"),
    path(
        "cases/people/vetting/<int:pk>/withdraw/",
        governing_views.withdraw_vetting,
        name="cases-vetting-withdraw",
    ),
    path("cases/agreements/", agreement_views.agreements, name="cases-agreements"),
    path("cases/agreements/new/", agreement_views.agree, name="cases-agreement-new"),
    path(
        "cases/agreements/signatures/<int:pk>/leave/",
        agreement_views.leave,
        name="cases-agreement-leave",
    ),
    path("cases/agreements/<slug:key>/", agreement_views.agreement, name="cases-agreement"),
    path("cases/agreements/<slug:key>/sign/", agreement_views.sign, name="cases-agreement-sign"),
    path(
        "cases/agreements/<slug:key>/review/",
        agreement_views.review,
        name="cases-agreement-review",
    ),
    path(CASE, seeing_views.who, name="case-who"),
    path(f"{CASE}agency/", seeing_views.involve, name="case-involve"),
    path(f"{CASE}agency/<int:pk>/end/", seeing_views.leave, name="case-agency-end"),
    path(f"{CASE}role/", seeing_views.share, name="case-share"),
    path(f"{CASE}role/<int:pk>/end/", seeing_views.end_share, name="case-share-end"),
    path(f"{CASE}conflict/", seeing_views.conflict, name="case-conflict"),
    path(f"{CASE}conflict/colleague/", seeing_views.conflict_of, name="case-conflict-of"),
    path(f"{CASE}conflict/<int:pk>/withdraw/", seeing_views.withdraw, name="case-conflict-end"),
]
