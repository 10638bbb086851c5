"""Lists as CSV. A cell that a spreadsheet could take for a formula gets an apostrophe in front."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.contrib import admin
from django.contrib.admin.utils import label_for_field, lookup_field
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.actions.audit import record
from accounts.admin.base import AdminMixin, M
from accounts.client_address import client_address
from accounts.sessions.request_user import logged_in_user

CSV_ROWS = 5_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class CsvExportMixin(AdminMixin[M]):
    """Comes before the ModelAdmin of a list; adds "Download as CSV" to the actions of the list. csv_fields: fields and functions of the
    list, as in list_display."""

    csv_fields: Sequence[str] = ()

    @admin.action(description="Download as CSV", permissions=["view"])
    def download_csv(self, request: HttpRequest, queryset: QuerySet[M]) -> HttpResponse:
        """At most CSV_ROWS rows. The audit says who took which list, because it leaves the site."""
        rows = list(queryset[:CSV_ROWS])
        record(
            actor=logged_in_user(request), action="staff.download_csv", target=f"list:{self.opts.label_lower}",
            detail={"rows": len(rows)}, address=client_address(request),
        )  # fmt: skip
        text = csv_of(
            [self._title(name) for name in self.csv_fields],
            ([self._cell(name, row) for name in self.csv_fields] for row in rows),
        )
        response = HttpResponse(text, content_type="text/csv; charset=utf-8")
        name = f"vvw-{self.opts.model_name}-{timezone.now():%Y-%m-%d}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "no-store"
        return response

    def _title(self, name: str) -> str:
        return str(label_for_field(name, self.model, self))

    def _cell(self, name: str, row: Model) -> str:
        _, _, value = lookup_field(name, row, self)
        if value is None:
            return ""
        if isinstance(value, tuple):  # a label: its colour, and its words
            value = value[-1]
        return value.isoformat() if hasattr(value, "isoformat") else strip_tags(str(value))


def csv_of(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A whole file, its first line the header, quoted where needed (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(cell) for cell in header])
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return out.getvalue()


def harmless(cell: str) -> str:
    """OWASP's advice on CSV injection: such a cell is shown as text."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) or cell.startswith(_FORMULA) else cell
