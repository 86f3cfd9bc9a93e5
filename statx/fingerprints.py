"""What makes a finding the same one in the next run: file, rule, field and the record's key.

A row number is no part of it, so data in another order have the same fingerprints. Where no key is
known the whole record stands for it. Of findings that are alike in all of this, such as the same
key for the third time, the first keeps the fingerprint and the others are numbered: services show
only one of two equal ones.

Nothing that was read goes into the fingerprint of a confidential rule. A hash of a short value can
be guessed back by trying all values, so those findings are only numbered, which in another order
gives the same set.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator

from statx.results.findings import Finding
from statx.results.report import Report

HEADER = 1
"""The record number of the header."""


def fingerprinted(findings: Iterable[Finding], report: Report) -> Iterator[tuple[Finding, str]]:
    """Each of a report's findings with its fingerprint, no two alike."""
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        identity = (*_asked(finding, report), *_read(finding, report))
        seen[identity] += 1
        yield finding, _hash((*identity, str(seen[identity])))


def _asked(finding: Finding, report: Report) -> tuple[str, ...]:
    rule = finding.rule
    resource = "" if rule.reference is None else rule.reference[0]
    return report.path, rule.code, rule.about, resource


def _read(finding: Finding, report: Report) -> tuple[str, ...]:
    """What was read that tells this finding from the rule's others."""
    if finding.rule.confidential:
        return ()
    if finding.label is not None:
        return (finding.label,)
    if finding.row is None or finding.row == HEADER:
        return ()
    record = dict(
        zip(
            report.labels,
            finding.cells,
            strict=False,
        )
    )
    key = tuple(record[name] for name in report.key if name in record)
    return key if key and len(key) == len(report.key) else finding.cells


def _hash(identity: tuple[str, ...]) -> str:
    return hashlib.sha256(json.dumps(identity).encode()).hexdigest()
