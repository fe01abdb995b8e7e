"""House laws about files: what must never be committed, and what must stay in step."""

import json
import os
import re
import shutil
import subprocess
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Pieced together, so that this file does not hold what it forbids.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry." + "npmjs.org",
    "registry." + "yarnpkg.com",
    "deb." + "debian.org",
    "docker" + ".io",
    "ghcr" + ".io",
]
MACHINE_PATHS = ["/" + "root/", "/" + "work/", "/" + "home/", "/" + "tmp/fb"]
BINARY = {".png", ".jpg", ".woff2", ".ttf", ".pdf", ".xlsx", ".docx", ".ico", ".zip"}
VARIABLE_IN_SETTINGS = re.compile(
    r"""env\.\w+\(\s*"([A-Z_]+)"|os\.environ(?:\.get\(|\[)\s*"([A-Z_]+)\""""
)
VARIABLE_IN_EXAMPLE = re.compile(r"^#?([A-Z_]+)=", re.MULTILINE)
VARIABLE_IN_COMPOSE = re.compile(r"\$\{([A-Z_]+)")


def tracked():
    git = shutil.which("git")
    if not git or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(  # noqa: S603 - no argument comes from outside
        [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def texts():
    for path in tracked():
        if path.suffix not in BINARY:
            yield path, path.read_text(encoding="utf-8")


def test_no_file_names_a_registry_or_a_path_of_one_machine():
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path, text in texts()
        for word in REGISTRIES + MACHINE_PATHS
        if word in text
    ]
    assert not found


def test_the_npm_lock_has_a_hash_for_every_package_and_no_address():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert not [name for name, package in packages.items() if "integrity" not in package]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda p: p.name
)
def test_every_python_requirement_is_pinned_with_hashes(path):
    text = path.read_text()
    assert "http" not in text
    requirements = re.findall(r"^[a-z0-9].*(?:\n .*)*", text, re.MULTILINE)
    assert requirements
    assert not [each for each in requirements if "==" not in each or "--hash=sha256:" not in each]


def test_the_locks_have_every_dependency_that_the_project_names():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = [project["project"]["dependencies"], *project["dependency-groups"].values()]
    named = {re.split(r"[\[~=<>]", each)[0].lower() for group in groups for each in group}
    locks = "".join(path.read_text() for path in (ROOT / "requirements").glob("*.txt"))
    assert not named - set(re.findall(r"^([a-z0-9-]+)==", locks, re.MULTILINE))


def test_the_environment_example_lists_every_variable_and_no_other():
    read = set()
    for name in ["config/settings.py", "config/gunicorn.py"]:
        for match in VARIABLE_IN_SETTINGS.finditer((ROOT / name).read_text()):
            read.add(match[1] or match[2])
    read |= set(VARIABLE_IN_COMPOSE.findall((ROOT / "compose.yaml").read_text()))
    listed = VARIABLE_IN_EXAMPLE.findall((ROOT / ".env.example").read_text())
    assert len(listed) == len(set(listed))
    assert read == set(listed)


def test_every_variable_in_the_environment_example_is_explained():
    lines = (ROOT / ".env.example").read_text().splitlines()
    for before, line in pairwise(lines):
        if VARIABLE_IN_EXAMPLE.match(line):
            assert before.startswith("# "), line


def test_scripts_can_be_run_and_say_what_they_are_for():
    for path in [*(ROOT / "scripts").glob("*.sh"), ROOT / ".ci" / "run"]:
        lines = path.read_text().splitlines()
        assert os.access(path, os.X_OK), path
        assert lines[0].startswith("#!/"), path
        assert lines[1].startswith("# "), path


def test_make_help_explains_every_target_for_people():
    makefile = (ROOT / "Makefile").read_text()
    phony = set(" ".join(re.findall(r"^\.PHONY: (.+)", makefile, re.MULTILINE)).split())
    explained = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert explained == phony - {"test-setup", "catalogues", "var/assets.stamp"}


def test_each_test_that_the_list_of_features_names_is_there():
    named = re.findall(
        r"`(tests/[\w/]+\.py)(?:::(\w+))?`", (ROOT / "docs/funktioner.md").read_text()
    )
    assert len(named) >= 24
    wanting = [
        f"{path}::{name}"
        for path, name in named
        if not (ROOT / path).exists() or (name and f"def {name}(" not in (ROOT / path).read_text())
    ]
    assert not wanting
