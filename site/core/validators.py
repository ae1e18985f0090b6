"""Checks of single values, with messages for the people who type them."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

latitude_validators = [
    MinValueValidator(Decimal(-90), _("A latitude lies between -90 and 90 degrees.")),
    MaxValueValidator(Decimal(90), _("A latitude lies between -90 and 90 degrees.")),
]
longitude_validators = [
    MinValueValidator(Decimal(-180), _("A longitude lies between -180 and 180 degrees.")),
    MaxValueValidator(Decimal(180), _("A longitude lies between -180 and 180 degrees.")),
]
phone_validator = RegexValidator(
    r"^\+?[0-9][0-9 ()\-]{5,24}$",
    _("Give a telephone number such as +964 770 000 0000: digits, spaces, brackets and hyphens."),
)
