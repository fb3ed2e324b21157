# One image for the web server and for the worker; see compose.yaml for the commands.
FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=portal.settings.production PORTAL_VAR=/var/lib/portal
WORKDIR /srv/portal
COPY requirements.lock .
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN useradd --system --home /var/lib/portal --create-home portal \
 && PORTAL_SECRET_KEY=only-while-the-image-is-built-0123456789 python manage.py collectstatic --noinput \
 && mv /var/lib/portal/static /srv/static && chown -R portal /var/lib/portal
USER portal
ENV PORTAL_STATIC=/srv/static
EXPOSE 8000
CMD ["gunicorn", "portal.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
