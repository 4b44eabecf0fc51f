"""Spanish and French are complete: every text of content, reports and commands, in the agreed terms, same figures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
import yaml
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from rmdiag.compendium.translation import prose_of, read_translation, state_of
from rmdiag.files import LANGUAGES
from rmdiag.problems import Problems
from rmdiag.questionnaires.files import Original, framework_ids, originals_of, shipped_at

ROOT = Path(__file__).parent.parent
BOTH = ("es", "fr")
DOMAINS = ("commands", "reports")
EVERY = [(language, identity) for language in BOTH for identity in framework_ids()]
TERMS = yaml.safe_load((ROOT / "docs" / "terms.yaml").read_text(encoding="utf-8"))["terms"]
_THOUSANDS = re.compile("(?<=\\d)[\u00a0\u202f .,](?=\\d{3}\\b)")


@cache
def originals(language: str, identity: str) -> tuple[Original, ...]:
    return originals_of(shipped_at(identity), language, Problems())


def content(language: str, identity: str) -> Iterator[tuple[str, str, str]]:
    """Give every translated text with where it stands and its English."""
    for original in originals(language, identity):
        assert original.translated is not None, original.document.name
        problems = Problems()
        translation = read_translation(original.translated, language, problems)
        assert translation is not None
        assert not list(problems)
        for prose in prose_of(original.document):
            yield f"{original.document.name} {prose.key}", prose.words, translation.texts.get(prose.key, "")


@cache
def messages(language: str, domain: str) -> tuple[Message, ...]:
    path = LANGUAGES / language / "LC_MESSAGES" / f"{domain}.po"
    return tuple(message for message in read_po(BytesIO(path.read_bytes()), locale=language) if message.id)


def forms(words: object) -> tuple[str, ...]:
    return tuple(map(str, words)) if isinstance(words, tuple | list) else (str(words or ""),)


def everything(language: str) -> Iterator[tuple[str, str]]:
    """Give every text of a language with where it stands."""
    for identity in framework_ids():
        yield from ((place, words) for place, _, words in content(language, identity))
    for domain in DOMAINS:
        for message in messages(language, domain):
            yield from ((f"{domain} {message.context or message.id}", words) for words in forms(message.string))


@pytest.mark.parametrize(("language", "identity"), EVERY)
def test_no_text_of_the_content_is_missing_or_outdated(language: str, identity: str) -> None:
    for original in originals(language, identity):
        problems = Problems()
        written = original.translated
        state = state_of(original.document, written and read_translation(written, language, problems))
        assert not list(problems)
        assert (state.missing, state.outdated, state.unknown) == ((), (), ()), original.document.name


@pytest.mark.parametrize(("language", "identity"), EVERY)
def test_short_titles_fit_a_chart(language: str, identity: str) -> None:
    assert [p for p, _, words in content(language, identity) if p.endswith("short") and len(words) > 24] == []


@pytest.mark.parametrize(("language", "identity"), EVERY)
def test_figures_and_ids_are_those_of_the_english(language: str, identity: str) -> None:
    def figures(words: str) -> list[str]:
        plain = _THOUSANDS.sub("", words).replace(",", ".")
        return sorted(re.findall(r"\d+(?:\.\d+)?", plain))

    def ids(words: str) -> list[str]:
        return sorted(re.findall(r"\b[A-Z]{2,3}-\d\d(?:-[QR]\d+)?\b", words))

    every = list(content(language, identity))
    assert [place for place, english, words in every if figures(english) != figures(words)] == []
    assert [place for place, english, words in every if ids(english) != ids(words)] == []


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("domain", DOMAINS)
def test_no_message_is_missing_and_all_keep_their_values(language: str, domain: str) -> None:
    def names(words: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(words) if name}

    for message in messages(language, domain):
        assert not message.fuzzy, message.id
        english, translated = forms(message.id), forms(message.string)
        assert all(translated), message.id
        assert names(translated[-1]) == names(english[-1]), message.id
        assert names(translated[0]) <= names(english[-1]) | names(english[0]), message.id


@pytest.mark.parametrize("language", BOTH)
def test_the_catalogues_hold_what_the_code_says_today(language: str) -> None:
    import sys

    sys.path.insert(0, str(ROOT / "tools"))
    import catalogues

    for domain, said in catalogues.DOMAINS.items():
        there = {(message.context, forms(message.id)) for message in messages(language, domain)}
        wanted = {(one.context, forms(one.english)) for one in said() if any(forms(one.english))}
        assert wanted - there == set(), f"bring {domain}.po up to date: make catalogues"
        assert there - wanted == set(), f"bring {domain}.po up to date: make catalogues"


@pytest.mark.parametrize("language", BOTH)
def test_no_form_that_the_terms_reject_is_used(language: str) -> None:
    rejected = [(form, term[language]) for term in TERMS for form in (term.get("reject") or {}).get(language, [])]
    patterns = [
        (re.compile(rf"(?<!\w){re.escape(_folded(form))}(?!\w)", re.IGNORECASE), good) for form, good in rejected
    ]
    found = [
        f"{place}: {pattern.pattern}, write {good}"
        for place, words in everything(language)
        for pattern, good in patterns
        if pattern.search(_folded(words))
    ]
    assert found == []


def _folded(words: str) -> str:
    """Take out what is not prose, names of values and of things that are typed, and write one kind of apostrophe."""
    return re.sub(r"\{\w+\}|`[^`]*`", "", words).replace("’", "'")


def test_a_rejected_form_would_be_found() -> None:
    forms_of = {form for term in TERMS for form in (term.get("reject") or {}).get("es", [])}
    assert "administración de riesgos" in forms_of
    assert {"es", "fr", "en"} <= set(TERMS[0])


def test_questions_in_spanish_open_with_their_sign() -> None:
    wrong = [p for p, _, w in content("es", "crm-compendium") if w.rstrip().endswith("?") and "¿" not in w]
    assert wrong == []


@pytest.mark.parametrize("identity", framework_ids())
def test_answers_in_spanish_read_alone(identity: str) -> None:
    """A report prints the answer that was given, without the ones that stood beside it in the questionnaire."""
    pointing = re.compile(r"^(Además|Lo mismo|También)\b|\b(de ese tipo|como es[ao]s)\b|\b(l[oa]s? anterior(es)?)$")
    options = {place: w for place, _, w in content("es", identity) if ".options." in place and place.endswith("text")}
    assert options
    assert {place: words for place, words in options.items() if pointing.search(words)} == {}


@pytest.mark.parametrize("identity", framework_ids())
def test_dimensions_in_spanish_open_with_a_whole_sentence(identity: str) -> None:
    purposes = {place: words for place, _, words in content("es", identity) if place.endswith(" purpose")}
    assert {place: words for place, words in purposes.items() if words.startswith("Si ")} == {}


def test_french_punctuation_keeps_to_its_word() -> None:
    """A plain space before ; : ! ? or a guillemet would let the sign begin a line."""
    assert [place for place, words in everything("fr") if re.search(r" [;:!?»]|« ", words)] == []


@pytest.mark.parametrize("language", BOTH)
def test_nothing_marks_a_text_as_english(language: str) -> None:
    assert [place for place, words in everything(language) if "[en]" in words] == []
    assert json.dumps(dict(everything(language)))
