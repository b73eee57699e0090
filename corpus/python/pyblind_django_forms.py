from django import forms
from django.core.files.storage import default_storage, FileSystemStorage
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import mark_safe, SafeString
from django.views import View
from django.views.generic import FormView, ListView, RedirectView, TemplateView, DetailView
from django.db import connection
import os
import subprocess


class SearchForm(forms.Form):
    query = forms.CharField(max_length=80)
    page = forms.IntegerField(min_value=1)
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
    since = forms.DateField()
    site = forms.URLField()
    upload = forms.FileField()


class SearchView(FormView):
    form_class = SearchForm
    template_name = "search.html"

    def form_valid(self, form):
        data = form.cleaned_data
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM t WHERE a = '{data['query']}'")  # error: sql-injection
            cursor.execute(f"SELECT * FROM t LIMIT {data['page']}")
            cursor.execute(f"SELECT * FROM t WHERE k = '{data['kind']}'")
            cursor.execute(f"SELECT * FROM t WHERE d = '{data['since']}'")
        return HttpResponse(data["query"])  # error: xss

    def form_invalid(self, form):
        return HttpResponse(form.errors.as_json(), content_type="application/json")


class UploadView(View):
    def post(self, request, *args, **kwargs):
        form = SearchForm(request.POST, request.FILES)
        if form.is_valid():
            f = form.cleaned_data["upload"]
            path = os.path.join("/srv/media", f.name)
            with open(path, "wb") as out:
                for chunk in f.chunks():
                    out.write(chunk)
            default_storage.save("docs/x.bin", f)
            url = form.cleaned_data["site"]
            return redirect(url)  # error: open-redirect
        return HttpResponse("bad")


class GoView(RedirectView):
    def get_redirect_url(self, *args, **kwargs):
        return self.request.GET.get("to", "/")  # error: open-redirect


class Fixed(RedirectView):
    pattern_name = "index"

    def get_redirect_url(self, *args, **kwargs):
        kwargs["q"] = self.request.GET.get("q")
        return super().get_redirect_url(*args, **kwargs)


class Items(ListView):
    def get_queryset(self):
        order = self.request.GET.get("order", "id")
        return self.model.objects.order_by(order)

    def get_context_data(self, **kwargs):
        ctx = super().get_context_data(**kwargs)
        ctx["title"] = mark_safe(self.request.GET.get("title", ""))  # error: xss
        ctx["sub"] = self.request.GET.get("title", "")
        return ctx


class Ping(View):
    def get(self, request, host):
        out = subprocess.check_output("ping -c1 " + self.kwargs["host"], shell=True)  # error: command-injection
        out2 = subprocess.check_output(["ping", "-c1", "--", host])
        return HttpResponse(out2, content_type="text/plain")

    def dispatch(self, request, *args, **kwargs):
        self.who = request.GET.get("who", "")
        return super().dispatch(request, *args, **kwargs)

    def head(self, request, host):
        return HttpResponse(SafeString(self.who))  # error: xss
