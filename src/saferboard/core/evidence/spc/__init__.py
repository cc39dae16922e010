"""Statistical process control: what in a series is signal, and what chance alone would give.

Every function takes one stretch of points in the order of time, ``None`` standing for one that is
not known. Nothing is inferred across such a gap: no moving range, no run and no trend goes over it.
"""

from saferboard.core.evidence.spc.attributes import c_chart, laney_p, laney_u, p_chart, u_chart
from saferboard.core.evidence.spc.individuals import Individuals, xmr, xmr_limits
from saferboard.core.evidence.spc.limits import Limits
from saferboard.core.evidence.spc.rules import Rule, Signal, making_data_count
from saferboard.core.evidence.spc.runs import Runs, anhoej, anhoej_signals
from saferboard.core.evidence.spc.shifts import suggested

__all__ = [
    "Individuals",
    "Limits",
    "Rule",
    "Runs",
    "Signal",
    "anhoej",
    "anhoej_signals",
    "c_chart",
    "laney_p",
    "laney_u",
    "making_data_count",
    "p_chart",
    "suggested",
    "u_chart",
    "xmr",
    "xmr_limits",
]
