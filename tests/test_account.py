"""What a mission says of itself for its report: emblem, colour, clearance, whom it met, review, follow-up."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image
from report_parts import figure, table
from test_diagnostic import FACTS, kestoria, mission, nothing, part, told, words_of
from test_example import FOLDER, example, questionnaire

from rmdiag.assessment.account import Account, Check, Clearance, FollowUp, Meeting, Progress, Reviewer
from rmdiag.assessment.assess import Assessment, assess
from rmdiag.assessment.files import load_mission
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.pictures import MOST_SIDE, NoPictureError, UnfitPictureError, emblem_of
from rmdiag.assessment.read_account import LEAST_CONTRAST, contrast_on_white
from rmdiag.files import sha256_of
from rmdiag.opening import assessment_of
from rmdiag.problems import Problems
from rmdiag.reports.chart_values import PairChart, ProfileChart, RateChart
from rmdiag.reports.diagnostic import diagnostic_report
from rmdiag.reports.model import Report, Table
from rmdiag.reports.numbering import blocks_of, numbered
from rmdiag.reports.picture import Picture
from rmdiag.reports.render import to_page
from rmdiag.reports.report_for import report_for
from rmdiag.reports.screen import to_html
from rmdiag.reports.word.render import to_docx

MAIN = """\
administration: Test Customs
country: XA
as_of: 2026-10-16
framework: crm-compendium
edition: "2026.1"
set: rapid
"""


def saved(size: tuple[int, int], form: str, **more: object) -> bytes:
    """Give a picture as a program would save it."""
    stream = io.BytesIO()
    Image.new("RGB", size, "#1f4e5f").save(stream, form, **more)
    return stream.getvalue()


def read(folder: Path, more: str, **pictures: bytes) -> tuple[Mission, Problems]:
    """Read a mission folder with some more lines in mission.yaml and pictures beside it."""
    (folder / "mission.yaml").write_text(MAIN + more, encoding="utf-8")
    for name, data in pictures.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    problems = Problems()
    found = load_mission(folder, problems)
    assert found is not None
    return found[0], problems


def with_account(account: Account) -> Report:
    return told(assess(replace(example()[0].mission, account=account), questionnaire()))


# Pictures.


def test_a_picture_keeps_nothing_but_the_picture() -> None:
    plain, spoken = saved((60, 40), "JPEG"), saved((60, 40), "JPEG", comment=b"taken at home", exif=b"Exif\0\0secret")
    assert b"taken at home" in spoken
    assert emblem_of(spoken).data == emblem_of(plain).data
    assert Image.open(io.BytesIO(emblem_of(spoken).data)).size == (60, 40)


@pytest.mark.parametrize("progressive", [False, True], ids=["baseline", "progressive"])
def test_a_second_picture_behind_the_first_is_left_out_with_what_it_knows(*, progressive: bool) -> None:
    first = saved((60, 40), "JPEG", progressive=progressive)
    both = first + saved((60, 40), "JPEG", exif=b"Exif\0\0secret")
    assert emblem_of(both).data == emblem_of(first).data
    Image.open(io.BytesIO(emblem_of(first).data)).load()


def test_a_png_keeps_nothing_but_the_picture() -> None:
    from PIL.PngImagePlugin import PngInfo

    told_inside = PngInfo()
    told_inside.add_text("Author", "somebody")
    emblem = emblem_of(saved((60, 40), "PNG", pnginfo=told_inside))
    assert b"somebody" not in emblem.data
    assert (emblem.media_type, emblem.width, emblem.height) == ("image/png", 60, 40)
    assert Image.open(io.BytesIO(emblem.data)).convert("RGB").getpixel((3, 3)) == (0x1F, 0x4E, 0x5F)


def png_of(pixels: bytes, size: tuple[int, int], depth: int = 8, colour: int = 0) -> bytes:
    """Write a PNG whose packed pixels are given, a grey one unless told."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4) + kind + content + zlib.crc32(kind + content).to_bytes(4)

    head = size[0].to_bytes(4) + size[1].to_bytes(4) + bytes([depth, colour, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels, 9)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        saved((60, 40), "PNG")[:-20],
        saved((60, 40), "JPEG")[:-20].removesuffix(b"\xff\xd9"),
        saved((60, 40), "PNG").replace(b"IDAT", b"IDAX"),
        png_of(bytes(20_000_000), (40, 40)),
        png_of(bytes(40), (40, 40), depth=255),
        png_of(bytes(40), (40, 40), colour=9),
        b"\xff\xd8\xff\xe0" + bytes(40),
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 40,
    ],
    ids=[
        "nothing",
        "svg",
        "png cut",
        "jpeg cut",
        "png changed",
        "png that swells",
        "odd depth",
        "odd colours",
        "jpeg of zeros",
        "png of noise",
    ],
)
def test_what_is_no_whole_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NoPictureError):
        emblem_of(data)


