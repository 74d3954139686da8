from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.errors import TooLarge, Unreadable
from ingest.intake.files import opened, read_within, size_of
from ingest.intake.ignored import Reason
from ingest.intake.walk import walk
from ingest.limits import Limits


def walked(*paths: Path | str) -> tuple[list[str], dict[str, Reason]]:
    told: dict[str, Reason] = {}
    found = [item.path for item in walk(map(str, paths), lambda path, _, reason: told.update({path: reason}))]
    return found, told


def test_folders_in_name_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.txt", "b/a/0.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found, _ = walked(tmp_path)
    assert [os.path.relpath(path, tmp_path) for path in found] == ["a.txt", "b/1.txt", "b/2.txt", "b/a/0.txt", "c.txt"]


def test_paths_are_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert walked("in", "in/", "./in/a.txt")[0] == ["in/a.txt", "in/a.txt", "./in/a.txt"]


def test_what_is_no_file_is_passed_over_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to("a.txt")
    (tmp_path / "up").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    for name in ("~$a.docx", ".~lock.a.odt#", ".DS_Store", "Thumbs.db", "desktop.ini", "._a.docx"):
        (tmp_path / name).write_text("x")
    found, told = walked(tmp_path)
    assert [Path(path).name for path in found] == ["a.txt"]
    assert {Path(path).name: reason for path, reason in told.items()} == {
        "link.txt": Reason.LINK,
        "up": Reason.LINK,
        "pipe": Reason.SPECIAL_FILE,
        "~$a.docx": Reason.LOCK_FILE,
        ".~lock.a.odt#": Reason.LOCK_FILE,
        ".DS_Store": Reason.SYSTEM_FILE,
        "Thumbs.db": Reason.SYSTEM_FILE,
        "desktop.ini": Reason.SYSTEM_FILE,
        "._a.docx": Reason.SYSTEM_FILE,
    }


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to("a.txt")
    assert walked(tmp_path / "link.txt")[0] == [str(tmp_path / "link.txt")]


def test_a_maildir_gives_its_messages(tmp_path: Path) -> None:
    for name in ("cur/1:2,S", "new/2", "tmp/3", "dovecot.index", "maildirfolder", ".Sent/cur/4", "a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    for name in (".Sent/new", ".Sent/tmp"):
        (tmp_path / name).mkdir()
    found, told = walked(tmp_path)
    assert [os.path.relpath(path, tmp_path) for path in found] == [".Sent/cur/4", "a.txt", "cur/1:2,S", "new/2"]
    assert told[str(tmp_path / "tmp")] is Reason.MAILBOX_INDEX


def test_folders_are_listed_in_their_turn(tmp_path: Path) -> None:
    for name in ("a/1.txt", "b/2.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("x")
    way = walk([str(tmp_path)], lambda *_: None)
    next(way)
    (tmp_path / "b/3.txt").write_text("x")  # not yet listed
    assert [Path(item.path).name for item in way] == ["2.txt", "3.txt"]


@pytest.mark.parametrize(
    ("path", "reason"), [("nowhere", "not_found"), ("/dev/zero", "special"), ("a\0b", "not_found")]
)
def test_paths_that_no_file_can_be_had_from(path: str, reason: str) -> None:
    [found] = walk([path], lambda *_: None)
    assert found.problem is not None and found.problem.reason == reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_listed(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    [found] = walk([str(tmp_path)], lambda *_: None)
    assert found.problem is not None and found.problem.reason == "permission"


def test_a_file_over_its_limit_is_not_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge"
    with huge.open("wb") as file:
        file.truncate(1 << 40)  # a hole: no space taken
    with opened(str(huge)) as file, pytest.raises(TooLarge, match="file_bytes"):
        read_within(file, Limits(), size_of(file))


def test_a_link_put_in_a_files_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("/etc/passwd")
    with pytest.raises(Unreadable), opened(str(tmp_path / "a.txt"), walked=True):
        pass


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable, match="special"), opened(str(tmp_path / "pipe")):
        pass


def test_what_goes_while_a_folder_is_read_is_left_to_its_reading(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(name)
    found = walk([str(tmp_path)], lambda *told: None)
    assert Path(next(found).path).name == "a.txt"
    (tmp_path / "b.txt").unlink()
    assert [Path(item.path).name for item in found] == ["b.txt", "c.txt"]
