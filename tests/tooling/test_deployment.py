"""A real installation refuses to start without its secrets, and what it is made of is pinned and watched."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
REQUIRED = {
    "SECRET_KEY": "a" * 60,
    "ALLOWED_HOSTS": "koers.example.nl",
    "DATABASE_URL": "postgres://koerswerk:word@db/koerswerk",
    "EMAIL_URL": "smtp://relay.example.nl:587?tls=1",
}
ONE_SHOT = {"migrate"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return parsed


def read_settings(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process that knows nothing but ``environment``."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import config.settings as s; print(s.SESSION_COOKIE_NAME, s.SECURE_HSTS_SECONDS > 0)",
        ],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "REDIS_URL": "redis://localhost/0", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", sorted(REQUIRED))
def test_a_missing_variable_stops_it_with_its_name(missing: str) -> None:
    run = read_settings({name: value for name, value in REQUIRED.items() if name != missing})
    assert run.returncode != 0
    assert f"The environment variable {missing} is missing" in run.stderr.splitlines()[-1]


def test_with_all_of_them_cookies_are_bound_to_the_host_and_https_is_kept() -> None:
    run = read_settings(REQUIRED)
    assert run.stdout.split() == ["__Host-kw_session", "True"], run.stderr


def test_every_image_names_its_version(compose: dict[str, Any]) -> None:
    images = {service["image"] for service in compose["services"].values()}
    assert all(re.search(r":\$?\{?[\w:-]*\d+\.\d+", image) for image in images), images


def test_every_base_image_of_the_container_names_its_version() -> None:
    bases = re.findall(r"^FROM (\S+)", (ROOT / "deploy" / "Containerfile").read_text(), re.MULTILINE)
    assert bases
    assert all(re.search(r":\d+\.\d+\.\d+", base) for base in bases), bases


def test_every_process_that_stays_is_watched_and_restarted(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        if name not in ONE_SHOT:
            assert service["healthcheck"]["test"], name
            assert service["restart"] == "unless-stopped", name


def test_no_secret_has_a_default(compose: dict[str, Any]) -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD", "EMAIL_URL", "SITE_HOST"):
        assert f"${{{name}:?" in text, name
        assert f"${{{name}:-" not in text, name


def test_only_the_proxy_is_open_to_the_world(compose: dict[str, Any]) -> None:
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["proxy"]
    assert compose["networks"]["inside"]["internal"] is True
    assert compose["services"]["db"]["networks"] == ["inside"]
    assert compose["services"]["redis"]["networks"] == ["inside"]


def test_our_processes_cannot_write_to_their_image_or_gain_rights(compose: dict[str, Any]) -> None:
    for name in ("migrate", "web", "live", "worker", "beat"):
        service = compose["services"][name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]


def test_the_guide_names_every_variable_of_the_compose_file() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    guide = (ROOT / "docs" / "operations.md").read_text()
    unexplained = set(re.findall(r"\$\{(\w+)", text)) - set(re.findall(r"\b[A-Z][A-Z_]+\b", guide))
    assert unexplained == set()
