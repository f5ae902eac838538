from django.db import models


class Team(models.Model):
    name = models.CharField(max_length=200, unique=True)

    def __str__(self):
        return self.name


class Person(models.Model):
    """The columns of Rollcall's `users` that people type."""

    name = models.CharField(max_length=200, db_index=True)
    known_as = models.CharField(max_length=100, blank=True)
    pronouns = models.CharField(max_length=50, blank=True)
    email = models.EmailField(unique=True, null=True, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    mobile = models.CharField(max_length=50, blank=True)
    job_title = models.CharField(max_length=200, blank=True)
    teams = models.ManyToManyField(Team, blank=True)
    location = models.CharField(max_length=200, blank=True)
    about = models.TextField(max_length=1000, blank=True)
    links = models.JSONField(default=list, blank=True)
    sort_name = models.CharField(max_length=200, blank=True)
    staff_number = models.CharField(max_length=100, unique=True, null=True, blank=True)
    status = models.CharField(
        max_length=8, choices=[("active", "Active"), ("inactive", "Inactive")], default="active"
    )
    listed = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return self.name
