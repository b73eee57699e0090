from rest_framework import viewsets, serializers, status
from rest_framework.decorators import api_view, action
from rest_framework.response import Response
from rest_framework.views import APIView
from django.db import connection
import logging
import subprocess
import requests

logger = logging.getLogger(__name__)


class HostSerializer(serializers.Serializer):
    host = serializers.CharField()
    count = serializers.IntegerField(default=1)
    mode = serializers.ChoiceField(choices=["a", "b"])


@api_view(["POST"])
def ping(request):
    host = request.data["host"]
    out = subprocess.check_output(f"ping -c 1 {host}", shell=True)  # error: command-injection
    return Response({"out": out.decode()})


@api_view(["POST"])
def ping_vector(request):
    out = subprocess.check_output(["ping", "-c", "1", "--", request.data["host"]])
    return Response({"out": out.decode()})


class Fetch(APIView):
    def get(self, request):
        url = request.query_params.get("url")
        return Response(requests.get(url).json())  # error: ssrf

    def post(self, request):
        ser = HostSerializer(data=request.data)
        ser.is_valid(raise_exception=True)
        subprocess.run("traceroute -m %d host" % ser.validated_data["count"], shell=True)
        subprocess.run("traceroute -m 3 " + ser.validated_data["host"], shell=True)  # error: command-injection
        subprocess.run("traceroute --mode " + ser.validated_data["mode"], shell=True)
        logger.info("traced %s", ser.validated_data["host"])  # error: log-injection
        return Response(status=status.HTTP_204_NO_CONTENT)


class ItemViewSet(viewsets.ViewSet):
    def list(self, request):
        with connection.cursor() as cur:
            cur.execute("SELECT * FROM items ORDER BY " + request.query_params["o"])  # error: sql-injection
            return Response(cur.fetchall())

    def retrieve(self, request, pk=None):
        with connection.cursor() as cur:
            cur.execute("SELECT * FROM items WHERE id = '%s'" % pk)  # error: sql-injection
            cur.execute("SELECT * FROM items WHERE id = %s", [pk])
            return Response(cur.fetchall())

    @action(detail=True, methods=["post"])
    def rename(self, request, pk=None):
        with connection.cursor() as cur:
            cur.execute("UPDATE items SET n = '" + request.data.get("n") + "'")  # error: sql-injection
        return Response({})
