from django.db import connection
from django.utils.safestring import mark_safe
from rest_framework import authentication, exceptions, filters, mixins, permissions, serializers, throttling, viewsets, generics
from rest_framework.parsers import FileUploadParser, JSONParser, MultiPartParser
from rest_framework.response import Response
from rest_framework.views import APIView
import ldap3
import logging
import os
import subprocess

log = logging.getLogger(__name__)


class TokenAuth(authentication.BaseAuthentication):
    def authenticate(self, request):
        token = request.META.get("HTTP_AUTHORIZATION", "")
        with connection.cursor() as c:
            c.execute("SELECT * FROM tokens WHERE t = '" + token + "'")  # error: sql-injection
            c.execute("SELECT * FROM tokens WHERE t = %s", [token])
        return None


class IsOwner(permissions.BasePermission):
    def has_permission(self, request, view):
        log.info("check %s", request.data.get("owner"))  # error: log-injection
        return True

    def has_object_permission(self, request, view, obj):
        return obj.owner == request.user


class NameFilter(filters.BaseFilterBackend):
    def filter_queryset(self, request, queryset, view):
        name = request.query_params.get("name")
        return queryset.extra(where=["name = '%s'" % name])  # error: sql-injection


class JobSerializer(serializers.ModelSerializer):
    summary = serializers.SerializerMethodField()
    command = serializers.CharField()

    def get_summary(self, obj):
        return "job %s" % obj.name

    def validate_command(self, value):
        subprocess.run("check " + value, shell=True)  # error: command-injection
        return value

    def validate(self, attrs):
        log.info("attrs %s", attrs["command"])  # error: log-injection
        return attrs

    def create(self, validated_data):
        subprocess.run(["run", validated_data["command"]])
        subprocess.run("run " + validated_data["command"], shell=True)  # error: command-injection
        return super().create(validated_data)


class Jobs(mixins.CreateModelMixin, viewsets.GenericViewSet):
    serializer_class = JobSerializer
    permission_classes = [IsOwner]

    def create(self, request, *args, **kwargs):
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        self.perform_create(serializer)
        return Response(serializer.data, status=201)

    def perform_create(self, serializer):
        os.system("touch " + serializer.validated_data["command"])  # error: command-injection
        serializer.save(owner=self.request.user)

    def destroy(self, request, pk=None):
        os.system(f"rm /srv/jobs/{pk}")  # error: command-injection
        return Response(status=204)


class Upload(APIView):
    parser_classes = [FileUploadParser]

    def put(self, request, filename, format=None):
        f = request.data["file"]
        with open("/srv/up/" + filename, "wb") as out:  # error: path-traversal
            for chunk in f.chunks():
                out.write(chunk)
        return Response({"name": filename})


class People(generics.ListAPIView):
    def get_queryset(self):
        who = self.kwargs["who"]
        conn = ldap3.Connection("ldap://x")
        conn.search("dc=x", "(cn=%s)" % who)  # error: ldap-injection
        conn.search("dc=x", "(cn=%s)" % ldap3.utils.conv.escape_filter_chars(who))
        return []

    def get_serializer_context(self):
        ctx = super().get_serializer_context()
        ctx["raw"] = mark_safe(self.request.query_params["raw"])  # error: xss
        return ctx


class Burst(throttling.SimpleRateThrottle):
    def get_cache_key(self, request, view):
        log.debug("key %s", request.query_params.get("k"))  # error: log-injection
        return request.query_params.get("k")