@pytest.mark.parametrize("size", [(15, 40), (MOST_SIDE + 1, 400), (900, 100)])
def test_a_picture_too_small_too_large_or_too_narrow_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(UnfitPictureError):
        emblem_of(saved(size, "PNG"))


def test_a_picture_outside_the_folder_is_never_read(tmp_path: Path) -> None:
    inside = tmp_path / "mission"
    inside.mkdir()
    (tmp_path / "logo.png").write_bytes(saved((60, 40), "PNG"))
    (inside / "logo.png").symlink_to(tmp_path / "logo.png")
    found, problems = read(inside, "report: {logo: logo.png}\n")
    assert found.account is not None
    assert found.account.emblem is None
    assert "MIS003" in [problem.code for problem in problems.errors]


def test_the_emblem_counts_in_the_checksum_and_a_picture_that_nobody_names_does_not(tmp_path: Path) -> None:
    sums = []
    for lines, picture in (
        ("", None),
        ("", (60, 40)),
        ("report: {logo: logo.png}\n", (60, 40)),
        ("report: {logo: logo.png}\n", (61, 40)),
    ):
        pictures = {} if picture is None else {"logo_png": saved(picture, "PNG")}
        sums.append(read(tmp_path, lines, **pictures)[0].checksum)
    assert sums[0] == sums[1]
    assert len(set(sums)) == 3


# The cover.


def test_the_cover_shows_the_emblem_with_its_words_and_how_far_the_report_has_come() -> None:
    cover = kestoria().cover
    assert cover is not None
    assert cover.logo is not None
    assert cover.logo.alternative == "Emblem of Kestoria Customs Service"
    assert cover.clearance == "Sent to the Director General for comment on 6 November 2026"
    page = to_page(replace(kestoria(), sections=()))
    assert 'alt="Emblem of Kestoria Customs Service"' in page
    assert 'style="--accent: #1f4e5f"' in page


def test_the_page_of_a_browser_shows_emblem_and_colour_too() -> None:
    page = to_html(replace(kestoria(), sections=())).decode()
    assert 'alt="Emblem of Kestoria Customs Service"' in page
    assert '<body style="--accent: #1f4e5f">' in page


def test_a_word_document_shows_emblem_and_colour_too() -> None:
    emblem = kestoria().cover
    assert emblem is not None
    assert emblem.logo is not None
    made = docx.Document(io.BytesIO(to_docx(replace(kestoria(), sections=()))))
    shown = next(iter(made.element.body.iter(qn("wp:docPr"))))
    assert shown.get("descr") == "Emblem of Kestoria Customs Service"
    (blip,) = made.element.body.iter(qn("a:blip"))
    part = made.part.related_parts[blip.get(qn("r:embed"))]
    assert (part.blob, part.content_type) == (emblem.logo.data, "image/png")
    heading = made.styles["Heading 1"].element
    assert [edge.get(qn("w:color")) for edge in heading.iter(qn("w:bottom"))] == ["1F4E5F"]


def test_an_emblem_that_is_a_jpeg_stands_in_word_as_one_and_over_an_edition_without_a_cover() -> None:
    found = emblem_of(saved((600, 400), "JPEG"))
    picture = Picture(data=found.data, media_type=found.media_type, width=600, height=400, alternative="A crest")
    made = docx.Document(io.BytesIO(to_docx(replace(kestoria(), sections=(), cover=None, logo=picture))))
    (blip,) = made.element.body.iter(qn("a:blip"))
    part = made.part.related_parts[blip.get(qn("r:embed"))]
    assert (part.content_type, part.partname.ext, part.blob) == ("image/jpeg", "jpeg", found.data)
    extent = next(iter(made.element.body.iter(qn("wp:extent"))))
    assert int(extent.get("cy")) == 9 * 36_000  # no higher than 9 mm
    assert int(extent.get("cx")) == round(13.5 * 36_000)


@pytest.mark.parametrize(
    ("clearance", "words"),
    [
        (None, ""),
        (Clearance(status="draft"), "Draft for comment"),
        (Clearance(status="draft", on=date(2026, 11, 3), by="nobody"), "Draft of 3 November 2026, for comment"),
        (
            Clearance(status="cleared", on=date(2026, 12, 9), by="the Minister"),
            "Cleared by the Minister on 9 December 2026",
        ),
    ],
)
def test_the_clearance_is_said_in_a_whole_sentence(clearance: Clearance | None, words: str) -> None:
    cover = with_account(Account(clearance=clearance)).cover
    assert cover is not None
    assert cover.clearance == words


