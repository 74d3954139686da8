"""The house keeps its plan: who may import whom, what a form's words may stand in, how big a module gets."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted([*ROOT.glob("ingest/**/*.py"), *ROOT.glob("schema/**/*.py")])

# room -> rooms that it may import; a room is the first part of a module's path that stands here
ALLOWED = {
    "schema": {"schema"},
    "ingest.document": set(),
    "ingest.errors": {"schema"},
    "ingest.limits": {"ingest.errors"},
    "ingest.answer": {"schema"},
    "ingest.options": {"ingest.limits", "schema"},
    "ingest.layout": {"ingest.document", "ingest.limits", "ingest.errors"},
    "ingest.reading": {"ingest.document", "ingest.errors", "ingest.limits", "ingest.layout"},
    "ingest.values": {"ingest.answer", "schema"},
    "ingest.locating": {"ingest.answer", "ingest.document", "ingest.values", "schema"},
    "ingest.intake": {"ingest.errors", "ingest.limits", "ingest.reading", "schema"},
    "ingest.extraction": {
        "ingest.document", "ingest.errors", "ingest.intake", "ingest.limits", "ingest.locating", "ingest.reading",
        "ingest.values", "schema",
    },
}  # fmt: skip


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return {name for name in names if name.split(".")[0] in ("ingest", "schema")}


def room_of(name: str) -> str | None:
    return next((room for room in ALLOWED if name == room or name.startswith(room + ".")), None)


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_arrows(path: Path) -> None:
    room = room_of(module_name(path))
    is_entry = "cli" in path.parts or path.name == "__main__.py"
    for name in imports(path):
        assert is_entry or not f"{name}.".startswith("ingest.cli."), f"imports {name}"
        if room is not None and not name.startswith(room):
            assert any(name == other or name.startswith(other + ".") for other in ALLOWED[room]), f"imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_no_module_outgrows_a_head(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 500


def test_no_key_or_option_of_the_form_in_code() -> None:
    from schema.form import find_form

    form = find_form("banco-iniciativas")
    codes = {option.code for field in form.fields for option in field.options}
    words = {word for word in (set(form.keys) | codes) if "_" in word}
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        docs = {
            ast.get_docstring(node, clean=False)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docs:
                assert node.value not in words, f"{path}: {node.value!r}"


def test_schema_is_ours() -> None:
    """There is another package of that name, which no dependency may pull in."""
    import schema

    assert Path(schema.__file__).is_relative_to(ROOT)
