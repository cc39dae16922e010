"""A made-up world in which one officer may see one case, for tests that spoil one thing at a time.

It is noon on 1 March 2024. Everything began a year before and lasts.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from saferboard.core.casework.agreements import Agreement, Signature
from saferboard.core.casework.cases import (
    BreakGlass,
    Case,
    FieldClass,
    Flag,
    Involved,
    Membership,
    Purpose,
    Reader,
    Share,
)
from saferboard.core.casework.vetting import Level, Vetting

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
AGO = NOW - timedelta(days=365)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)

ASB = Purpose(
    "asb",
    "Anti-social behaviour",
    co_ordinator="asb-co-ordinator",
    opens={
        FieldClass.OUTLINE: frozenset({"officer", "asb-co-ordinator", "clerk"}),
        FieldClass.IDENTITY: frozenset({"officer", "asb-co-ordinator"}),
        FieldClass.RISK: frozenset({"officer"}),
    },
)
REVIEW = replace(ASB, key="dhr", title="Domestic homicide review", break_glass=False)
AGREEMENT = Agreement(
    key="sentinel",
    purpose="asb",
    parties=frozenset({"mere-council", "mere-police", "fell-council"}),
    items=frozenset({FieldClass.OUTLINE, FieldClass.IDENTITY}),
    lawful_basis="public task",
    special_category="substantial public interest",
    rights="by the agency that is asked",
    governance="the strategy group",
    retention="six years",
    starts=AGO.date(),
    signatures=(
        Signature("mere-council", AGO),
        Signature("mere-police", AGO),
        Signature("fell-council", AGO),
    ),
    reviewed=(date(2023, 8, 1),),
)
OFFICER = Reader(
    key="reader-1",
    agency="mere-council",
    purpose="asb",
    memberships=(Membership("mere-council", "officer", AGO),),
    vetting=(Vetting(Level.NPPV1, AGO, NOW + timedelta(days=365)),),
    agreements=(AGREEMENT,),
)
CASE = Case(
    key="case-1",
    purpose=ASB,
    holder="mere-police",
    involved=(Involved("mere-police", AGO), Involved("mere-council", AGO)),
    shares=(Share(AGO, agency="mere-council"),),
    flag=Flag(AGO, NOW + timedelta(days=10)),
)
CO_ORDINATOR = replace(
    OFFICER,
    key="reader-2",
    agency="fell-council",
    memberships=(Membership("fell-council", "asb-co-ordinator", AGO),),
)
SHARED_WITH_ROLE = replace(CASE, shares=(Share(AGO, role="asb-co-ordinator"),))
OUTSIDER = replace(
    OFFICER,
    key="reader-3",
    agency="fell-council",
    memberships=(Membership("fell-council", "officer", AGO),),
)
GLASS = BreakGlass(
    reader="reader-3",
    agency="fell-council",
    reason="a threat to life was reported",
    signed_in=NOW - 2 * HOUR,
    opened=NOW - 2 * HOUR,
    supervisor="reader-9",
    told=NOW - 2 * HOUR,
)
BROKEN = replace(CASE, broken=(GLASS,))
