"""From the disclosure checks of a draft to what its clearance says of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from statx.package.clearance import PASSING, ClearedCheck
from statx.package.opening import Examined
from statx.registry.catalog import Catalog
from statx.results.clearance import DisclosureCheck, DisclosureReport
from statx.sources.packages import Agreement
from statx.sources.targets import Refusal, Target, targets_in_package

EVERY_CHECK = ""
"""The reason that holds for whichever check has none of its own."""


def tables_to_check(examined: Examined, catalog: Catalog) -> Iterator[Target | Refusal]:
    """The tables of a draft but the registry's own code lists, which everybody has."""
    same = {each.ref for each in examined.unpacked.compared if each.agreement is Agreement.SAME}
    for target in targets_in_package(examined.unpacked, catalog):
        if not (isinstance(target, Target) and _is_code_list(target, catalog, same)):
            yield target


def cleared_checks(
    reports: Iterable[DisclosureReport], reasons: Mapping[str, str]
) -> tuple[ClearedCheck, ...]:
    """Each check of each table, with the approver's reason where it does not pass.

    `reasons` are by the id of a check, or under `EVERY_CHECK`.
    """
    cleared: list[ClearedCheck] = []
    for report in reports:
        cleared += _of_table(report, reasons)
    return tuple(cleared)


def unsettled(checks: Sequence[ClearedCheck]) -> list[str]:
    """The checks that neither pass nor have a reason why they need not, each once."""
    return list(dict.fromkeys(check.id for check in checks if not check.is_settled))


def _is_code_list(target: Target, catalog: Catalog, same: Collection[str]) -> bool:
    return target.agreement.ref in same and catalog.code_list(target.agreement.name) is not None


def _of_table(report: DisclosureReport, reasons: Mapping[str, str]) -> Iterator[ClearedCheck]:
    table = report.place.rsplit("/", maxsplit=1)[-1]
    for check in report.checks:
        reason = ""
        if check.result.value not in PASSING:
            reason = reasons.get(check.id, reasons.get(EVERY_CHECK, ""))
        yield ClearedCheck(
            check.id,
            check.result.value,
            table,
            _parameter(check),
            reason,
        )


def _parameter(check: DisclosureCheck) -> str:
    return "; ".join(f"{name}={value}" for name, value in check.parameters)
