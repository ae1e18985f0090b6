"""Pictures and files of the old sites: each picture is another one, as cameras make them."""

from pathlib import Path

from PIL import Image, ImageDraw

from rehearsal.posts import FIRST_PICTURE, file_of

SIZE, LARGE = (900, 600), (2800, 1900)  # WordPress scales the large ones down itself
PDF, SOUND, FILM = "report.pdf", "song.mp3", "film.mp4"
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
)


def make_files(lang: str, folder: Path, count: int) -> list[dict[str, object]]:
    """Make the pictures and files of a site; return their numbers and paths."""
    folder.mkdir(parents=True)
    made: list[dict[str, object]] = []
    for number in range(FIRST_PICTURE, FIRST_PICTURE + count):
        path = folder / f"{file_of(lang, number)}.jpg"
        _draw(number, LARGE if number == FIRST_PICTURE + 1 else SIZE, path)
        made.append({"number": number, "file": str(path), "alt": f"{path.stem} ✓"[number % 2 :]})
    contents = {PDF: _PDF, SOUND: b"ID3\x03\x00" + bytes(500), FILM: bytes(4) + b"ftypisom" * 60}
    for number, (name, content) in enumerate(contents.items(), FIRST_PICTURE + count):
        (folder / name).write_bytes(content)
        made.append({"number": number, "file": str(folder / name), "alt": ""})
    return made


def _draw(number: int, size: tuple[int, int], path: Path) -> None:
    width, height = size
    picture = Image.new("RGB", size, (number * 37 % 256, number * 91 % 256, 140))
    draw = ImageDraw.Draw(picture)
    for step in range(12):
        left, top = (number * 53 + step * 71) % width, (number * 29 + step * 97) % height
        colour = (step * 20, 255 - step * 20, number * 11 % 256)
        draw.ellipse((left, top, left + width // 6, top + width // 6), fill=colour)
    picture.save(path, quality=80)
