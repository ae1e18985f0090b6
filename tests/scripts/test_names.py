"""Scripts that pictures and figures are made with use names that the product still has."""

import ast
import importlib
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.any_database

ROOT = Path(settings.ROOT)
OURS = {
    "api",
    "benchmarks",
    "cms",
    "core",
    "forums",
    "home",
    "moving",
    "news",
    "tests",
    "translation",
}
SCRIPTS = sorted(path.relative_to(ROOT) for path in (ROOT / "scripts").rglob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=str)
def test_every_name_that_a_script_imports_of_ours_is_there(script):
    tree = ast.parse((ROOT / script).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in OURS:
            module = importlib.import_module(node.module)
            for name in (alias.name for alias in node.names):
                assert hasattr(module, name) or importlib.import_module(f"{node.module}.{name}")
