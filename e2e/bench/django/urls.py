from django.contrib import admin
from django.urls import path

from people.views import PersonList

urlpatterns = [path("admin/", admin.site.urls), path("api/users", PersonList.as_view())]
