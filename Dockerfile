# The program as an image: built from the lock file, run by an ordinary user on a read-only file system.
# compose.yaml shows how it is run, and docs/going-live.md what must be there first.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
RUN python -m venv --without-pip /opt/golden-thread
COPY requirements.lock ./
RUN pip --python /opt/golden-thread/bin/python install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE app.py ./
COPY bot bot
COPY dialogs dialogs
COPY scheduler scheduler
COPY storage storage
COPY surveys surveys
RUN pip --python /opt/golden-thread/bin/python install --no-cache-dir --no-deps .

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/lib/golden-thread --shell /usr/sbin/nologin golden-thread \
    && install -d -o golden-thread -g golden-thread -m 700 /var/lib/golden-thread
COPY --from=build /opt/golden-thread /opt/golden-thread
ENV PATH=/opt/golden-thread/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MPLCONFIGDIR=/tmp/matplotlib \
    GT_MODE=production \
    GT_KEYS_FILE=/var/lib/golden-thread/keys.json
USER 10001
WORKDIR /var/lib/golden-thread
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:3978/healthz', timeout=4)"]
ENTRYPOINT ["golden-thread"]
CMD ["serve", "--host", "0.0.0.0"]
