"""Packs the package as the build left it into a wheel, with nothing but Python (3.11 or later)."""

import base64
import hashlib
import json
import zipfile
from pathlib import Path

import tomllib

HERE = Path(__file__).resolve().parent.parent
#: Equal packages are equal wheels, whenever they are made.
DATE = (1980, 1, 1, 0, 0, 0)


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Writes the wheel and returns its name, as pip asks a build backend to."""
    project = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["project"]
    generated = HERE / project["name"] / "_generated"
    if not (generated / "kernel.wasm").exists():
        raise SystemExit(
            "the package is not complete; run `npm run build && npm run build:python` first"
        )
    version = json.loads((generated / "documents.json").read_text("utf-8"))["version"]
    stem = f"{project['name']}-{version}"
    files = {
        path.relative_to(HERE).as_posix(): path.read_bytes() for path in _sources(project["name"])
    }
    info = f"{stem}.dist-info"
    files[f"{info}/licenses/LICENSE"] = (HERE.parent / "LICENSE").read_bytes()
    files[f"{info}/METADATA"] = _metadata(project, version).encode()
    files[f"{info}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: visualatom\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    record = [
        f"{name},sha256={_digest(content)},{len(content)}" for name, content in files.items()
    ]
    files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""]).encode()

    name = f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(Path(wheel_directory) / name, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            wheel.writestr(entry, content)
    return name


def _sources(package):
    kinds = {".py", ".typed", ".json", ".wasm"}
    return sorted(path for path in (HERE / package).rglob("*") if path.suffix in kinds)


def _digest(content):
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def _metadata(project, version):
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {project['name']}",
        f"Version: {version}",
        f"Summary: {project['description']}",
        f"License-Expression: {project['license']}",
        "License-File: LICENSE",
        f"Requires-Python: {project['requires-python']}",
        *(f"Requires-Dist: {requirement}" for requirement in project["dependencies"]),
        "Description-Content-Type: text/markdown",
    ]
    return "\n".join(lines) + "\n\n" + (HERE / project["readme"]).read_text("utf-8")
