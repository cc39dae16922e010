"""On a measure's page: the survey question that it shows, in its exact words."""

from saferboard.web.evidence.subject import Part, Subject


def part(subject: Subject) -> Part | None:
    """The wording, and the way to the survey's own page."""
    wanted = subject.measure.question
    for one in subject.release.surveys:
        for question in one.questions:
            if question.key == wanted:
                url = subject.address.above("survey", key=one.survey.key)
                shown = {"question": question, "survey": one.survey, "url": url}
                return Part("evidence/parts/asked.html", shown)
    return None
