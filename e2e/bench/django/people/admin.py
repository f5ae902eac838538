from django.contrib import admin

from .models import Person, Team


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    """The columns, the filters and the order of Rollcall's list, 25 rows to a page."""

    list_display = ["name", "job_title", "team_names", "phone", "email"]
    list_filter = ["status", "teams", "location"]
    search_fields = ["name", "known_as", "email", "phone", "job_title"]
    ordering = ["name"]
    list_per_page = 25

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("teams")

    @admin.display(description="Teams")
    def team_names(self, person):
        return ", ".join(team.name for team in person.teams.all())


admin.site.register(Team)
