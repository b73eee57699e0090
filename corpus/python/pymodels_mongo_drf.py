import logging

from bson import ObjectId
from django.conf import settings
from django.http import HttpResponse
from pymongo import MongoClient
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action, api_view, permission_classes
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView

from .models import Device

logger = logging.getLogger("fleet.api")
mongo = MongoClient(settings.MONGO_URL)
events = mongo["fleet"]["events"]


class QuerySerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=["alarm", "info"])
    limit = serializers.IntegerField(default=10)


class DeviceViewSet(viewsets.ModelViewSet):
    queryset = Device.objects.all()
    permission_classes = [IsAuthenticated]

    def get_queryset(self):
        owner = self.request.query_params.get("owner")
        devices = super().get_queryset()
        if owner:
            devices = devices.filter(owner__username=owner)
        if self.request.query_params.get("raw"):
            devices = Device.objects.extra(where=["owner = '%s'" % owner])  # error: sql-injection
        return devices

    def create(self, request, *args, **kwargs):
        name = request.data["name"]
        logger.info("new device %s", name)  # error: log-injection
        device = Device.objects.create(name=name, owner=request.user)
        return Response({"id": device.pk, "name": name}, status=status.HTTP_201_CREATED)

    @action(detail=True, methods=["post"])
    def events(self, request, pk=None):
        filters = request.data.get("filter", {})
        found = events.find_one({"device": ObjectId(pk), "meta": filters})  # error: nosql-injection
        return Response({"found": bool(found)})


class EventView(APIView):
    def get(self, request):
        query = QuerySerializer(data=request.query_params)
        query.is_valid(raise_exception=True)
        kind = request.query_params.get("kind")
        count = events.count_documents({"kind": kind})
        return Response({"count": count, "kind": kind})

    def post(self, request):
        token = request.data.get("token")
        event = events.find_one({"token": token})  # error: nosql-injection
        same = events.find_one({"token": str(token)})
        if event is None and same is None:
            return Response({"error": f"no event for {token}"}, status=404)
        script = "this.level > " + str(request.data["level"])
        events.update_many({"$where": script}, {"$set": {"seen": True}})  # error: code-injection
        return Response(status=204)

    def delete(self, request, event_id):
        if not isinstance(event_id, str) or len(event_id) != 24:
            return Response(status=400)
        events.delete_one({"_id": ObjectId(event_id)})
        level = int(request.data.get("level", 0))
        events.delete_many({"level": {"$lt": level}})
        return Response(status=204)


@api_view(["POST"])
@permission_classes([IsAuthenticated])
def acknowledge(request, event_id):
    comment = request.data.get("comment", "")
    if not isinstance(comment, str):
        return Response({"error": "comment must be text"}, status=400)
    result = events.update_one({"_id": ObjectId(event_id), "comment": comment}, {"$set": {"ack": request.user.pk}})
    logger.info("acknowledged %d", result.modified_count)
    return Response({"done": result.modified_count})


@api_view(["GET"])
def summary(request):
    title = request.query_params.get("title", "Fleet")
    if request.accepted_renderer.format == "json":
        return Response({"title": title})
    return HttpResponse(f"<h1>{title}</h1>")  # error: xss
