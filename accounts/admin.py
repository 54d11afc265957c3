"""Django's own admin, for superusers only: a last resort that writes past our actions, so it shows little."""

from django.contrib import admin

from accounts.models import Team, User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ("username", "name", "email", "role", "is_active")
    list_select_related = ("team",)
    search_fields = ("username", "name", "email")
    fields = ("username", "name", "email", "role", "team", "is_active", "is_staff", "is_superuser", "last_login")
    readonly_fields = ("last_login",)

    def has_delete_permission(self, request, obj=None):
        return False  # people are switched off, their history stays


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):
    list_display = ("name", "parent")
    list_select_related = ("parent",)
    search_fields = ("name",)
    fields = ("name", "parent", "leads")
