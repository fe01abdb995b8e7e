import json
import logging

import pytest

from core.logs import JsonFormatter, request_id, scrub


def record(message, *args, exc_info=None):
    return logging.LogRecord("grants", logging.INFO, __file__, 1, message, args, exc_info)


def written(*args, **kwargs):
    return json.loads(JsonFormatter().format(record(*args, **kwargs)))


def test_a_log_line_is_one_json_object_with_the_id_of_the_request():
    token = request_id.set("abc123")
    try:
        line = JsonFormatter().format(record("Case %s\nsubmitted", "KIP-2026-0042"))
    finally:
        request_id.reset(token)
    assert "\n" not in line
    assert json.loads(line)["message"] == "Case KIP-2026-0042\nsubmitted"
    assert json.loads(line)["request_id"] == "abc123"
    assert json.loads(line)["level"] == "INFO"


@pytest.mark.parametrize(
    ("typed", "logged"),
    [
        ("letter to amina.farah@forening.dk failed", "letter to [e-mail] failed"),
        ("To: Amina <amina@forening.dk>", "To: Amina <[e-mail]>"),
        ("found 010190-1234 in notes", "found [cpr] in notes"),
        ("found 0101901234 in notes", "found [cpr] in notes"),
        ("Not Found: /foreninger/?q=Amina+Farah", "Not Found: /foreninger/?…"),
        ("GET /invitation/kX3vQ9-pLm2Zt7RwYb0N_aQ/", "GET /invitation/[key]/"),
        ("GET /nulstil/2-d41d8cd98f00b204e9800998ecf8427e/", "GET /nulstil/2-[key]/"),
    ],
)
def test_personal_data_and_keys_are_blotted_out_of_log_lines(typed, logged):
    assert scrub(typed) == logged


@pytest.mark.parametrize(
    "harmless",
    [
        "GET /foreninger/12-roskilde-somaliske-kvindeforening/",
        "GET /dokumenter/0d9f2c1e-5a77-4c7e-9d3f-2b8e6f1a4c55/",
        "case KIP-2026-0042, CVR 12345678, 250000 kr., is it so?",
    ],
)
def test_case_numbers_slugs_and_document_ids_stay_in_log_lines(harmless):
    assert scrub(harmless) == harmless


def test_an_exception_is_logged_by_type_and_place_and_not_by_what_it_quotes():
    try:
        raise ValueError("Amina Farah, Algade 1")
    except ValueError as error:
        line = written("failed", exc_info=(type(error), error, error.__traceback__))
    assert line["exception"] == "ValueError"
    assert any("test_logs.py" in place for place in line["places"])
    assert "Amina" not in json.dumps(line)
