"""The schedule of periodic tasks. Only superusers change it, because the server runs the task that a row names."""

from django.contrib import admin
from django_celery_beat import admin as theirs
from django_celery_beat.models import ClockedSchedule, CrontabSchedule, IntervalSchedule, PeriodicTask, SolarSchedule
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from accounts.admin.base import M, SuperuserAdmin

for model in (PeriodicTask, IntervalSchedule, CrontabSchedule, SolarSchedule, ClockedSchedule):
    admin.site.unregister(model)


class TaskSelect(UnfoldAdminSelectWidget, theirs.TaskSelectWidget):  # type: ignore[misc]  # neither library has types
    pass


class PeriodicTaskForm(theirs.PeriodicTaskForm):  # type: ignore[misc]  # the library has no types
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["task"].widget = UnfoldAdminTextInputWidget()
        self.fields["regtask"].widget = TaskSelect()


@admin.register(PeriodicTask)
class PeriodicTaskAdmin(SuperuserAdmin[PeriodicTask], theirs.PeriodicTaskAdmin):  # type: ignore[misc]  # the library has no types
    form = PeriodicTaskForm
    change_form_template = None
    date_hierarchy = None
    actions = None
    list_display = ("name", "enabled", "scheduler", "last_run_at", "one_off")
    list_filter = ("enabled", "one_off", "last_run_at")
    search_fields = ("name", "task")


class ScheduleAdmin(SuperuserAdmin[M]):
    actions = None


@admin.register(IntervalSchedule)
class IntervalScheduleAdmin(ScheduleAdmin[IntervalSchedule]):
    list_display = ("__str__", "every", "period")
    list_filter = ("period",)
    search_fields = ("every__exact", "period")


@admin.register(CrontabSchedule)
class CrontabScheduleAdmin(ScheduleAdmin[CrontabSchedule]):
    list_display = ("__str__", "human_readable")
    fields = ("human_readable", "minute", "hour", "day_of_month", "month_of_year", "day_of_week", "timezone")
    readonly_fields = ("human_readable",)
    search_fields = ("minute", "hour")
    list_filter = ("hour",)


@admin.register(SolarSchedule)
class SolarScheduleAdmin(ScheduleAdmin[SolarSchedule]):
    list_display = ("event", "latitude", "longitude")
    list_filter = ("event",)
    search_fields = ("event",)


@admin.register(ClockedSchedule)
class ClockedScheduleAdmin(ScheduleAdmin[ClockedSchedule]):
    list_display = ("clocked_time",)
    list_filter = ("clocked_time",)
    search_fields = ("clocked_time__date",)
