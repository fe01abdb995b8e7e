"""The guided builder: questions in, Danish statutes out, and what a reviewer would remark."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from associations.builder import answers as builder
from associations.builder import danish, files, questions, signing
from associations.builder.answers import RANGES, Answers, Beneficiary, Majority, Signers
from associations.builder.warnings import warnings
from associations.forms.builder import TopicForm
from associations.models.statutes import LEGAL_MINIMUM, Clause
from tests.cast import NOW

FULL = {
    "name": "Somalisk Kvindeforening",
    "municipality": "Roskilde",
    "purpose": "at samle kvinder om motion, mad og fællesskab",
}

# Anything that JSON can hold, and what the questions really take.
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def sound(question):
    """Answers that the question's field would accept."""
    if question.kind == "yes_no":
        return st.booleans()
    if question.kind == "several":
        chosen = st.sampled_from([one.value for one, _label in question.choices])
        return st.lists(chosen, min_size=1, unique=True)
    if question.choices:
        return st.sampled_from([one.value for one, _label in question.choices])
    if question.name in RANGES:
        return st.integers(*RANGES[question.name])
    if question.kind == "day":
        return st.dates(date(2000, 1, 1), date(2100, 1, 1)).map(date.isoformat)
    if question.kind == "lines":
        return st.lists(st.text(max_size=40), max_size=4)
    return st.text(max_size=200)


QUESTIONS = [question for topic in questions.TOPICS for question in topic.questions]
ANSWERS = st.fixed_dictionaries(
    {}, optional={question.name: sound(question) | ANYTHING for question in QUESTIONS}
)


def text_of(answers, clause):
    return next(one for one in danish.clauses(answers) if one.clause == clause).text


# --- the text --------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(ANSWERS)
def test_whatever_is_answered_all_eight_points_of_the_law_are_in_the_text(stored):
    answers = builder.read(stored)
    written = {one.clause: one.text for one in danish.clauses(answers)}
    assert list(written) == list(Clause)
    assert all(len(written[clause]) > 20 for clause in LEGAL_MINIMUM)
    assert "formål" in written[Clause.PURPOSE]
    assert "vælges af generalforsamlingen" in written[Clause.BOARD]
    assert danish.number(answers.board_size) in written[Clause.BOARD] or answers.board_size == 1
    assert "Regnskabet" in written[Clause.ACCOUNTS]
    assert "revisor" in written[Clause.AUDIT]
    assert "hjemsted i" in written[Clause.DOMICILE]
    assert "kan blive medlem" in written[Clause.MEMBERSHIP]
    assert "tegnes" in written[Clause.SIGNING_RULES]
    assert "generalforsamling" in written[Clause.AMENDMENTS]
    assert "formue til" in written[Clause.DISSOLUTION]
    assert all(one.heading for one in danish.clauses(answers))
    assert isinstance(warnings(answers), list)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANSWERS)
def test_whatever_is_answered_the_word_file_can_be_made_and_read_back(stored):
    answers = builder.read(stored)
    made = docx.Document(io.BytesIO(files.word(answers, is_draft=True, at=NOW)))
    headings = [one.text for one in made.paragraphs if one.style.name == "Heading 1"]
    assert headings == list(danish.HEADINGS.values())


def test_what_was_answered_stands_in_the_text():
    answers = builder.read(
        FULL
        | {
            "notice_weeks": 4,
            "board_size": 7,
            "signers": "chair_member",
            "amendment_majority": "three_quarters",
            "agm_month": 4,
            "assembly_on": "2026-12-05",
            "agenda_extra": ["Fest for alle"],
        }
    )
    assert text_of(answers, Clause.NAME) == "Foreningens navn er Somalisk Kvindeforening."
    assert "Roskilde Kommune" in text_of(answers, Clause.DOMICILE)
    assert "mindst fire ugers varsel" in text_of(answers, Clause.AGM)
    assert "inden udgangen af april" in text_of(answers, Clause.AGM)
    assert "på syv medlemmer" in text_of(answers, Clause.BOARD)
    assert "formanden i forening med et andet medlem" in text_of(answers, Clause.SIGNING_RULES)
    assert "mindst tre fjerdedele" in text_of(answers, Clause.AMENDMENTS)
    assert "den 5. december 2026" in text_of(answers, Clause.EFFECTIVE_DATE)
    assert "Fest for alle" in text_of(answers, Clause.AGENDA)


def test_a_purpose_goes_on_the_sentence_when_it_begins_so():
    assert text_of(builder.read(FULL), Clause.PURPOSE).startswith(
        "Foreningens formål er at samle kvinder om motion, mad og fællesskab."
    )
    other = builder.read(FULL | {"purpose": "kultur for alle"})
    assert text_of(other, Clause.PURPOSE).startswith("Foreningens formål er: Kultur for alle.")


def test_what_nobody_can_guess_is_named_as_missing():
    assert builder.read({}).unanswered() == ["name", "municipality", "purpose"]
    assert builder.read(FULL).unanswered() == []
    assert "[foreningens navn]" in text_of(builder.read({}), Clause.NAME)


