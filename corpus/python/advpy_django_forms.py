import os
from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import SuspiciousOperation
from django.core.mail import EmailMessage, send_mail
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBadRequest, StreamingHttpResponse
from django.template import Context, Template, engines
from django.template.loader import render_to_string
from django.utils.html import strip_tags, format_html, format_html_join, conditional_escape
from django.views.generic import DetailView, FormView, ListView, RedirectView, TemplateView
from .models import Document


class SearchForm(forms.Form):
    q = forms.CharField(max_length=100)
    page = forms.IntegerField(min_value=1)
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])


class SearchView(FormView):
    form_class = SearchForm

    def form_valid(self, form):
        q = form.cleaned_data["q"]
        page = form.cleaned_data["page"]
        kind = form.cleaned_data["kind"]
        Document.objects.raw("SELECT * FROM doc WHERE t = '%s'" % q)  # error: sql-injection
        Document.objects.raw(f"SELECT * FROM doc WHERE k = '{kind}' LIMIT {page}")
        return HttpResponse(f"<p>{q}</p>")  # error: xss


class DocumentList(ListView):
    model = Document

    def get_queryset(self):
        q = self.request.GET.get("q", "")
        order = self.request.GET.get("o", "title")
        return Document.objects.filter(Q(title__icontains=q) | Q(body__icontains=q)).order_by(order)


class DocumentDetail(DetailView):
    def get(self, request, *args, **kwargs):
        name = kwargs["name"]
        return HttpResponse("<h1>%s</h1>" % name)  # error: xss

    def get_object(self):
        return Document.objects.get(slug=self.kwargs["slug"])


class Jump(RedirectView):
    def get_redirect_url(self, *args, **kwargs):
        return self.request.GET.get("to", "/")  # error: open-redirect


class Page(TemplateView):
    template_name = "page.html"

    def get_context_data(self, **kwargs):
        ctx = super().get_context_data(**kwargs)
        ctx["q"] = self.request.GET.get("q")
        return ctx


@login_required
def download(request, name):
    path = os.path.join("/srv/docs", request.GET["f"])
    if not os.path.exists(path):
        raise Http404
    return FileResponse(open(path, "rb"))  # error: path-traversal


def template(request):
    t = Template("Hello " + request.GET["n"])  # error: template-injection
    return HttpResponse(t.render(Context({})))


def template_ok(request):
    t = Template("Hello {{ n }}")
    return HttpResponse(t.render(Context({"n": request.GET["n"]})))


def rendered(request):
    html = render_to_string("x.html", {"n": request.GET["n"]})
    return HttpResponse(html)


def joined(request):
    items = format_html_join("", "<li>{}</li>", ((i,) for i in request.GET.getlist("i")))
    return HttpResponse(items)


def stripped(request):
    return HttpResponse("<p>" + conditional_escape(strip_tags(request.GET["n"])) + "</p>")


def stream(request):
    def rows():
        for i in request.GET.getlist("i"):
            yield "<li>%s</li>" % i
    return StreamingHttpResponse(rows())  # error: xss


def mail(request):
    send_mail(request.POST["subject"], request.POST["body"], "a@example.com", ["b@example.com"])
    return HttpResponse("sent")


def csv_export(request):
    response = HttpResponse(content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="x.csv"'
    response.write(request.GET["head"])
    return response


def html_export(request):
    response = HttpResponse()
    response.write("<p>" + request.GET["head"] + "</p>")  # error: xss
    return response


def bad(request):
    return HttpResponseBadRequest("no such user: " + request.GET["u"])  # error: xss


def guarded(request):
    if request.method != "POST":
        return HttpResponse(status=405)
    n = request.POST.get("n", "")
    if not n.isdecimal():
        raise SuspiciousOperation("n")
    return HttpResponse("<p>" + n + "</p>")
