"""A site with django-appointment as its readme sets one up: SQLite, sessions, its own forms and views.

`python appointments.py CLIENTS` makes it in the folder INDGANG_PEER and says what a client needs, as JSON;
gunicorn serves `appointments:application`.
"""

import json
import os
import sys
from datetime import date, time, timedelta
from importlib.metadata import version
from pathlib import Path

import django
from django.conf import settings
from django.urls import include, path

FOLDER = Path(os.environ["INDGANG_PEER"])

settings.configure(
    SECRET_KEY="for one run of the bench, on this machine only",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="appointments",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.staticfiles",
        "phonenumber_field",
        "appointment",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "db.sqlite3"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    # Nobody is written to; ours tells nobody in the demo either.
    EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
    STATIC_URL="/static/",
    USE_TZ=True,
    TIME_ZONE="Europe/Copenhagen",
    LOGGING_CONFIG=None,
)
django.setup()

urlpatterns = [path("", include("appointment.urls"))]


def make(clients):
    """One who gives talks of 30 minutes, day and night, and people who are signed in."""
    from appointment.models import Service, StaffMember, WorkingHours
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    # The package brings no migrations: its tables are made as its models say.
    call_command("migrate", run_syncdb=True, verbosity=0)
    users = get_user_model().objects
    service = Service.objects.create(name="Talk", duration=timedelta(minutes=30), price=0)
    host = StaffMember.objects.create(user=users.create_user("host", "host@lysby.example"))
    host.services_offered.add(service)
    for day in range(7):
        WorkingHours.objects.create(staff_member=host, day_of_week=day, start_time=time(0), end_time=time(23, 59))

    def signed_in(number):
        user = users.create_user(f"client{number}", f"client{number}@lysby.example")
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        return session.session_key

    return {
        "who": f"django-appointment {version('django-appointment')}, Django {version('django')}",
        "service": service.pk,
        "host": host.pk,
        "first": str(date.today() + timedelta(days=1)),
        "sessions": [signed_in(number) for number in range(clients)],
    }


if __name__ == "__main__":
    print(json.dumps(make(int(sys.argv[1]))))
else:
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
