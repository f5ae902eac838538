from rest_framework.generics import ListAPIView
from rest_framework.serializers import ModelSerializer

from .models import Person, Team


class TeamSerializer(ModelSerializer):
    class Meta:
        model = Team
        fields = ["id", "name"]


class PersonSerializer(ModelSerializer):
    teams = TeamSerializer(many=True)

    class Meta:
        model = Person
        fields = ["id", "name", "known_as", "pronouns", "job_title", "teams", "about", "links"]


class PersonList(ListAPIView):
    serializer_class = PersonSerializer

    def get_queryset(self):
        people = Person.objects.filter(listed=True, status="active").order_by("id")
        return people.prefetch_related("teams")[: int(self.request.GET["limit"])]
