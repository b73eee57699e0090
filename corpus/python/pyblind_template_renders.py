import jinja2
import markdown2
import mistune
from django.http import HttpResponse
from django.template import Context, Template
from django.utils.html import escapejs, json_script, linebreaks, strip_tags, urlize
from django.utils.safestring import mark_safe
from jinja2 import BaseLoader, DictLoader, Environment, pass_context

env = Environment(loader=DictLoader({"a.html": "<p>{{ x }}</p>"}), autoescape=True)
raw_env = Environment(loader=DictLoader({"a.html": "<p>{{ x }}</p>"}))  # error: autoescape-off


@pass_context
def shout(ctx, value):
    return jinja2.utils.markupsafe.Markup("<b>%s</b>") % value


env.filters["shout"] = shout


def a(request):
    return HttpResponse(env.get_template("a.html").render(x=request.GET["x"]))


def b(request):
    return HttpResponse(raw_env.get_template("a.html").render(x=request.GET["x"]))  # error: xss


def c(request):
    return HttpResponse(Environment(loader=BaseLoader()).from_string(request.GET["t"]).render())  # error: template-injection  # error: autoescape-off


def d(request):
    return HttpResponse(Template("{{ x|safe }}").render(Context({"x": request.GET["x"]})))  # error: xss


def e(request):
    return HttpResponse(Template("{{ x }}").render(Context({"x": request.GET["x"]})))


def f(request):
    return HttpResponse(mistune.html(request.POST["md"]))  # error: xss


def g(request):
    return HttpResponse(markdown2.markdown(request.POST["md"], safe_mode="escape"))


def h(request):
    return HttpResponse(linebreaks(request.POST["t"], autoescape=True))


def i(request):
    return HttpResponse("<script>var x = '%s'</script>" % escapejs(request.GET["x"]))


def j(request):
    return HttpResponse(json_script({"x": request.GET["x"]}, "data"))


def k(request):
    return HttpResponse(mark_safe(strip_tags(request.GET["x"])))  # error: xss


def l(request):
    fmt = request.GET["fmt"]
    return HttpResponse(fmt.format(user=request.user), content_type="text/plain")  # error: template-injection


def m(request):
    return HttpResponse("Hello {}".format(request.GET["x"]), content_type="text/plain")


def n(request):
    t = jinja2.Template("Hello {{ name }}", autoescape=True)
    return HttpResponse(t.render(name=request.GET["x"]))


def o(request):
    path = request.GET["tpl"]
    return HttpResponse(env.get_template(path).render())


def p(request):
    body = "\n".join(["Dear %s," % request.GET["x"], "bye"])
    return HttpResponse("<pre>" + body + "</pre>")  # error: xss


def q(request):
    parts = {"name": request.GET["x"], "n": 3}
    return HttpResponse("<p>%(name)s</p>" % parts)  # error: xss


def r(request):
    parts = {"name": request.GET["x"], "n": 3}
    return HttpResponse("<p>%(n)s</p>" % parts)
