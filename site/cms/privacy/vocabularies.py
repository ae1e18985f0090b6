"""Which topics, organisations, people and governorates a user may know of.

A name is entered for a draft, so that the table itself shows what is not public. Who has a right on
a vocabulary knows all of it: whoever enters names must see which ones are there, and the form that
refuses a second entry of a name shows the first. "Can view" alone is such a right, for a group
that is to choose among all names. Everybody else knows a name that a public item shows or that is
on a page of theirs, and Iraq's own governorates, which are no secret.
"""

from typing import Any

from django.db.models import Q
from django.http import Http404
from wagtail.admin.views.generic.chooser import CreateView
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from core.models import BilingualName, Governorate
from core.setup.governorates import GOVERNORATES
from core.untrusted import row_id, row_ids

_RIGHTS = ["add", "change", "delete", "view"]


def known_names(model: type[BilingualName], user: Any) -> Any:
    """Return the names of one vocabulary that `user` may know of, in the order of names."""
    names = model._default_manager.all()
    if not user.is_authenticated:
        return names.none()
    if policy_registry.get_by_type(model).user_has_any_permission(user, _RIGHTS):
        return names
    known = Q(pk__in=model.public().order_by().values("pk"))
    own = PagePermissionPolicy().explorable_instances(user).order_by().values("pk")
    for pages, field in relations_to(model):
        using = pages._default_manager.filter(pk__in=own, **{f"{field}__isnull": False})
        known |= Q(pk__in=using.order_by().values(field))
    if model is Governorate:
        known |= Q(slug__in=[slug for slug, *_names in GOVERNORATES])
    return names.filter(known)


def relations_to(model: type[BilingualName]) -> list[tuple[Any, str]]:
    """Return the page types that have names of this vocabulary, each with the field's name."""
    found = []
    relation: Any
    for relation in model._meta.get_fields(include_hidden=True):
        related = relation.related_model
        is_reverse = relation.auto_created and not relation.concrete and relation.is_relation
        if is_reverse and isinstance(related, type) and issubclass(related, Page):
            found.append((related, relation.field.name))
    return found


class _KnownNames:
    """A list to choose from, of the names that the user may know of."""

    model_class: Any
    request: Any

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        policy = policy_registry.get_by_type(self.model_class)
        if not policy.user_has_permission(request.user, "add"):
            # Stock's for snippets offers to make one, whoever reads it.
            self.results_template_name = "wagtailadmin/generic/chooser/results.html"

    def get_object_list(self) -> Any:
        return known_names(self.model_class, self.request.user)


class _KnownNamesView(_KnownNames, ChooseView):
    pass


class _KnownNamesResultsView(_KnownNames, ChooseResultsView):
    pass


class _KnownNameView(SnippetChosenView):
    def get_object(self, pk: str) -> Any:
        return known_names(self.model_class, self.request.user).get(pk=row_id(pk) or 0)


class _KnownNamesChosenView(SnippetChosenMultipleView):
    def get_objects(self, pks: Any) -> Any:
        return known_names(self.model_class, self.request.user).filter(pk__in=row_ids(pks))


class _NothingIsMadeHereView(CreateView):
    """Takes the place of Wagtail's view, which fails where a chooser has no form."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        raise Http404


class ChooserViewSet(SnippetChooserViewSet):
    """Chooses snippets, and makes none."""

    create_view_class = _NothingIsMadeHereView


class NameChooserViewSet(ChooserViewSet):
    """Chooses names; stock offers all of them to whoever may sign in to the CMS."""

    choose_view_class = _KnownNamesView
    choose_results_view_class = _KnownNamesResultsView
    chosen_view_class = _KnownNameView
    chosen_multiple_view_class = _KnownNamesChosenView


class DeleteNamesView(DeleteBulkAction):
    """Deletes names and other snippets; stock names those for which the right is missing."""

    def get_queryset(self, model: Any, object_ids: Any) -> Any:
        """Stock has a class method here, which knows no user; it is called on the action."""
        ids = row_ids(object_ids)
        if issubclass(model, BilingualName):
            ids = (
                known_names(model, self.request.user)
                .filter(pk__in=ids)
                .values_list("pk", flat=True)
            )
        elif not self.permission_policy.user_has_any_permission(self.request.user, _RIGHTS):
            ids = []
        return super().get_queryset(model, list(ids))
