"""Charts of counts: P, U and C, and Laney's P' and U' where counts are too large for those.

Montgomery, "Introduction to Statistical Quality Control", 7th ed., chapter 7. P and U hold chance
to be the only reason why points differ, and give alarm upon alarm where counts are large; Laney
widens their limits by what the points themselves vary more (Laney, Quality Engineering 14(4),
2002, 531-537).
"""

import numpy as np

from saferboard.core.evidence.spc.limits import (
    D2,
    Limits,
    Points,
    Values,
    known,
    mean_moving_range,
    spread,
)


def p_chart(successes: Values, trials: Values, per: float = 1) -> Limits:
    """Shares: successes of trials, times ``per`` (100 for per cent). 0 of 0 is not known."""
    return _shares(successes, trials, per, None)


def laney_p(successes: Values, trials: Values, screen: bool = False, per: float = 1) -> Limits:
    """Shares whose limits are widened by sigma z."""
    return _shares(successes, trials, per, screen)


def u_chart(events: Values, exposure: Values, per: float = 1) -> Limits:
    """Rates: events over an exposure that changes, times ``per``."""
    return _rates(events, exposure, per, None)


def laney_u(events: Values, exposure: Values, per: float = 1, screen: bool = False) -> Limits:
    """Rates whose limits are widened by sigma z."""
    return _rates(events, exposure, per, screen)


def c_chart(counts: Values) -> Limits:
    """Events over an exposure that does not change."""
    points = known(counts)
    _not_negative(points)
    held = points[points == points]
    centre = float(held.sum()) / held.size if held.size else float("nan")
    return spread(points, centre, np.full_like(points, np.sqrt(centre)))


def _shares(successes: Values, trials: Values, per: float, screen: bool | None) -> Limits:
    part, whole = _pairs(successes, trials)
    if bool((part > whole).any()):
        raise ValueError("successes cannot be more than trials")
    centre = _ratio(part, whole)
    chance = np.sqrt(centre * (1 - centre) / whole)
    return _widened(part / whole, centre, chance, screen, most=1.0, scale=per)


def _rates(events: Values, exposure: Values, per: float, screen: bool | None) -> Limits:
    part, whole = _pairs(events, exposure)
    centre = _ratio(part, whole)
    return _widened(part / whole, centre, np.sqrt(centre / whole), screen, scale=per)


def _widened(
    values: Points,
    centre: float,
    chance: Points,
    screen: bool | None,
    *,
    most: float = np.inf,
    scale: float = 1.0,
) -> Limits:
    """Limits by chance alone, or by sigma z times chance where ``screen`` is not None."""
    if screen is None:
        return spread(values, centre, chance, most=most, scale=scale)
    # Where chance is 0 every point lies on the centre, and nothing varies.
    z = np.divide(values - centre, chance, out=np.zeros_like(values), where=chance != 0)
    sigma_z = mean_moving_range(z, screen=screen) / D2
    return spread(values, centre, chance * sigma_z, most=most, scale=scale, sigma_z=sigma_z)


def _pairs(parts: Values, wholes: Values) -> tuple[Points, Points]:
    """Both parts, each known only where the other is; nothing over nothing is not known."""
    part, whole = known(parts), known(wholes)
    if part.shape != whole.shape:
        raise ValueError(f"as many parts as wholes are needed, not {part.size} and {whole.size}")
    _not_negative(part)
    _not_negative(whole)
    unknown = (part != part) | (whole != whole) | (whole == 0)
    if not unknown.any():
        return part, whole
    return np.where(unknown, np.nan, part), np.where(unknown, np.nan, whole)


def _ratio(part: Points, whole: Points) -> float:
    held = whole == whole
    total = float(whole[held].sum())
    return float(part[held].sum()) / total if total else float("nan")


def _not_negative(points: Points) -> None:
    if bool((points < 0).any()):
        raise ValueError("a count or an exposure cannot be negative")
