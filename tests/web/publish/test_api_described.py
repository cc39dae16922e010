"""The interface for programs answers as it is described, whatever it is asked."""

from collections.abc import Iterator

import jsonschema
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from saferboard.web.publish.models import Kind, Publication
from tests.web.publish import samples

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
pytestmark = pytest.mark.django_db


@pytest.fixture
def out(db: None) -> Iterator[dict[Kind, Publication]]:
    """Everything is published, and no page kept."""
    samples.forget()
    yield samples.all_out()
    samples.forget()


def test_answers_are_as_they_are_described(out: dict[Kind, Publication]) -> None:
    described = Client().get("/api/openapi.json").json()
    for path, operations in described["paths"].items():
        if "{" in path:
            continue
        said = Client().get(path).json()
        shape = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.validate(said, {**shape, "components": described["components"]})


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """A request leaves the connection alone in whose transaction the test lives."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_whatever_is_asked_there_is_an_answer_as_described(
    mode: GenerationMode, out: dict[Kind, Publication]
) -> None:
    """No server error, and nothing but what the description says."""
    described = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) == 23
    for operation in operations:
        if mode is GenerationMode.NEGATIVE and not operation.path_parameters:
            continue  # nothing can be asked of it

        @settings(max_examples=4, deadline=None, derandomize=True, database=None)
        @given(case=operation.as_strategy(generation_mode=mode))
        def answered(case: schemathesis.Case) -> None:
            case.call_and_validate(headers={"Accept-Encoding": "identity"}, checks=CHECKS)

        answered()
