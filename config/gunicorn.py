"""How gunicorn serves Foreningsbro: `gunicorn --config config/gunicorn.py config.wsgi`."""

import multiprocessing
import os

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
# A page waits for the database more than for the processor, so threads share each process.
workers = int(os.environ.get("WEB_CONCURRENCY", 2 * multiprocessing.cpu_count() + 1))
threads = 4
timeout = 60  # seconds: a large export
graceful_timeout = 30  # seconds a page that is being made may take after a restart is asked for
keepalive = 65  # seconds: longer than the proxy keeps its idle connections
# A process is renewed now and then, so that a leak in a library never grows.
max_requests = 2000
max_requests_jitter = 200
if os.path.isdir("/dev/shm"):  # noqa: S108 - the heartbeat file must not wait for a disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108

# No address of a person and no query string: the path, the answer and how long it took.
accesslog = "-"
access_log_format = "%(m)s %(U)s %(s)s %(M)s ms"
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "gunicorn.access": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
