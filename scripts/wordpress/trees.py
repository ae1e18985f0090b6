"""Where WordPress comes from: Debian's package, and a newer one from npm."""

import shutil
import subprocess
import zipfile
from pathlib import Path

from browsing import ROOT

DEBIAN = Path("/usr/share/wordpress")
LOCKED = ROOT / "tests" / "interop" / "wordpress"
FOLDER = ROOT / "var" / "interop" / "wordpress"
NEWER = "nightly"
THEME = "twentytwentyone"


def newer() -> Path:
    """Return the folder of the newer WordPress, which npm brings in two parts."""
    tree, package = FOLDER / NEWER, FOLDER / "node_modules" / "@wp-playground" / "wordpress-builds"
    FOLDER.mkdir(parents=True, exist_ok=True)
    for file in LOCKED.iterdir():
        shutil.copy(file, FOLDER)
    if not package.is_dir():
        command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        subprocess.run(command, cwd=FOLDER, check=True)
    shutil.rmtree(tree, ignore_errors=True)
    with zipfile.ZipFile(package / "src" / "wordpress" / f"wp-{NEWER}.zip") as archive:
        archive.extractall(tree)
    # What browsers load is not in the zip.
    shutil.copytree(package / "public" / f"wp-{NEWER}", tree, dirs_exist_ok=True)
    for file in ("wp-content/db.php", "wp-content/database", "wp-content/mu-plugins"):
        path = tree / file
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    return tree


def copied(tree: Path, folder: Path) -> None:
    """Copy a WordPress; Debian's is of links, and its Arabic texts serve the newer, too."""
    # A font of Debian's may be a link to a package that is not installed.
    shutil.copytree(tree, folder, ignore_dangling_symlinks=True)
    (folder / "wp-config.php").unlink(missing_ok=True)
    content = folder / "wp-content"
    for name in ("mu-plugins", "languages", "uploads/en", "uploads/ar"):
        (content / name).mkdir(parents=True, exist_ok=True)
    # The newer one brings a theme without its templates.
    theme = Path("themes") / THEME
    if not (content / theme / "index.php").is_file():
        shutil.copytree(DEBIAN / "wp-content" / theme, content / theme, dirs_exist_ok=True)
    for catalogue in (DEBIAN / "wp-content" / "languages").glob("*ar.mo"):
        shutil.copy(catalogue, content / "languages")
