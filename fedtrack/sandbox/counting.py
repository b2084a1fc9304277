"""What is put into a template so that it counts its steps and weighs its values while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

if TYPE_CHECKING:
    from jinja2 import Environment

STEP, WEIGHED, JOINED = "fedtrack step", "fedtrack weighed", "fedtrack joined"
"""The filters that do it; a template cannot name them."""
_HasBody = TypeVar("_HasBody", nodes.Template, nodes.Macro, nodes.CallBlock, nodes.Block, nodes.For)


class Counting(NodeTransformer):
    """Puts into a template what counts its steps."""

    def __init__(self, sandbox: Environment) -> None:
        self._sandbox = sandbox

    def visit_Template(self, node: nodes.Template) -> nodes.Node:  # noqa: N802
        """Count each file, which another one may include again and again."""
        return self._with_steps(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        """Count each call."""
        return self._with_steps(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        """Count each call of the caller."""
        return self._with_steps(node)

    def visit_Block(self, node: nodes.Block) -> nodes.Node:  # noqa: N802
        """Count each time that a block is shown."""
        return self._with_steps(node)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        """Count each pass, also of what is passed over."""
        self._with_steps(node)
        if node.test is not None:
            node.test = nodes.And(self._steps(node.test), node.test, lineno=node.lineno)
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        """Weigh what is written, but for what stands in the template itself."""
        self.generic_visit(node)
        node.nodes = [
            one if isinstance(one, nodes.TemplateData) else self._filtered(one, WEIGHED) for one in node.nodes
        ]
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """Join texts no further than they may be long."""
        self.generic_visit(node)
        return self._filtered(nodes.List(node.nodes, lineno=node.lineno), JOINED)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        """Weigh what is compared."""
        self.generic_visit(node)
        node.expr = self._filtered(node.expr, WEIGHED)
        for operand in node.ops:
            operand.expr = self._filtered(operand.expr, WEIGHED)
        return node

    def visit_Test(self, node: nodes.Test) -> nodes.Node:  # noqa: N802
        """Weigh what is tested."""
        self.generic_visit(node)
        node.node = self._filtered(node.node, WEIGHED)
        return node

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        """Weigh what is put together."""
        return self._filtered(self.generic_visit(node), WEIGHED)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        """Weigh what is put together."""
        return self._filtered(self.generic_visit(node), WEIGHED)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        """Weigh what is put together; several names to be set are a tuple too."""
        self.generic_visit(node)
        return node if node.ctx == "store" else self._filtered(node, WEIGHED)

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        """Weigh a piece of a text or list."""
        self.generic_visit(node)
        return self._filtered(node, WEIGHED) if isinstance(node.arg, nodes.Slice) else node

    def _with_steps(self, node: _HasBody) -> _HasBody:
        steps = self._steps(node)
        self.generic_visit(node)
        node.body.insert(0, nodes.ExprStmt(steps, lineno=node.lineno))
        return node

    def _steps(self, node: nodes.Node) -> nodes.Filter:
        """Return what takes off the budget as many steps as there are nodes in this one."""
        count = sum(1 for _ in node.find_all(nodes.Node))
        return self._filtered(nodes.Const(count + 1, lineno=node.lineno), STEP)

    def _filtered(self, node: nodes.Expr | nodes.Node, name: str) -> nodes.Filter:
        return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno, environment=self._sandbox)
