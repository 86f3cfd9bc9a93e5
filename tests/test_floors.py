"""The house stands as it was drawn.

Imports point down, none go in a circle, and only the cli talks to the world.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GROUND = (
    "texts",
    "errors",
    "results",
    "fingerprints",
    "files",
    "options",
    "exclusion",
    "config",
    "settings",
    "thresholds",
    "version",
)
FLOORS: dict[str, int] = {
    **dict.fromkeys(GROUND, 0),
    "registry": 1,
    "container": 1,
    "trust": 1,
    "workbook": 1,
    "render": 1,
    "tables": 2,
    "sources": 3,
    "checks": 3,
    "judging": 4,
    "conversion": 5,
    "package": 5,
    "intake": 5,
    "standards": 5,
    "review": 6,
    "exchange": 6,
    "notebook": 6,
    "cli": 7,
}
BYTES_ALONE = ("container", "trust", "workbook")
"""Rooms that import the ground alone: they never see a schema or a table."""
DOORS = ("", "__main__")
"""`statx` itself and `python -m statx`: they open what is inside when somebody asks."""
RENDER_SEES = {"render", "results", "fingerprints", "texts", "errors", "version"}
FACES = ("cli", "notebook")
"""Who shows something to a person."""
WORLD = {"print", "input", "exit", "quit", "breakpoint"}
CLOCKS = {"time.time", "time.perf_counter", "time.monotonic", "time.sleep"}
CLOCKS |= {"datetime.now", "datetime.today", "datetime.utcnow", "date.today"}


@cache
def modules() -> dict[str, Path]:
    """Dotted name below statx -> file."""
    root = ROOT / "statx"
    by_name = {}
    for path in root.rglob("*.py"):
        dotted = ".".join(path.relative_to(root).with_suffix("").parts)
        name = dotted.removesuffix("__init__").strip(".")
        by_name[name] = path
    return by_name


@cache
def parsed(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


MODULES = sorted(modules())


def room(module: str) -> str:
    """The room that a module stands in, or its own name where it stands in none."""
    return module.split(".", maxsplit=1)[0]


def floor(module: str) -> int:
    return FLOORS[room(module)]


def imports(module: str) -> Iterator[str]:
    """The modules of statx that it imports: also for types only, and inside functions."""
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
            yield from (_inside(name) for name in names if room(name) == "statx")
        elif isinstance(node, ast.ImportFrom):
            yield from _imported_from(node)


def _imported_from(node: ast.ImportFrom) -> Iterator[str]:
    """`from statx.x import y`: the module `x.y` where there is one, else `x`."""
    source = node.module or ""
    if room(source) != "statx":
        return

    for alias in node.names:
        name = _inside(f"{source}.{alias.name}")
        yield name if name in modules() else _inside(source)


def _inside(name: str) -> str:
    """`statx.x.y` -> `x.y`"""
    return name.removeprefix("statx").strip(".")


def rooms_seen(module: str) -> set[str]:
    return {room(name) for name in imports(module)}


def at_the_top(module: str) -> set[str]:
    """What importing it imports; what a type checker alone sees counts too."""
    return {name for name in imports(module) if name not in (module, "")}


@pytest.mark.parametrize("module", [module for module in MODULES if module not in DOORS])
def test_imports_point_down(module: str) -> None:
    upward = {name for name in imports(module) if name and floor(name) > floor(module)}
    assert not upward


def test_no_modules_import_each_other() -> None:
    graph = {module: at_the_top(module) for module in MODULES if module not in DOORS}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))


@pytest.mark.parametrize("module", [module for module in MODULES if module in GROUND])
def test_the_ground_stands_on_itself(module: str) -> None:
    assert rooms_seen(module) <= {*GROUND, ""}


@pytest.mark.parametrize("module", [module for module in MODULES if room(module) in BYTES_ALONE])
def test_rooms_of_bytes_see_the_ground_alone(module: str) -> None:
    assert rooms_seen(module) <= {*GROUND, room(module), ""}


def test_errors_know_words_alone() -> None:
    assert set(imports("errors")) == {"texts"}


@pytest.mark.parametrize("module", [module for module in MODULES if room(module) == "render"])
def test_render_sees_only_what_is_to_be_said(module: str) -> None:
    assert rooms_seen(module) <= RENDER_SEES


@pytest.mark.parametrize(
    "module", [module for module in MODULES if room(module) not in (*FACES, "render", *DOORS)]
)
def test_only_a_face_renders(module: str) -> None:
    assert "render" not in rooms_seen(module)


def world(module: str) -> Iterator[str]:
    """Calls that print or end, and names of the environment, the clock and the standard streams."""
    for node in ast.walk(parsed(module)):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in WORLD:
                yield name
            case ast.Attribute(
                value=ast.Name(id="sys"), attr="exit" | "stdout" | "stderr" | "argv" as name
            ):
                yield f"sys.{name}"
            case ast.Attribute(value=ast.Name(id="os"), attr="environ" | "getenv" as name):
                yield f"os.{name}"
            case ast.Attribute(value=ast.Name(id=clock) | ast.Attribute(attr=clock), attr=name) if (
                f"{clock}.{name}" in CLOCKS
            ):
                yield f"{clock}.{name}"


@pytest.mark.parametrize(
    "module", [module for module in MODULES if room(module) not in ("cli", "__main__")]
)
def test_nobody_below_the_cli_talks_to_the_world(module: str) -> None:
    # Where nobody typed a command, the Python face is what hands the environment down.
    allowed = {"os.environ"} if module.startswith("notebook") else set[str]()
    assert set(world(module)) <= allowed
