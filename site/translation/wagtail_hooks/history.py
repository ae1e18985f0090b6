"""What the workbench writes into the history of a page."""

from typing import Any

from wagtail import hooks

from translation.workflow.correction import CorrectionFormatter
from translation.workflow.review import CORRECTED


@hooks.register("register_log_actions")
def register_corrections(actions: Any) -> None:
    actions.register_action(CORRECTED)(CorrectionFormatter)
