"""How each room keeps the sentences of its rules, before it is known which field they are about."""

from __future__ import annotations

from dataclasses import dataclass

from statx.results.findings import UNSAID, Rule, Severity
from statx.texts import Text


@dataclass(frozen=True, slots=True)
class RuleWords:
    """The sentences of one rule; `{name}` in them is filled when the rule is made."""

    says: Text
    """What is wrong, as one sentence about all its findings."""
    remedy: Text
    """What to do next."""
    why: Text
    """What goes wrong later where it is let pass."""
    expected: Text = UNSAID
    """What would have been right; unsaid where the schema's own words say it."""
    severity: Severity = Severity.ERROR
    type: str = ""
    """The error type it is reported as, where that is not its code."""

    def rule(self, code: str, **values: object) -> Rule:
        """The rule called `code`, its sentences filled with these values."""
        return Rule(
            code=code,
            type=self.type or code,
            says=self.says.fill(**values),
            expected=self.expected.fill(**values),
            remedy=self.remedy.fill(**values),
            severity=self.severity,
            why=self.why,
        )
