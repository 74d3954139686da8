"""The Python API: what the commands do, as functions with typed results."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.options import Options
from schema.form import Form, find_form, shipped_forms
from schema.result import Result

if TYPE_CHECKING:
    from pandas import DataFrame

    from ingest.bank.batch import Summary

AnyPath = str | os.PathLike[str]


def extract(
    *paths: AnyPath,
    form: str | Form | None = None,
    language: str = "es",
    limits: Limits = DEFAULT_LIMITS,
    jobs: int | None = None,
) -> list[Result]:
    """The sheets in files, folders, mails, mailboxes and archives, in the order of the paths.

    `form` is the id of a form that ships, the path of a form file, or a `Form`; None looks for all that
    ship. A file that can't be read gives a result whose status is ``rejected``, never an exception;
    `schema.form.FormError` is raised where there is no such form.

    >>> [result] = extract("samples/inbox/trenque-lauquen.txt")
    >>> result.record.fecha, result.evidence["fecha"].text
    ('2020-04-24', '24 de abril de 2020')
    >>> [(issue.code.value, issue.field) for issue in result.issues]
    []
    """
    from ingest.run import run

    return list(run([os.fspath(path) for path in paths], _options(form, language, limits, jobs)))


def ingest(
    *paths: AnyPath,
    output: AnyPath = "output",
    form: str | Form | None = None,
    language: str = "es",
    limits: Limits = DEFAULT_LIMITS,
    jobs: int | None = None,
) -> Summary:
    """Read sheets into the bank in the folder `output`, as ``planilla ingest`` does.

    Raises `ingest.bank.BankError` where the bank can't be opened or written.
    """
    from ingest.bank import ingest_paths

    options = _options(form, language, limits, jobs)
    return ingest_paths([os.fspath(path) for path in paths], Path(output), options)


def to_frame(results: Iterable[Result]) -> DataFrame:
    """A pandas table of results: a row a sheet, a column a key of the record, with fitting dtypes.

    >>> frame = to_frame(extract("samples/inbox/trenque-lauquen.txt"))
    >>> frame.loc[0, "localidad"], frame.loc[0, "status"]
    ('Trenque Lauquen', 'complete')
    """
    from ingest.bank.frame import to_frame as make_frame

    return make_frame(results)


def _options(form: str | Form | None, language: str, limits: Limits, jobs: int | None) -> Options:
    if form is None:
        return Options(tuple(shipped_forms().values()), language, limits, jobs)
    return Options((form if isinstance(form, Form) else find_form(form),), language, limits, jobs)
