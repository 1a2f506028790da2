"""PostgreSQL and Redis for the tests: those that are there, or private ones below var/test.

    services.py start     prints `export DATABASE_URL=…` and `export REDIS_URL=…` for a shell
    services.py stop      stops the private ones

DATABASE_URL and REDIS_URL decide where they are set; then the usual ports are tried; then Debian's packages are
installed where that may be done, and servers of our own started on free ports. PostgreSQL refuses to run as root, so
it gets another user, and a folder that this user can reach.
"""

import argparse
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import redis

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "var" / "test"
STARTED = HOME / "services.json"
USUAL_DATABASES = (
    "postgres://postgres@127.0.0.1:5432/postgres",
    "postgres:///postgres?host=/var/run/postgresql",
)
USUAL_REDIS = "redis://127.0.0.1:6379/0"


def database_fault(url: str) -> str:
    """Why tests cannot make databases at ``url``; empty where they can."""
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error as error:
        return str(error).strip()
    return "" if row and row[0] else "this user may not create databases"


def redis_fault(url: str) -> str:
    """Why ``url`` does not serve; empty where it does."""
    try:
        redis.Redis.from_url(url, socket_connect_timeout=3).ping()
    except redis.RedisError as error:
        return str(error)
    return ""


def install(package: str) -> None:
    """Install a Debian package. Exits with a sentence where that may not be done."""
    if os.getuid() != 0 or not shutil.which("apt-get"):
        raise SystemExit(f"✗ The tests need a server. On Debian: sudo apt-get install {package}")
    print(f"→ Debian: {package}", file=sys.stderr)
    with (ROOT / "var" / "apt.log").open("ab") as log:
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
            subprocess.run(
                ["apt-get", *command],
                check=command[0] == "install",
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )


def find_program(name: str, package: str) -> Path:
    """Where program ``name`` is, after installing ``package`` if need be."""
    for attempt in range(2):
        found = [Path(path) for path in [shutil.which(name)] if path]
        found += sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
        # Debian's wrappers on the path refuse what the real programs do.
        for path in sorted(found, key=lambda path: "postgresql" not in str(path)):
            return path
        if attempt == 0:
            install(package)
    raise SystemExit(f"✗ {name} is missing although {package} is installed.")


def free_port() -> int:
    """A port that nobody listens on, below the range that outgoing connections take."""
    for port in range(23000, 30000):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise SystemExit("✗ No free port between 23000 and 30000.")


def wait_for(fault: Callable[[], str], process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait up to 20 seconds until ``fault`` is silent. Exits with the end of ``log`` where it is not."""
    for _attempt in range(200):
        if not fault():
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit(f"✗ A private server did not start:\n{log.read_text()[-2000:]}")


def remember(name: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    """Note a started server so that ``stop`` finds it."""
    started = json.loads(STARTED.read_text()) if STARTED.exists() else {}
    started[name] = {"pid": process.pid, "folder": str(folder)}
    STARTED.write_text(json.dumps(started))


def start_database() -> str:
    """Start a private PostgreSQL and return its URL. It forgets everything at a crash, which makes it fast."""
    initdb = find_program("initdb", "postgresql")
    folder = HOME / f"postgres-{os.getpid()}"
    account = None
    if os.getuid() == 0:
        names = {entry.pw_name for entry in pwd.getpwall()}
        account = "postgres" if "postgres" in names else "nobody"
        folder = Path("/var/tmp") / f"koerswerk-postgres-{os.getpid()}"  # noqa: S108 the account may not reach var/
    folder.mkdir(parents=True, mode=0o700)
    if account:
        shutil.chown(folder, account)
    data, log = folder / "data", folder / "log"
    subprocess.run(
        [
            str(initdb),
            "-D",
            str(data),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        ],
        check=True,
        cwd=folder,
        user=account,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    port = free_port()
    settings = {
        "port": port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "max_connections": 200,
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    log.touch()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(initdb.with_name("postgres")), "-D", str(data), *options],
            cwd=folder,
            user=account,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    remember("postgres", process, folder)
    url = f"postgres://postgres@127.0.0.1:{port}/postgres"
    wait_for(lambda: database_fault(url), process, log)
    return url


def start_redis() -> str:
    """Start a private Redis and return its URL. It keeps nothing on disk."""
    server = find_program("redis-server", "redis-server")
    folder = HOME / f"redis-{os.getpid()}"
    folder.mkdir(parents=True)
    port, log = free_port(), folder / "log"
    log.touch()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                str(server),
                "--port",
                str(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                str(folder),
            ],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    remember("redis", process, folder)
    url = f"redis://127.0.0.1:{port}/0"
    wait_for(lambda: redis_fault(url), process, log)
    return url


def start() -> None:
    """Print where both are."""
    HOME.mkdir(parents=True, exist_ok=True)
    stop()
    database = os.environ.get("DATABASE_URL", "")
    if database and (fault := database_fault(database)):
        raise SystemExit(f"✗ DATABASE_URL is set, but: {fault}")
    database = (
        database or next((url for url in USUAL_DATABASES if not database_fault(url)), "") or start_database()
    )
    queue = os.environ.get("REDIS_URL", "")
    if queue and (fault := redis_fault(queue)):
        raise SystemExit(f"✗ REDIS_URL is set, but: {fault}")
    queue = queue or (USUAL_REDIS if not redis_fault(USUAL_REDIS) else start_redis())
    print(f"export DATABASE_URL='{database}'\nexport REDIS_URL='{queue}'")


def stop() -> None:
    """Stop what ``start`` started, and forget its data."""
    if not STARTED.exists():
        return
    for name, server in json.loads(STARTED.read_text()).items():
        # SIGINT is PostgreSQL's fast shutdown; Redis takes it as well.
        try:
            os.kill(server["pid"], signal.SIGINT)
            for _attempt in range(100):
                os.kill(server["pid"], 0)
                time.sleep(0.05)
            print(f"✗ The private {name} does not stop (process {server['pid']}).", file=sys.stderr)
        except ProcessLookupError:
            shutil.rmtree(server["folder"], ignore_errors=True)
    STARTED.unlink()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("command", choices=["start", "stop"])
    {"start": start, "stop": stop}[parser.parse_args().command]()
