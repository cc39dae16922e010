"""Boundaries that a partnership supplies as GeoJSON, checked and mended before use."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from saferboard.core.faults import Fault, Refused

EXPECTED = (
    "GeoJSON: a FeatureCollection in longitude and latitude (WGS84), an area's code in each feature"
)
# RFC 7946 knows no other reference system; older files may name this one, which is the same.
WGS84 = {"urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "EPSG:4326",
         "urn:ogc:def:crs:EPSG::4326"}  # fmt: skip
CHANGED = 0.001  # what is mended may not lose or gain more than this share of its size


def read_boundaries(text: str, where: str, codes: Iterable[str]) -> dict[str, BaseGeometry]:
    """The boundary of each known area, by its code. Refused with every fault found.

    A feature whose code is not among ``codes`` is passed over where another of the file is: files
    of a whole region are welcome. A polygon that crosses itself is mended if that leaves its size
    as it was (three districts of Lincolnshire are published so), and refused if it does not.
    """
    known = frozenset(codes)
    faults: list[Fault] = []
    found: dict[str, BaseGeometry] = {}
    for number, feature in enumerate(_features(text, where), start=1):
        code = next((v for v in _properties(feature).values() if v in known), None)
        if code is None:
            continue
        place = f"{where}, feature {number} ({code})"
        if code in found:
            faults.append(_fault("the area has two boundaries", place, "join them into one"))
            continue
        mended = _geometry(feature.get("geometry"), place, faults)
        if mended is not None:
            found[code] = mended
    if not found and not faults:
        faults.append(
            _fault("no feature carries the code of a known area", where, "put the area's code, as "
                   "E07000133, into one of the feature's properties")
        )  # fmt: skip
    if faults:
        raise Refused(*faults)
    return found


def _features(text: str, where: str) -> Iterator[Mapping[str, Any]]:
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(_fault("this is not JSON", where, "save it again as GeoJSON")) from None
    if not isinstance(held, dict) or held.get("type") != "FeatureCollection":
        said = _fault("this is no FeatureCollection", where, "save it again as GeoJSON")
        raise Refused(said)
    system = _properties(held.get("crs")).get("name")
    if system is not None and system not in WGS84:
        said = _fault(
            f"its reference system is {system}",
            where,
            "change it to longitude and latitude (EPSG:4326) in the program that made it",
        )
        raise Refused(said)
    features = held.get("features")
    for feature in features if isinstance(features, list) else ():
        yield feature if isinstance(feature, dict) else {}


def _properties(held: object) -> Mapping[str, Any]:
    found = held.get("properties") if isinstance(held, dict) else None
    if not isinstance(found, dict):
        return {}
    return {key: value for key, value in found.items() if isinstance(value, str)}


def _geometry(held: object, place: str, faults: list[Fault]) -> BaseGeometry | None:
    try:
        drawn = shape(held)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, ShapelyError):
        faults.append(_fault("its outline cannot be read", place, "export the area again"))
        return None
    if drawn.geom_type not in ("Polygon", "MultiPolygon") or drawn.is_empty:
        faults.append(_fault(f"its outline is a {drawn.geom_type}", place, "give a polygon"))
        return None
    west, south, east, north = drawn.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        faults.append(
            _fault(
                "its outline is not in degrees",
                place,
                "change it to longitude and latitude (EPSG:4326) in the program that made it",
            )
        )
        return None
    return drawn if drawn.is_valid else _mended(drawn, place, faults)


def _mended(drawn: BaseGeometry, place: str, faults: list[Fault]) -> BaseGeometry | None:
    """A self-crossing outline set right, as long as it stays the same place."""
    parts = shapely.get_parts(shapely.make_valid(drawn))
    mended = shapely.union_all([part for part in parts if part.geom_type.endswith("Polygon")])
    if mended.is_empty or abs(mended.area - drawn.area) > CHANGED * drawn.area:
        faults.append(
            _fault("its outline crosses itself", place, "mend it in the program that made it")
        )
        return None
    return mended


def _fault(what: str, where: str, remedy: str) -> Fault:
    return Fault(what, where, EXPECTED, remedy)
