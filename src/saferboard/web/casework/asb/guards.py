"""The second line for what belongs to no case: the police's incidents, and studies of them."""

from saferboard.web.casework.lock.rows import PREFIX, SERVICE


def _said(name: str) -> str:
    return f"NULLIF(current_setting('{PREFIX}{name}', true), '')"


FOR_ASB = f"{_said('purpose')} = 'asb'"
OF_POLICE = (
    f"({SERVICE} OR ({FOR_ASB} AND holder_id || ':account' = "
    f"ANY (string_to_array({_said('fields')}, ','))))"
)
"""Open to whoever may read what happened in cases of the agency that sent it."""
OF_AGENCY = f"({SERVICE} OR ({FOR_ASB} AND agency_id = {_said('agency')}::bigint))"
OF_STUDY = f"({SERVICE} OR {{table}}.study_id IN (SELECT id FROM asb_study))"