def test_answers_are_the_same_after_they_were_stored():
    answers = builder.read(FULL | {"notice_by": ["sms", "letter"], "assembly_on": "2026-12-05"})
    kept = {question.name: getattr(answers, question.name) for question in QUESTIONS}
    assert builder.read(builder.store(kept)) == answers


def test_every_answer_is_asked_for_exactly_once():
    asked = [question.name for question in QUESTIONS]
    assert len(asked) == len(set(asked))
    assert set(asked) == {name for name in Answers.__dataclass_fields__ if name != "given"}
    assert len(questions.TOPICS) <= 10


@pytest.mark.django_db
@pytest.mark.parametrize("topic", questions.TOPICS, ids=lambda one: one.slug)
def test_a_step_sent_as_it_is_shown_keeps_the_answers(topic):
    answers = builder.read(FULL)
    shown = TopicForm(topic=topic, answers=answers)
    sent = {
        name: field.initial for name, field in shown.fields.items() if field.initial is not None
    }
    form = TopicForm(sent, topic=topic, answers=Answers())
    assert form.is_valid(), form.errors
    kept = builder.read(builder.store(form.answers()))
    for question in topic.questions:
        assert getattr(kept, question.name) == getattr(answers, question.name)


# --- what a reviewer would remark ------------------------------------------------------------

SOUND = builder.read(FULL)


def test_usual_answers_give_rise_to_nothing():
    assert warnings(SOUND) == []


@pytest.mark.parametrize(
    ("question", "changed"),
    [
        ("notice_weeks", {"notice_weeks": 1, "motions_days": 3}),
        ("egm_weeks", {"egm_weeks": 1}),
        ("board_size", {"board_size": 2}),
        ("board_size", {"board_size": 4}),
        ("auditor_on_board", {"auditor_on_board": True}),
        ("purpose", {"purpose": "fodbold"}),
        ("purpose", {"purpose": "at bede"}),
        ("municipality", {"municipality": "Algade 14"}),
        ("municipality", {"municipality": "Æblehavevej"}),
        ("money_to", {"money_to": Beneficiary.MEMBERS}),
        ("money_to_name", {"money_to": Beneficiary.NAMED}),
        ("money_signers", {"money_signers": Signers.ONE}),
        ("signers", {"signers": Signers.ONE}),
        ("amendment_majority", {"amendment_majority": Majority.SIMPLE}),
        ("motions_days", {"motions_days": 21}),
        ("liability", {"liability": False}),
        ("appeal", {"appeal": False}),
        ("egm_percent", {"egm_percent": 60}),
    ],
)
def test_an_answer_that_would_fail_a_check_is_remarked_on(question, changed):
    found = warnings(replace(SOUND, **changed))
    assert [one.question for one in found] == [question]
    assert found[0].message
    assert found[0].topic == questions.TOPIC_OF[question]


@pytest.mark.parametrize("municipality", ["Roskilde", "Vejle Kommune", "Køge", "Allerød Kommune"])
def test_a_municipality_is_no_street(municipality):
    assert warnings(replace(SOUND, municipality=municipality)) == []


# --- the files -------------------------------------------------------------------------------


def test_the_word_file_is_danish_numbered_and_marked_as_a_draft():
    made = docx.Document(io.BytesIO(files.word(SOUND, is_draft=True, at=NOW)))
    assert made.core_properties.language == "da-DK"
    assert made.core_properties.author == "Somalisk Kvindeforening"
    languages = {one.get(qn("w:val")) for one in made.styles.element.iter(qn("w:lang"))}
    assert languages == {"da-DK"}
    assert "Udkast" in made.sections[0].header.paragraphs[0].text
    heading = next(one for one in made.paragraphs if one.style.name == "Heading 1")
    number = heading._p.pPr.numPr.numId.val
    level = made.part.numbering_part.element.num_having_numId(number).abstractNumId.val
    assert level == 77
    assert heading._p.pPr.numPr.ilvl.val == 0
    points = [p for p in made.paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None]
    assert any(one._p.pPr.numPr.ilvl.val == 2 and one.text == "Eventuelt" for one in points)
    adopted = docx.Document(io.BytesIO(files.word(SOUND, is_draft=False, at=NOW)))
    assert "Udkast" not in adopted.sections[0].header.paragraphs[0].text


@pytest.mark.django_db
def test_the_pdf_has_all_clauses_and_never_says_that_the_municipality_approved():
    from pypdf import PdfReader

    read = PdfReader(io.BytesIO(files.paper(SOUND, is_draft=True)))
    text = "\n".join(page.extract_text() for page in read.pages)
    assert all(heading in text for heading in danish.HEADINGS.values())
    assert "Udkast" in text
    assert "godkendt af kommunen" not in text.lower()
    assert read.metadata.author == "Somalisk Kvindeforening"


# --- the signing rule ------------------------------------------------------------------------


def test_each_way_to_sign_becomes_rows_for_agreements_and_money():
    for general in Signers:
        for money in Signers:
            rows = signing.combinations(replace(SOUND, signers=general, money_signers=money))
            assert {row["matter"] for row in rows} == {"anything", "money"}
