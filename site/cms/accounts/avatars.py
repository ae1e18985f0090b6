"""The picture that users give themselves: cleaned as every picture, small, under a random name."""

from typing import Any

from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views.account import AvatarSettingsPanel

from cms.photo_forms import PhotoField

AVATAR_SIDE = 400


class CleanAvatarForm(AvatarPreferencesForm):
    """Refuses what is no picture, with a reason; Wagtail's own answers 500 to a broken one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stock = self.fields["avatar"]
        self.fields["avatar"] = PhotoField(
            label=stock.label, required=False, widget=stock.widget, side=AVATAR_SIDE
        )

    def clean_avatar(self) -> Any:
        """Return the new picture, or False where the old one is to go."""
        file = self.cleaned_data.get("avatar")
        return self._original_avatar if file is None else file


class CleanAvatarPanel(AvatarSettingsPanel):
    """The field with its limits and what is wrong; a picture is read once for each request."""

    form_class = CleanAvatarForm
    template_name = "cms/avatar_panel.html"

    def get_form(self) -> Any:
        self._form = getattr(self, "_form", None) or super().get_form()
        return self._form
