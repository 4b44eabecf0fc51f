"""Open programmes and their stores, and bring rounds from mission folders; end with words when that cannot be done."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rmdiag.opening import PROGRAMME_FILE, stop_on_errors
from rmdiag.problems import Problems
from rmdiag.terminal import Exit, Stop, say, show_problems
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from collections.abc import Collection

    from rmdiag.assessment.mission import Mission
    from rmdiag.assessment.portfolio.model import Portfolio, Programme
    from rmdiag.assessment.portfolio.store import Store
    from rmdiag.assessment.portfolio.troubles import StoreError

STORE = "programme.sqlite"
VARIABLE = "RMDIAG_STORE"  # the address of the store, where no option gives one


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A programme that was read: `folder` is that of programme.yaml, from which on its rounds are named."""

    programme: Programme
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where a round of an administration is kept: an address, which may name a server but holds no password."""

    address: str
    programme: str
    member: str


def programme_at(path: Path) -> Opened:
    """Read a programme, given by its folder or its file; end with its problems shown where it has errors."""
    problems = Problems()
    opened = read_at(path, problems)
    stop_on_errors(problems)
    if opened is None:
        raise Stop(Exit.INVALID)
    if problems.warnings:
        show_problems(problems.warnings)
    return opened


def read_at(path: Path, problems: Problems) -> Opened | None:
    """Read a programme and note its problems; ends where there is no programme.yaml."""
    from rmdiag.assessment.portfolio.read_programme import read_programme
    from rmdiag.files import read_document
    from rmdiag.questionnaires.files import framework_ids

    file = path / PROGRAMME_FILE if path.is_dir() else path
    if not file.is_file():
        say(phrase("There is no {file}; `rmdiag programme new {folder}` begins a programme.", file=file, folder=path))
        raise Stop(Exit.USAGE)
    document = read_document(file, file.name, problems)
    if document is None:
        return None
    programme = read_programme(document, problems, _indicators, framework_ids())
    return None if programme is None else Opened(programme=programme, folder=file.parent)


@contextmanager
def store_of(opened: Opened, option: str | None, *, write: bool = False, by: str | None = None) -> Iterator[Store]:
    """Open the store of a programme: at the address of an option, of RMDIAG_STORE, or beside programme.yaml.

    Whatever goes wrong with it while it is open ends the command with words and an exit code, and without a password.
    """
    with _store_at(address_for(opened, option), write=write, by=by) as store:
        yield store


def address_for(opened: Opened, option: str | None) -> str:
    """Say where the store of a programme lies."""
    return option or os.environ.get(VARIABLE, "").strip() or str(opened.folder / STORE)


def refuse_unlike(kept: Kept, mission: Mission) -> None:
    """End where the store does not have a round as its folder is now: report and portfolio would tell two stories."""
    with _store_at(kept.address) as store:
        found = store.checksum(kept.programme, kept.member, mission.round)
    if found == mission.checksum:
        return
    values = {"member": kept.member, "round": mission.round}
    if found is None:
        say(phrase("The store has no round {round} of {member}; bring it in with `rmdiag programme add`.", **values))
    else:
        say(
            phrase(
                "The folder of round {round} of {member} changed since the round was kept; bring it in again with"
                " `rmdiag programme add`.",
                **values,
            )
        )
    raise Stop(Exit.CONFLICTS)


@contextmanager
def _store_at(address: str, *, write: bool = False, by: str | None = None) -> Iterator[Store]:
    from rmdiag.assessment.portfolio.address import NoAddressError
    from rmdiag.assessment.portfolio.kept import NotKeptError
    from rmdiag.assessment.portfolio.store import open_store
    from rmdiag.assessment.portfolio.troubles import StoreError
    from rmdiag.recording import user

    try:
        with open_store(address, by=by or user(), write=write) as store:
            yield store
    except NoAddressError as error:
        say(
            phrase(
                "`{words}` is no address of a store; write the path of a file, or postgresql://user@host/database.",
                words=error,
            )
        )
        raise Stop(Exit.USAGE) from None
    except NotKeptError:
        say(phrase("The store holds a round that this rmdiag cannot read; `rmdiag programme rebuild` mends it."))
        raise Stop(Exit.INVALID) from None
    except StoreError as error:
        say(error.words)
        raise Stop(_code(error)) from None


@contextmanager
def portfolio_of(path: Path, option: str | None) -> Iterator[Portfolio]:
    """Give a programme with all its rounds from its store, to be looked at while it is open."""
    opened = programme_at(path)
    with store_of(opened, option) as store:
        yield store.portfolio(opened.programme)


def _indicators(framework: str) -> Collection[str] | None:
    """Give the indicators of a framework that comes with rmdiag."""
    from rmdiag.questionnaires.files import framework_ids, load_questionnaire, shipped_at

    if framework not in framework_ids():
        return None
    questionnaire = load_questionnaire(shipped_at(framework), Problems())
    return None if questionnaire is None else questionnaire.framework.indicators


def _code(error: StoreError) -> Exit:
    from rmdiag.assessment.portfolio import troubles

    codes = {
        troubles.NoStoreError: Exit.USAGE,
        troubles.NotAStoreError: Exit.INVALID,
        troubles.NewerStoreError: Exit.INVALID,
        troubles.MissingDriverError: Exit.MISSING_PART,
    }
    return codes.get(type(error), Exit.DEVICE)
