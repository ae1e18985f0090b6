"""What Wagtail does when a review ends well: the setting WAGTAIL_FINISH_WORKFLOW_ACTION.

Wagtail imports this module while it defines its own models, so that everything else which needs
models is imported inside the function.
"""

from typing import Any

from wagtail.workflows import publish_workflow_state


def publish_reviewed(workflow_state: Any, user: Any = None) -> None:
    """Publish, at the end of a review, the very revision that the last reviewer approved.

    Wagtail's own takes the page's latest revision, whoever wrote it and when. Of pages that are
    edited by hand that is right: reviewers correct those themselves.
    """
    from translation.content.texts import translation_into
    from translation.workflow.guards import is_approved

    translation = translation_into(workflow_state.content_object)
    task_state = workflow_state.current_task_state
    if translation is None or not translation.enabled or task_state is None:
        publish_workflow_state(workflow_state, user=user)
    elif is_approved(workflow_state):
        task_state.revision.publish(user=user)
