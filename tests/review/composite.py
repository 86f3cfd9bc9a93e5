"""A composite action run as GitHub runs one: inputs, environment, `bash -eo pipefail`, outputs.

`uses` is left out.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")
SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail")


@dataclass
class Ran:
    """What a run of an action left."""

    code: int = 0
    log: str = ""
    summary: str = ""
    outputs: dict[str, str] = field(default_factory=dict)


@dataclass
class Runner:
    """A place to run an action in."""

    action: Path
    workspace: Path
    temp: Path
    environment: dict[str, str]
    installed: dict[str, str] = field(default_factory=dict)
    """What the step that installs has said: the first run does it for all."""

    def run(self, **inputs: str) -> Ran:
        """All steps in turn, until one fails."""
        content = yaml.safe_load((self.action / "action.yml").read_text(encoding="utf-8"))
        named = {name.replace("-", "_"): name for name in content["inputs"]}
        given = {named[name]: value for name, value in inputs.items()}
        known = {
            f"inputs.{name}": given.get(name, each.get("default", ""))
            for name, each in content["inputs"].items()
        }
        known |= {"github.action_path": str(self.action), **self.installed}
        ran = Ran()
        for step in content["runs"]["steps"]:
            if "run" in step and not ran.code and not (step["id"] == "install" and self.installed):
                self._step(step, known, ran)
        self.installed = {
            name: value for name, value in known.items() if name.startswith("steps.install.")
        }
        ran.outputs = {
            name: _said(each["value"], known) for name, each in content["outputs"].items()
        }
        return ran

    def _step(self, step: dict[str, Any], known: dict[str, str], ran: Ran) -> None:
        assert "${{" not in step["run"], "what stands in a script is a command"
        assert step["shell"] == "bash"
        script, output, summary = (self.temp / name for name in ("step.sh", "output", "summary"))
        script.write_text(step["run"], encoding="utf-8")
        output.write_text("", encoding="utf-8")
        summary.write_text("", encoding="utf-8")
        environment = self.environment | {
            name: _said(value, known) for name, value in step.get("env", {}).items()
        }
        environment |= {
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "RUNNER_TEMP": str(self.temp),
        }
        done = subprocess.run(
            [*SHELL, str(script)],
            cwd=self.workspace / _said(step.get("working-directory", "."), known),
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        ran.code, ran.log, ran.summary = (
            done.returncode,
            ran.log + done.stdout,
            ran.summary + summary.read_text("utf-8"),
        )
        said = (line.partition("=") for line in output.read_text(encoding="utf-8").splitlines())
        known |= {f"steps.{step['id']}.outputs.{name}": value for name, _, value in said}


def _said(value: str, known: dict[str, str]) -> str:
    """With its expressions put in; what no step has said is empty."""
    return EXPRESSION.sub(lambda found: known.get(found[1], ""), str(value))
