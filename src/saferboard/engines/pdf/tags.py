"""Tagged files put together into one: pages, the tree of their tags, and their outlines.

PDF 1.7 (ISO 32000-1) 14.7: every page's marked content is found through the tree's ParentTree
under the page's StructParents, so those numbers, and the elements' names, are made to differ.
"""

from collections.abc import Sequence
from typing import Any

from pikepdf import (
    Array,
    Dictionary,
    Name,
    NameTree,
    NumberTree,
    Object,
    OutlineItem,
    Pdf,
    Stream,
    String,
)

_PARENT_KEYS = (Name.StructParents, Name.StructParent)


def joined(parts: Sequence[Pdf]) -> list[list[OutlineItem]]:
    """Add the pages and tags of all the parts to the first; the outline of each, leading there.

    The parts' own trees become sections of one document. The parts are changed and used up.
    """
    pdf = parts[0]
    if len(parts) == 1:
        return [_outline(pdf, pdf, 0)]
    outlines = []
    trees = []
    following = 0
    for number, part in enumerate(parts):
        _set_apart(part, number, following)
        following += int(part.Root.StructTreeRoot.get(Name.ParentTreeNextKey, 0))
        start = len(pdf.pages) if number else 0
        if number:
            pdf.pages.extend(part.pages)
            trees.append(pdf.copy_foreign(part.Root.StructTreeRoot))
        else:
            trees.append(part.Root.StructTreeRoot)
        outlines.append(_outline(pdf, part, start))
    _join(pdf, trees, following)
    return outlines


def _set_apart(part: Pdf, number: int, following: int) -> None:
    """Shift the part's numbers into the tree, and lead the names of its elements by its number."""
    things = (thing for thing in part.objects if isinstance(thing, Dictionary | Stream))
    for thing in things:
        for key in _PARENT_KEYS:
            if key in thing:
                thing[key] = int(thing[key]) + following
        if isinstance(thing, Dictionary) and Name.ID in thing and Name.S in thing:
            thing.ID = String(f"{number}-{thing.ID}")
    tree = part.Root.StructTreeRoot
    parents: list[Any] = []
    if Name.ParentTree in tree:
        for place, marked in NumberTree(tree.ParentTree).items():
            parents += [place + following, marked]
    tree.ParentTree = Dictionary(Nums=Array(parents))


def _join(pdf: Pdf, trees: Sequence[Object], following: int) -> None:
    root: Any = pdf.Root.StructTreeRoot
    document = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array())
    )
    parents: list[Any] = []
    roles: dict[Any, Any] = {}
    names: list[tuple[bytes, Object]] = []
    for tree in trees:
        for section in _kids(tree):
            section.S = Name.Part
            section.P = document
            document.K.append(section)
        parents.extend(tree.ParentTree.Nums)
        roles.update(tree.get(Name.RoleMap, Dictionary()).items())
        names.extend(_named(tree))
    root.K = Array([document])
    root.ParentTree = Dictionary(Nums=Array(parents))
    root.ParentTreeNextKey = following
    if roles:
        root.RoleMap = Dictionary(roles)
    if Name.IDTree in root:
        del root.IDTree
    if names:
        flat = [part for name, element in sorted(names, key=lambda n: n[0])
                for part in (String(name.decode()), element)]  # fmt: skip
        root.IDTree = Dictionary(Names=Array(flat))


def _kids(tree: Any) -> list[Any]:
    kids = tree.get(Name.K, Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _named(tree: Any) -> list[tuple[bytes, Object]]:
    """The elements that have a name, by the name they have now."""
    held = NameTree(tree.IDTree).values() if Name.IDTree in tree else ()
    return [(bytes(element.ID), element) for element in held]


def _outline(pdf: Pdf, part: Pdf, start: int) -> list[OutlineItem]:
    places = {page.obj.objgen: index for index, page in enumerate(part.pages)}
    with part.open_outline() as outline:
        return [_entry(item, places, start) for item in outline.root]


def _entry(item: OutlineItem, places: dict[tuple[int, int], int], start: int) -> OutlineItem:
    page, kind, *where = item.destination  # type: ignore[misc]
    place = start + places[page.objgen]
    made = OutlineItem(
        item.title, place, str(kind).lstrip("/"), left=float(where[0]), top=float(where[1])
    )
    made.children.extend(_entry(child, places, start) for child in item.children)
    return made
