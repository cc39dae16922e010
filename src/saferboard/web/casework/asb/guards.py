"""The second line for what belongs to no case: the police's incidents, and studies of them."""

from saferboard.web.casework.lock.rows import SERVICE, setting

FOR_ASB = f"{setting('purpose')} = 'asb'"
OF_POLICE = (
    f"({SERVICE} OR ({FOR_ASB} AND holder_id || ':account' = "
    f"ANY (string_to_array({setting('fields')}, ','))))"
)
"""Open to whoever may read what happened in cases of the agency that sent it."""
OF_AGENCY = f"({SERVICE} OR ({FOR_ASB} AND agency_id = {setting('agency')}::bigint))"
OF_STUDY = f"({SERVICE} OR {{table}}.study_id IN (SELECT id FROM asb_study))"
