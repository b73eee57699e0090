import logging
import pickle
import base64
import requests
import yaml
from django.db import connection
from django.http import HttpResponse
from rest_framework import generics, serializers, status, viewsets
from rest_framework.decorators import action, api_view, renderer_classes
from rest_framework.renderers import JSONRenderer, StaticHTMLRenderer, TemplateHTMLRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from .models import Device

log = logging.getLogger("api")


class HookSerializer(serializers.Serializer):
    url = serializers.URLField()
    name = serializers.CharField()
    port = serializers.IntegerField()
    level = serializers.ChoiceField(choices=["low", "high"])


class DeviceViewSet(viewsets.ModelViewSet):
    queryset = Device.objects.all()

    def get_queryset(self):
        name = self.request.query_params.get("name")
        if name:
            return Device.objects.raw(f"SELECT * FROM device WHERE name = '{name}'")  # error: sql-injection
        return self.queryset.filter(owner=self.request.user)

    @action(detail=True, methods=["post"])
    def hook(self, request, pk=None):
        s = HookSerializer(data=request.data)
        s.is_valid(raise_exception=True)
        requests.post(s.validated_data["url"], json={})  # error: ssrf
        requests.post("https://hooks.example.com/" + s.validated_data["level"])
        requests.get(f"http://localhost:{s.validated_data['port']}/ping")
        log.info("hook %s", s.validated_data["name"])  # error: log-injection
        log.info("hook %s", s.validated_data["level"])
        return Response({"name": s.validated_data["name"]})

    @action(detail=False)
    def find(self, request):
        with connection.cursor() as c:
            c.execute("SELECT * FROM d WHERE n = %s", [request.query_params["n"]])
            c.execute("SELECT * FROM d WHERE n = " + request.query_params["n"])  # error: sql-injection
        return Response(status=status.HTTP_204_NO_CONTENT)


@api_view(["GET"])
@renderer_classes([StaticHTMLRenderer])
def simple_html(request):
    who = request.query_params.get("who", "")
    return Response("<html><body><h1>" + who + "</h1></body></html>")  # error: xss


@api_view(["GET"])
@renderer_classes([JSONRenderer])
def simple_json(request):
    who = request.query_params.get("who", "")
    return Response("<h1>" + who + "</h1>")


class Html(APIView):
    renderer_classes = [StaticHTMLRenderer]

    def get(self, request, format=None):
        return Response(f"<p>{request.GET['x']}</p>")  # error: xss


class Load(APIView):
    def post(self, request):
        blob = base64.b64decode(request.data["blob"])
        obj = pickle.loads(blob)  # error: unsafe-deserialization
        conf = yaml.safe_load(request.data["conf"])
        conf2 = yaml.load(request.data["conf"], Loader=yaml.UnsafeLoader)  # error: unsafe-deserialization
        return Response({"a": obj, "b": conf, "c": conf2})


class One(generics.RetrieveAPIView):
    def get_object(self):
        log.info("get %s", self.kwargs["slug"].replace("\n", "").replace("\r", ""))
        return Device.objects.get(slug=self.kwargs["slug"])

    def retrieve(self, request, *args, **kwargs):
        return HttpResponse("<b>%s</b>" % kwargs["slug"])  # error: xss
