"""Addresses of MARAC. None holds a name; a case is told by its reference, drawn by lot."""

from django.urls import URLPattern, path

from saferboard.web.casework.marac import (
    figure_views,
    hearing_views,
    meeting_views,
    referral_views,
    research_views,
)

CASE = "cases/marac/case/<slug:reference>/"
urlpatterns: list[URLPattern] = [
    path("cases/marac/", referral_views.first, name="marac"),
    path("cases/marac/refer/", referral_views.refer, name="marac-refer"),
    path("cases/marac/take-in/", referral_views.take_in, name="marac-take-in"),
    path("cases/marac/ask/", meeting_views.ask, name="marac-ask"),
    path("cases/marac/meetings/", meeting_views.meetings, name="marac-meetings"),
    path("cases/marac/meetings/<int:number>/", meeting_views.one, name="marac-meeting"),
    path(
        "cases/marac/meetings/<int:number>/change/",
        meeting_views.change,
        name="marac-meeting-change",
    ),
    path("cases/marac/figures/", figure_views.figures, name="marac-figures"),
    path("cases/marac/figures.csv", figure_views.download, name="marac-figures-csv"),
    path("cases/marac/quality/", figure_views.data_quality, name="marac-quality"),
    path("cases/marac/returning/", figure_views.coming_back, name="marac-coming-back"),
    path(CASE, referral_views.case, name="marac-case"),
    path(f"{CASE}checklist/", referral_views.checklist, name="marac-checklist"),
    path(f"{CASE}add/", referral_views.add, name="marac-add"),
    path(f"{CASE}people/", referral_views.people, name="marac-people"),
    path(f"{CASE}repeat/", referral_views.record_repeat, name="marac-repeat"),
    path(f"{CASE}return/", research_views.send_back, name="marac-send-back"),
    path(f"{CASE}list/", research_views.list_case, name="marac-list"),
    path(f"{CASE}research/", research_views.answer, name="marac-research"),
    path(f"{CASE}research/ask/", research_views.ask, name="marac-research-ask"),
    path(f"{CASE}research/remind/", research_views.remind, name="marac-research-remind"),
    path(f"{CASE}research/close/", research_views.close, name="marac-research-close"),
    path(f"{CASE}hearing/", hearing_views.hear, name="marac-hearing"),
    path(f"{CASE}actions/", hearing_views.give, name="marac-give"),
    path(f"{CASE}actions/<int:number>/", hearing_views.action, name="marac-action"),
    path(f"{CASE}do/<slug:what>/", hearing_views.do, name="marac-do"),
    path(f"{CASE}transfer/", hearing_views.transfer, name="marac-transfer"),
]
