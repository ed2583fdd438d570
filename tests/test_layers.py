"""The ladder of imports: each module imports only from layers before its own, at the top of the file; the README says so."""

import ast
from collections.abc import Iterator
from pathlib import Path

import chat

LADDER = (
    "errors < tasks < config < llm < prompts < story < events < db < memory < formats < engine < commands < turn < replay"
    " < terminal < web < cli"
)
LAYERS = LADDER.split(" < ")
PACKAGE = Path("chat")


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" or path.parent != PACKAGE)


def layer(path: Path) -> int:
    name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return LAYERS.index("cli" if name == "__main__" else name)


def imported(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            base = node.module or ""
            yield from ((f"{base}.{alias.name}" if base == "chat" else base, node.lineno) for alias in node.names)


def test_no_module_imports_upwards() -> None:
    wrong = []
    for path in modules():
        for name, line in imported(ast.parse(path.read_text("utf-8"))):
            parts = name.split(".")
            if parts[0] == "chat" and len(parts) > 1 and parts[1] in LAYERS and LAYERS.index(parts[1]) > layer(path):
                wrong.append(f"{path}:{line} imports {name}")
    assert wrong == []


def test_no_import_is_hidden_in_a_function() -> None:
    hidden = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                hidden += [f"{path}:{line}" for _, line in imported(node)]
    assert hidden == []


def test_no_import_hides_from_the_ladder_or_from_a_run() -> None:
    assert [str(path) for path in modules() if "TYPE_CHECKING" in path.read_text("utf-8")] == []


def test_a_function_fits_a_screen() -> None:
    long = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                long += [f"{path}:{node.lineno} {node.name} has {lines} lines"] if lines > 60 else []
    assert long == []


def test_the_ladder_is_the_one_in_the_docs() -> None:
    assert LADDER in Path("README.md").read_text("utf-8")
    assert LADDER in " ".join((chat.__doc__ or "").split())


def test_every_module_says_what_it_owns() -> None:
    assert [
        str(path)
        for path in modules()
        if not ast.get_docstring(ast.parse(path.read_text("utf-8"))) and path.read_text("utf-8").strip()
    ] == []
