"""An API with Django REST framework."""

import logging

import requests
from django.http import HttpResponse
from django.utils.safestring import mark_safe
from rest_framework import generics, permissions, renderers, serializers, status, viewsets
from rest_framework.decorators import action, api_view, permission_classes, renderer_classes
from rest_framework.response import Response
from rest_framework.views import APIView

from .models import Order

logger = logging.getLogger(__name__)


class OrderSerializer(serializers.Serializer):
    reference = serializers.CharField(max_length=40)
    amount = serializers.DecimalField(max_digits=8, decimal_places=2)
    count = serializers.IntegerField()
    due = serializers.DateField()
    state = serializers.ChoiceField(choices=["new", "paid"])
    callback = serializers.URLField()

    def validate_reference(self, value):
        logger.info("reference %s", value)  # error: log-injection
        return value

    def create(self, validated_data):
        logger.info("creating %s for %s", validated_data["count"], validated_data["due"])
        return Order.objects.create(**validated_data)


class OrderView(APIView):
    permission_classes = [permissions.IsAuthenticated]

    def get(self, request, reference, format=None):
        logger.info("order %s", reference)  # error: log-injection
        return Response({"reference": reference, "html": "<b>" + reference + "</b>"})

    def post(self, request):
        serializer = OrderSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        data = serializer.validated_data
        logger.info("%s of %s until %s: %s", data["count"], data["amount"], data["due"], data["state"])
        logger.info("reference %s", data["reference"])  # error: log-injection
        requests.post(data["callback"], json={"ok": True}, timeout=5)  # error: ssrf
        return Response(serializer.data, status=status.HTTP_201_CREATED)

    def put(self, request):
        logger.info("put " + request.data["note"])  # error: log-injection
        logger.info("put %s", request.data.get("note", "").replace("\n", "").replace("\r", ""))
        return HttpResponse("<p>" + request.data["note"] + "</p>")  # error: xss

    def delete(self, request):
        return HttpResponse(request.query_params.get("why", ""), content_type="text/plain")


class OrderViewSet(viewsets.ModelViewSet):
    serializer_class = OrderSerializer

    def get_queryset(self):
        state = self.request.query_params.get("state")
        if state not in ("new", "paid"):
            logger.warning("odd state %s", state)  # error: log-injection
            return Order.objects.none()
        logger.info("state %s", state)
        return Order.objects.filter(state=state)

    def list(self, request, *args, **kwargs):
        logger.info("listing for %s", request.user.pk)
        return super().list(request, *args, **kwargs)

    def retrieve(self, request, pk=None):
        logger.info("retrieve %s", pk)  # error: log-injection
        return Response({"pk": pk})

    @action(detail=True, methods=["post"])
    def note(self, request, pk=None):
        text = request.data.get("text")
        return HttpResponse(f"<p>{text}</p>")  # error: xss

    def perform_create(self, serializer):
        serializer.save(owner=self.request.user)


class Search(generics.ListAPIView):
    def get(self, request):
        page = int(request.GET.get("page", 1))
        logger.info("page %s", page)
        return Response({"q": request.GET.get("q")})


@api_view(["GET", "POST"])
@permission_classes([permissions.AllowAny])
def hook(request, source):
    logger.info("hook of %s", source)  # error: log-injection
    if request.method == "POST":
        logger.info("kind %s", request.data["kind"])  # error: log-injection
    return Response({"source": source})


@api_view(["GET"])
@renderer_classes([renderers.StaticHTMLRenderer])
def page(request):
    return Response("<h1>" + request.query_params["title"] + "</h1>")  # error: xss


@api_view(["GET"])
def proxy(request):
    upstream = requests.get("https://stock.example.org/items", params={"q": request.query_params["q"]}, timeout=3)
    return Response(upstream.json())


@api_view(["GET"])
def proxy_any(request):
    upstream = requests.get("https://" + request.query_params["host"] + "/items", timeout=3)  # error: ssrf
    return Response(upstream.json())
