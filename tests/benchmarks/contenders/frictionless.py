"""frictionless-py, with the code list as a resource of the package."""

from __future__ import annotations

from tests.benchmarks.contenders.contender import Answer, Command, Contender, script, verdict
from tests.benchmarks.given import Given

NAME = "frictionless-py"


def validate(given: Given) -> Answer:
    """All its errors."""
    from frictionless import Package

    report = Package(str(given.package)).validate(name="data", limit_errors=1_000_000_000)
    if not report.tasks:
        raise RuntimeError(report.errors)
    return Answer(errors=report.tasks[0].stats["errors"])


VALIDATE = Contender(NAME, validate, slow=True, exact=True)
SHELL = Command(
    NAME, lambda given: (script("frictionless"), "validate", given.package.name), verdict
)
