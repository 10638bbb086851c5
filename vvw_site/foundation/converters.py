"""Path converters for ids of rows."""

from django.urls import register_converter

ID_MAX = 2**63 - 1
"""The largest id of a bigint column."""


class IdConverter:
    """A row's id in the form that the site writes: no sign, no leading zero, no digits of other scripts. Anything else is a 404."""

    regex = "[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        if (number := int(value)) > ID_MAX:
            raise ValueError(value)
        return number

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(IdConverter, "id")