def test_a_pale_colour_is_not_taken_and_a_dark_one_is(tmp_path: Path) -> None:
    pale, problems = read(tmp_path, 'report: {accent: "#e0a030"}\n')
    assert pale.account is not None
    assert pale.account.accent is None
    assert "MIS126" in [problem.code for problem in problems]
    dark, problems = read(tmp_path, 'report: {accent: "#14304D"}\n')
    assert dark.account is not None
    assert dark.account.accent == "#14304d"


@pytest.mark.parametrize(
    ("colour", "contrast"), [("#000000", 21), ("#ffffff", 1), ("#767676", 4.54), ("#777777", 4.48)]
)
def test_contrast_is_that_of_wcag(colour: str, contrast: float) -> None:
    assert float(contrast_on_white(colour)) == pytest.approx(contrast, abs=0.005)
    assert (contrast_on_white(colour) >= LEAST_CONTRAST) is (contrast >= 4.5)


# Country, and whom the team met.


def test_the_country_is_told_in_the_teams_words_with_figures_and_where_it_stands_with_agreements() -> None:
    words = words_of(part(kestoria(), "country"))
    assert words.startswith("Country and administration Kestoria lies on a bay")
    assert "7 commitments under the WTO Trade Facilitation Agreement are noted: 1 in category A" in words
    assert "On 16 October 2026 the dates of 3 of them had passed." in words
    assert "acceded to the Revised Kyoto Convention on 14 May 2019" in words


def test_without_a_word_on_the_country_there_is_no_such_chapter() -> None:
    assert "country" not in {section.id for section in nothing().sections}


@pytest.mark.parametrize(
    ("attribution", "said", "unsaid"),
    [
        ("roles", "Port captain", "Jane Roe"),
        ("names", "Port captain, Jane Roe", "x-x"),
        ("none", "one source", "Port captain"),
    ],
)
def test_whom_the_team_met_is_named_as_far_as_the_mission_allows(attribution: str, said: str, unsaid: str) -> None:
    account = Account(met=(Meeting(role="Port captain", name="Jane Roe", on=date(2026, 10, 12), at="Port"),))
    given = replace(example()[0].mission, account=account, attribution=attribution)
    words = words_of(part(told(assess(given, questionnaire())), "met"))
    assert said in words
    assert unsaid not in words


# How quality was assured.


def test_what_nobody_reviewed_is_called_so() -> None:
    words = words_of(part(nothing(), "quality"))
    assert "Take this report as one that nobody has reviewed." in words
    assert "no conformity" in words
    assert "Right of reply Not recorded." in words


def test_steps_not_taken_and_steps_not_said_are_named() -> None:
    words = words_of(part(kestoria(), "quality"))
    assert "4 of 8 steps were taken." in words
    assert "Not taken, or not recorded: comments of the administration, follow-up of comments, second" in words
    assert "3 reviewers are named, 2 from outside: Risk management advisor" in words
    assert "Right of reply Not given yet: The administration has until 4 December 2026." in words


def test_a_step_that_does_not_apply_is_not_missed() -> None:
    checks = tuple(Check(step=step, done="not_applicable") for step in ("concept", "concept_review", "reply"))
    words = words_of(part(with_account(Account(checks=checks)), "quality"))
    assert "0 of 5 steps were taken." in words
    assert "No reviewer is named." in words


def test_the_files_say_what_they_can_of_quality() -> None:
    words = words_of(part(kestoria(), "quality"))
    assert "The 45 levels: 12 on verified answers, 13 on corroborated answers" in words
    assert "On 44 of 45 indicators two sheets or more have answered." in words
    assert "2 levels were moved by the assessors" in words
    assert f"their checksum begins {example()[0].mission.checksum[:12]}" in words


def test_a_member_of_the_team_from_the_administration_is_no_independent_one() -> None:
    member = replace(example()[0].mission.team[0], organisation="KESTORIA customs service")
    given = replace(example()[0].mission, team=(member, *example()[0].mission.team[1:]))
    words = words_of(part(told(assess(given, questionnaire())), "quality"))
    assert "One member of the team belongs to the administration that is assessed." in words


def test_reviewers_are_named_by_role_with_what_they_read() -> None:
    account = Account(
        checks=(Check(step="concept", done="yes"),),
        reviewers=(Reviewer(role="Auditor", of="draft", on=date(2026, 11, 3)),),
    )
    assert "One reviewer is named, 0 from outside: Auditor (draft, 3 Nov 2026)." in words_of(
        part(with_account(account), "quality")
    )


# Figures in the body, both views, the round before.


def test_figures_that_decide_levels_stand_in_the_body_with_formula_interval_and_caution() -> None:
    words = words_of(part(kestoria(), "figures"))
    assert "import declarations with goods physically examined by Customs / all import declarations." in words
    assert "Meaningless without the hit rate." in words
    assert "22.6% [22.4–22.8] 42,081 of 186,200, 2025" in words
    assert "TRT-02 3" in words
    chart = figure(kestoria(), "figure-figures").chart
    assert isinstance(chart, RateChart)
    assert all(len(panel.points) > 1 for panel in chart.panels)


