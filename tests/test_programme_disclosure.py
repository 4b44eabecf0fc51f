"""What leaves a programme team says nothing of one administration: tables are attacked by trying all that could be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations, combinations_with_replacement, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from portfolios import INDICATORS, member, portfolio, portfolios, snapshot

from rmdiag.assessment.portfolio.disclosure import LEAST_BLOCK, Panel, band, panel_of
from rmdiag.assessment.portfolio.model import FEWEST, Audience, Disclosure, Member, Portfolio, Snapshot
from rmdiag.assessment.portfolio.releases import clashes, release_of, releases_from, releases_json
from rmdiag.screens.programme_questions import Asked
from rmdiag.screens.programme_sets import EVERY, tables_json, tables_of

DAY = date(2029, 1, 1)
OTHERS = [Audience.PROGRAMME, Audience.PUBLIC]


def published(of: Portfolio, audience: Audience) -> str:
    """Everything that an audience is given, in one text."""
    asked = Asked(portfolio=of, on=DAY, audience=audience)
    return json.dumps(tables_json(tables_of(EVERY, asked), asked))


def hidden(of: Portfolio, audience: Audience) -> list[Member]:
    return [one for one in of.programme.members if not audience.may_see(one.disclosure)]


def swapped(of: Portfolio, one: str, other: str) -> Portfolio:
    """Give each of two administrations what the other has done."""
    names = {one: other, other: one}
    rounds = {m: of.rounds[names.get(m, m)] for m in of.rounds}
    return replace(of, rounds=rounds, changes={m: of.changes[names.get(m, m)] for m in of.changes})


@pytest.mark.parametrize("of", range(60))
def test_a_band_holds_the_count_and_at_least_five_others_could_be_it(of: int) -> None:
    bands = {band(count, of) for count in range(of + 1)}
    assert all(low <= count <= high for count in range(of + 1) for low, high in [band(count, of)])
    assert all(high - low + 1 >= min(FEWEST, of + 1) for low, high in bands)
    assert sum(high - low + 1 for low, high in bands) == of + 1  # they part all that could be
    assert (len(bands) > 1) == (of >= LEAST_BLOCK)


@settings(max_examples=30)
@given(portfolios(fewest=10), st.data())
def test_no_table_tells_two_administrations_of_a_block_apart(of: Portfolio, data: st.DataObject) -> None:
    audience = data.draw(st.sampled_from(OTHERS))
    blocks = [block for block in panel_of(of, audience).blocks if len(block) > 1]
    assume(blocks)
    one, other, *_ = data.draw(st.permutations(sorted(data.draw(st.sampled_from(blocks)))))
    assert published(of, audience) == published(swapped(of, one, other), audience)


@settings(max_examples=60)
@given(portfolios(), st.sampled_from(OTHERS))
def test_who_may_not_be_seen_is_named_nowhere(of: Portfolio, audience: Audience) -> None:
    text = published(of, audience)
    assert [one.id for one in hidden(of, audience) if one.id in text or one.name in text] == []


@settings(max_examples=60)
@given(portfolios(fewest=1, most=12), st.sampled_from(OTHERS))
def test_nothing_is_counted_among_fewer_than_five(of: Portfolio, audience: Audience) -> None:
    panel = panel_of(of, audience)
    for size in range(FEWEST):
        for group in combinations(panel.members, size):
            assert panel.count(group, group) is None


@settings(max_examples=100)
@given(portfolios(fewest=9, most=14), st.data())
def test_nobody_finds_out_of_all_groups_together_whether_one_has_something(of: Portfolio, data: st.DataObject) -> None:
    """Try every answer that the hidden could have given; for each of them both must fit what was published."""
    audience = data.draw(st.sampled_from(OTHERS))
    panel = panel_of(of, audience)
    unknown = [m for m in panel.members if m not in panel.known]
    assume(0 < len(unknown) <= 11)
    yes = data.draw(st.sets(st.sampled_from(panel.members)))
    told = _told(of, panel, yes)
    known = yes & panel.known
    fitting = [set(had) for had in _subsets(unknown) if _told(of, panel, known | set(had)) == told]
    for one in unknown:
        assert {one in had for had in fitting} == {True, False}


def _told(of: Portfolio, panel: Panel, yes: Iterable[str]) -> list[object]:
    members = of.programme.members
    groups = [None, *({m.id for m in members if m.region == region} for region in ("coast", "inland"))]
    groups += [{m.id for m in members if language in m.languages} for language in ("en", "es", "fr")]
    return [panel.count(yes, group) for group in groups]


def _subsets(members: list[str]) -> Iterator[tuple[str, ...]]:
    return (had for size in range(len(members) + 1) for had in combinations(members, size))


@settings(max_examples=60)
@given(st.integers(0, 6), st.integers(0, 12), st.integers(9, 12), st.data())
def test_a_reader_in_the_programme_finds_out_nothing_from_what_the_public_gets(
    public: int, programme: int, private: int, data: st.DataObject
) -> None:
    """The programme knows more of the administrations in the public figures than the public does."""
    classes = [Disclosure.PUBLIC] * public + [Disclosure.PROGRAMME] * programme + [Disclosure.PRIVATE] * private
    members = [member(f"m{n:02}", disclosure=disclosure) for n, disclosure in enumerate(classes)]
    panel = panel_of(portfolio({one: [snapshot({"SEL-01": 1})] for one in members}), Audience.PUBLIC)
    names = [one.id for one in members]
    yes = data.draw(st.sets(st.sampled_from(names)))
    known, secret = set(names[: public + programme]), names[public + programme :]
    told = panel.count(yes)
    fitting = [n for n in range(private + 1) if panel.count((yes & known) | set(secret[:n])) == told]
    assert min(fitting) < private
    assert max(fitting) > 0


LEVELS = (1, 2, 3, 4, 5)


def test_no_level_is_found_by_trying_every_programme_of_nine_that_could_be() -> None:
    """Two known administrations and nine hidden: whatever the levels, another set of levels gives the same tables."""
    known = [member("a", "coast", ["en"], Disclosure.PUBLIC), member("b", "inland", ["fr"], Disclosure.PUBLIC)]
    secret = [member(f"x{n}", "coast" if n < 5 else "inland", ["en"] if n % 2 else ["fr"]) for n in range(9)]
    by_output: dict[str, list[tuple[int, ...]]] = {}
    for levels in combinations_with_replacement(LEVELS, len(secret)):
        rounds = {one: [_one_level(2)] for one in known}
        rounds |= {one: [_one_level(level)] for one, level in zip(secret, levels, strict=True)}
        by_output.setdefault(published(portfolio(rounds), Audience.PUBLIC), []).append(levels)
    assert len(by_output) == len(LEVELS)  # the tables do say something: where the middle of them lies
    # The tables do not tell who has which level, as another test shows; they would tell a level that all must have.
    found = [every for every in by_output.values() if len({level for levels in every for level in levels}) == 1]
    assert found == []


def _one_level(level: int, name: str = "2026") -> Snapshot:
    return snapshot(dict.fromkeys(INDICATORS, level), name)


def test_no_rise_is_found_by_trying_every_pair_of_rounds_that_could_be() -> None:
    secret = [member(f"x{n}") for n in range(9)]
    by_output: dict[str, list[tuple[object, ...]]] = {}
    for states in combinations_with_replacement(list(product((2, 3), repeat=2)), len(secret)):
        rounds = {
            one: [_one_level(old, "2026"), _one_level(new, "2028")]
            for one, (old, new) in zip(secret, states, strict=True)
        }
        by_output.setdefault(published(portfolio(rounds), Audience.PUBLIC), []).append(states)
    assert [every for every in by_output.values() if len({state for states in every for state in states}) == 1] == []


def pinned(sizes: tuple[int, int, int], which: int) -> bool:
    """Say whether two releases can tell that all or none have something: those gone, those new, or those in both.

    Every number that the three could have is tried, with the bands that both releases would give.
    """
    gone, new, both = sizes
    by_bands: dict[object, set[int]] = {}
    for counts in product(range(gone + 1), range(new + 1), range(both + 1)):
        told = band(counts[0] + counts[2], gone + both), band(counts[1] + counts[2], new + both)
        by_bands.setdefault(told, set()).add(counts[which])
    return bool(sizes[which]) and any(found in ({0}, {sizes[which]}) for found in by_bands.values())


ROUNDS_OLD, ROUNDS_NEW = [_one_level(2)], [_one_level(2), _one_level(3, "2028")]


def moved_on(number: int, with_new_round: int) -> Portfolio:
    secret = [member(f"x{n:02}") for n in range(number)]
    return portfolio({one: ROUNDS_NEW if n < with_new_round else ROUNDS_OLD for n, one in enumerate(secret)})


@pytest.mark.parametrize("number", [9, 10, 11, 12, 14, 16, 20])
def test_two_releases_that_are_let_out_cannot_be_subtracted(number: int) -> None:
    for changed in range(number + 1):
        before, after = (release_of(moved_on(number, n), Audience.PUBLIC, DAY) for n in (0, changed))
        if not clashes(after, [before]) and changed < number:
            assert not any(pinned((changed, changed, number - changed), which) for which in range(3))


@pytest.mark.parametrize("changed", [1, 2, 3, 4, 6, 11])
def test_a_release_after_so_many_new_rounds_is_refused(changed: int) -> None:
    before, after = (release_of(moved_on(20, n), Audience.PUBLIC, DAY) for n in (0, changed))
    (clash,) = clashes(after, [before])
    assert (clash.differ, clash.shown) == (changed, False)


@pytest.mark.parametrize(("second", "third", "never"), [(5, 5, 0), (5, 5, 5), (7, 5, 2), (8, 5, 3)])
def test_three_releases_in_a_row_tell_no_more(second: int, third: int, never: int) -> None:
    """Some have a new round before the second release, others before the third, some never; all numbers are tried."""
    sizes, by_bands = (second, second, third, third, never), dict[object, list[set[int]]]()
    every = second + third + never
    for counts in product(*(range(size + 1) for size in sizes)):
        old_second, new_second, old_third, new_third, same = counts
        releases = (old_second + old_third, new_second + old_third, new_second + new_third)
        fitting = by_bands.setdefault(tuple(band(n + same, every) for n in releases), [set() for _ in sizes])
        for found, count in zip(fitting, counts, strict=True):
            found.add(count)
    told = [zip(fitting, sizes, strict=True) for fitting in by_bands.values()]
    assert [found for pairs in told for found, size in pairs if size and found in ({0}, {size})] == []


def test_the_refusal_of_six_is_needed_because_two_bands_can_meet_in_one_number() -> None:
    assert pinned((6, 6, 14), 0)
    assert not pinned((5, 5, 15), 0)


@pytest.mark.parametrize("changed", [0, 5, 7, 10])
def test_a_release_after_none_or_enough_new_rounds_goes_out(changed: int) -> None:
    before, after = (release_of(moved_on(20, n), Audience.PUBLIC, DAY) for n in (0, changed))
    assert clashes(after, [before]) == ()


def test_one_administration_more_or_less_is_refused_too() -> None:
    before, more = (release_of(moved_on(n, 0), Audience.PUBLIC, DAY) for n in (12, 13))
    assert len(clashes(more, [before])) == 1
    assert len(clashes(before, [more])) == 1


@settings(max_examples=60)
@given(st.integers(0, 8), st.integers(0, 8), st.integers(1, 10))
def test_those_who_join_and_leave_cannot_be_subtracted_either(gone: int, new: int, both: int) -> None:
    names = [f"x{n:02}" for n in range(gone + new + both)]
    old, now = names[: gone + both], names[gone:]
    releases = [
        release_of(portfolio({member(n): ROUNDS_OLD for n in every}), Audience.PUBLIC, DAY) for every in (old, now)
    ]
    assume(min(len(old), len(now)) >= LEAST_BLOCK)
    if not clashes(releases[1], [releases[0]]):
        assert not any(pinned((gone, new, both), which) for which in range(3))


def test_administrations_shown_one_by_one_before_cannot_hide_in_a_block_now() -> None:
    def of(shown: int) -> Portfolio:
        public, private = Disclosure.PUBLIC, Disclosure.PRIVATE
        members = [member(f"x{n:02}", disclosure=public if n < shown else private) for n in range(14)]
        return portfolio(dict.fromkeys(members, ROUNDS_OLD))

    before, now = release_of(of(5), Audience.PUBLIC, DAY), release_of(of(0), Audience.PUBLIC, DAY)
    assert any(clash.shown for clash in clashes(now, [before]))
    assert any(clash.shown for clash in clashes(before, [now]))


def test_a_release_for_the_programme_is_held_against_one_for_the_public() -> None:
    before = release_of(moved_on(20, 0), Audience.PROGRAMME, DAY)
    assert len(clashes(release_of(moved_on(20, 1), Audience.PUBLIC, DAY), [before])) == 1


@settings(max_examples=30)
@given(portfolios(), st.sampled_from(Audience))
def test_releases_go_through_json_without_a_loss(of: Portfolio, audience: Audience) -> None:
    release = release_of(of, audience, DAY)
    assert releases_from(json.loads(json.dumps(releases_json([release])))) == (release,)


@pytest.mark.parametrize("plain", [None, [], {}, {"format": "rmdiag programme releases 1", "releases": [3]}])
def test_what_is_no_list_of_releases_is_refused(plain: object) -> None:
    with pytest.raises(ValueError, match=r"releases|Audience"):
        releases_from(plain)


@settings(max_examples=60)
@given(portfolios())
def test_sums_for_others_come_from_five_or_more_that_are_seen_anyway(of: Portfolio) -> None:
    for audience in OTHERS:
        seen: Mapping[str, bool] = {m.id: audience.may_see(m.disclosure) for m in of.programme.members}
        asked = Asked(portfolio=of, on=DAY, audience=audience)
        for row in EVERY["donors"](asked).rows:
            assert isinstance(row[2], int)
            assert FEWEST <= row[2] <= sum(seen.values())
