"""Finds code that writes to other people's classes and modules, by reading it.

What a function writes to its parameters is not followed: only that a function which is defined here
is put onto something else is noticed there, whatever that is.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

OURS = {"api", "benchmarks", "cms", "config", "core", "forums", "home", "news", "translation"}


def writes_to_foreign_things(path: Path) -> Iterator[str]:
    """Yield the lines of a module that change an attribute of what it imports from elsewhere."""
    yield from _Reader(ast.parse(path.read_text())).found


def functions_put_elsewhere(path: Path) -> Iterator[str]:
    """Yield the lines that put a function of this module onto an attribute of something else."""
    tree = ast.parse(path.read_text())
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign):
            continue
        is_function = isinstance(node.value, ast.Lambda) or (
            isinstance(node.value, ast.Name) and node.value.id in defined
        )
        if is_function and any(_is_elsewhere(target) for target in node.targets):
            yield ast.unparse(node)


def _is_elsewhere(target: ast.expr) -> bool:
    return isinstance(target, ast.Attribute) and ast.unparse(target.value) != "self"


def _names(target: ast.expr) -> Iterator[str]:
    return (node.id for node in ast.walk(target) if isinstance(node, ast.Name))


class _Reader(ast.NodeVisitor):
    """Follows which names are bound to foreign things, through assignments and loops."""

    def __init__(self, tree: ast.Module) -> None:
        self.found: list[str] = []
        self.foreign: set[str] = set()
        self.visit(tree)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._import(alias.name, alias.asname or alias.name.partition(".")[0])

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            self._import(node.module or "", alias.asname or alias.name)

    def _import(self, module: str, name: str) -> None:
        (self.foreign.discard if module.partition(".")[0] in OURS else self.foreign.add)(name)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outside = set(self.foreign)
        arguments = node.args
        given = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        given += [each for each in (arguments.vararg, arguments.kwarg) if each]
        self.foreign -= {each.arg for each in given}
        for each in node.body:
            self.visit(each)
        self.foreign = outside

    def visit_For(self, node: ast.For) -> None:
        self._bind(node.target, self._is_foreign(node.iter))
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self._write(target, node)
            self._bind(target, self._is_foreign(node.value))
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._write(node.target, node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._write(node.target, node)

    def visit_Delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            self._write(target, node)

    def visit_Call(self, node: ast.Call) -> None:
        is_write = isinstance(node.func, ast.Name) and node.func.id in {"setattr", "delattr"}
        if is_write and self._is_foreign(node.args[0]):
            self.found.append(ast.unparse(node))
        self.generic_visit(node)

    def _write(self, target: ast.expr, node: ast.AST) -> None:
        inside = target.value if isinstance(target, ast.Subscript) else target
        if target is not inside and not _is_private(inside):
            return  # public dictionaries, such as the environment's, are there to be written to
        if isinstance(inside, ast.Attribute) and self._is_foreign(inside.value):
            self.found.append(ast.unparse(node))

    def _bind(self, target: ast.expr, is_foreign: bool) -> None:
        if isinstance(target, ast.Name | ast.Tuple | ast.List):
            (self.foreign.update if is_foreign else self.foreign.difference_update)(_names(target))

    def _is_foreign(self, node: ast.expr) -> bool:
        """Whether an expression names a foreign thing itself, or several; not what one returns."""
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            return any(map(self._is_foreign, node.elts))
        if isinstance(node, ast.Attribute):
            return self._is_foreign(node.value)
        return isinstance(node, ast.Name) and node.id in self.foreign


def _is_private(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr.startswith("_")
