"""A throw-away PostgreSQL of Debian's package, started once for the tests."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """Folder of the newest PostgreSQL's programs."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = sorted(versions, key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0)
    return found[-1].parent if found else None


def _other_user() -> str | None:
    """PostgreSQL does not run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


@contextmanager
def cluster() -> Iterator[str]:
    """Address of a running server; stopped and removed at the end."""
    programs, user = binaries(), _other_user()
    assert programs is not None
    # Not below pytest's folder: that one is closed to other users, and socket paths must be short.
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-", dir="/tmp"))
    folder.chmod(0o755)
    if user:
        shutil.chown(folder, user)

    def call(*command: str) -> None:
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

    data, log = str(folder / "data"), str(folder / "log")
    settings = f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off"
    try:
        call(str(programs / "initdb"), "-D", data, "-E", "UTF8", "--locale=C", "-A", "trust", "-U", "onrecord", "-N")
        call(str(programs / "pg_ctl"), "-D", data, "-w", "-l", log, "-o", settings, "start")
        try:
            yield f"postgresql://onrecord@/postgres?host={folder}"
        finally:
            call(str(programs / "pg_ctl"), "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
