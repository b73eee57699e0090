import smtplib
from email.message import EmailMessage
from email.mime.text import MIMEText
from email.mime.multipart import MIMEMultipart
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlparse, quote
import html


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        query = parse_qs(urlparse(self.path).query)
        name = query.get("name", [""])[0]
        self.send_response(200)
        self.send_header("X-Name", name)  # error: header-injection
        self.send_header("X-Quoted", quote(name))
        self.send_header("X-Clean", name.replace("\r", "").replace("\n", ""))
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"<h1>{name}</h1>".encode())  # error: xss
        self.wfile.write(f"<h1>{html.escape(name)}</h1>".encode())
        self.wfile.write(b"<p>done</p>")

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length).decode()
        fields = parse_qs(body)
        subject = fields["subject"][0]
        msg = MIMEText(fields["text"][0])
        msg["Subject"] = subject  # error: header-injection
        msg["From"] = "noreply@example.com"
        msg["To"] = "team@example.com"
        modern = EmailMessage()
        modern["Subject"] = subject
        modern.set_content(fields["text"][0])
        multi = MIMEMultipart()
        multi["Subject"] = " ".join(subject.splitlines())
        multi.attach(msg)
        with smtplib.SMTP("localhost") as server:
            server.send_message(msg)
            server.send_message(modern)
        self.send_response(303)
        self.send_header("Location", fields["back"][0])  # error: header-injection, open-redirect
        self.end_headers()


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", 8000), Handler).serve_forever()
