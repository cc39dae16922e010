"""The permission matrix, walked: ``matrix.toml`` says what happens to whom at every address."""

from datetime import timedelta
from itertools import product

import pytest
from django.urls import get_resolver

from saferboard.web.casework.lock.models import SharingAgreement
from saferboard.web.directory.addresses import patterns
from tests.web.casework import world
from tests.web.casework.lock.matrix import (
    FACTORS,
    KINDS,
    LISTS,
    MATRIX,
    PAGES,
    WORLDS,
    Way,
    expected,
    ways,
    who,
    worlds_of,
)
from tests.web.casework.lock.stage import Stage, happened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


def casework() -> set[str]:
    """Every address of casework, as its pattern is written."""
    every = (address for address, _ in patterns(get_resolver().url_patterns))
    return {address for address in every if address.startswith("/cases/")}


def test_every_address_of_casework_stands_in_the_matrix() -> None:
    assert casework() == set(PAGES)
    assert set(LISTS) <= set(PAGES)
    assert {one for address in PAGES for one in worlds_of(address)} == set(WORLDS)


def test_the_matrix_says_what_happens_to_everybody_in_every_way() -> None:
    for kind, name in product(KINDS, WORLDS):
        for one in who(name):
            for factors in product(*(MATRIX[factor] for factor in FACTORS)):
                assert expected(kind, Way(one, *factors))


@pytest.mark.parametrize("name", WORLDS)
def test_what_the_matrix_says_happens(name: str) -> None:
    stage = Stage(name)
    pages = {address: page for address, page in PAGES.items() if name in worlds_of(address)}
    every = [(address, way) for address, page in pages.items() for way in ways(name, page["kind"])]
    for _, way in every:
        stage.client(way)
    differing, walked = [], 0
    for agreement in MATRIX["agreement"]:
        if agreement == "lapsed":
            SharingAgreement.objects.update(starts=world.NOW.date() - timedelta(days=400))
        for address, way in every:
            if way.agreement == agreement:
                walked += 1
                told = happened(stage.ask(stage.client(way), address))
                if told != expected(PAGES[address]["kind"], way):
                    differing.append((address, *way, told))
    assert differing == []
    assert walked == len(every)