def test_figures_of_indicators_short_of_their_targets_come_first() -> None:
    assessment = example()[0]
    short = []
    for row in table(kestoria(), "table-figures").rows:
        named = (run.text or "" for run in row.cells[-1].runs)
        identities = [words.split()[0] for words in named if words.strip()]
        levels = [(assessment.scores.result.indicators[i].point or 0, assessment.targets[i]) for i in identities]
        short.append(any(level < target for level, target in levels))
    assert short == sorted(short, reverse=True)
    assert {True, False} == set(short)


def test_without_figures_there_is_no_chapter_of_them() -> None:
    assert "figures" not in {section.id for section in nothing().sections}


def test_a_report_for_the_public_names_no_indicator_beside_figures_or_articles() -> None:
    public = report_for(example()[0], replace(FACTS, public=True))
    indicators = set(questionnaire().framework.indicators)
    assert "figures" not in {section.id for section in public.sections}
    assert {word for word in re.findall(r"[A-Z]{3}-[0-9]{2}", words_of(public)) if word in indicators} == set()
    assert re.search(r"[A-Z]{3}-[0-9]{2}", words_of(kestoria()))


def test_both_views_are_drawn_with_the_widest_difference_first() -> None:
    chart = figure(kestoria(), "figure-sides").chart
    assert isinstance(chart, PairChart)
    apart = [abs(row.own - row.result) for row in chart.rows]
    assert apart == sorted(apart, reverse=True)
    assert apart[0] > 0


@cache
def later() -> Assessment:
    return assessment_of(FOLDER.parent / "kestoria-2028")


def test_the_profile_shows_the_round_before_where_it_can_be_compared() -> None:
    report = numbered(diagnostic_report(later(), FACTS, example()[0]))
    chart = figure(report, "figure-profile").chart
    assert isinstance(chart, ProfileChart)
    assert any(row.previous is not None for row in chart.rows)
    assert "Before: the level that the round “2026” gave, as of 16 October 2026" in words_of(part(report, "profile"))


def test_the_profile_shows_no_round_that_was_indicative_later_or_of_another_administration() -> None:
    rapid = assessment_of(FOLDER.parent / "kestoria-2024-rapid")
    stranger = replace(example()[0], mission=replace(example()[0].mission, administration="Other Customs"))
    for now, before in ((example()[0], rapid), (example()[0], later()), (later(), stranger)):
        chart = figure(diagnostic_report(now, FACTS, before), "figure-profile").chart
        assert isinstance(chart, ProfileChart)
        assert [row.previous for row in chart.rows if row.previous is not None] == []


# Follow-up, and the files.


def test_reports_reviews_and_the_next_round_stand_in_the_order_of_their_days() -> None:
    rows = table(kestoria(), "table-follow-up").rows
    words = ["".join(run.text or "" for cell in row.cells for run in cell.runs).replace("\xa0", " ") for row in rows]
    assert words[0].startswith("1 January 2027The plan is adopted by this day at the latest")
    assert words[1].startswith("31 March 2027Review at the end of the wave “Quick wins”")
    assert words[2].startswith("15 April 2027Report on the quick wins with their evidencePlanning department")
    assert "9 October 2028Next round, under the same edition of the framework (2026.1)" in " ".join(words)


def test_where_nobody_follows_the_plan_up_the_report_says_so() -> None:
    words = words_of(part(with_account(Account()), "follow-up"))
    assert "Nobody is named yet who follows the plan up" in words
    assert "No date is set for the next round." in words


def test_what_the_team_says_of_the_follow_up_is_printed() -> None:
    follow_up = FollowUp(by="The board", reports=(Progress(on=date(2027, 5, 4)),), note="Twice a year.")
    words = words_of(part(with_account(Account(follow_up=follow_up)), "follow-up"))
    assert "Twice a year." in words
    assert "The plan is followed up by: The board." in words
    assert "4 May 2027 Report on the plan" in words


def test_every_file_that_was_read_stands_with_the_sum_that_others_find() -> None:
    rows = {row.cells[0].runs[0].text: row.cells[1].runs[0].text for row in table(kestoria(), "table-files").rows}
    assert {"mission.yaml", "metrics.csv", "logo.png", "responses/mission.yaml"} <= set(rows)
    assert {name: sha256_of(FOLDER / str(name)) for name in rows} == rows


def test_a_mission_that_was_never_a_folder_lists_no_files() -> None:
    report = told(assess(mission(), questionnaire()))
    assert not any(isinstance(block, Table) and block.id == "table-files" for block in blocks_of(report))
