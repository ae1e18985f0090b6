"""Fields, formulas and actions that compute a name, fetch something or start something."""

import re
from typing import Any

from core.media.cleaning import Refused
from core.media.documents import trees
from core.media.documents.addresses import is_plain_link

# Fields of Word that only show what is in the document itself.
_FIELDS = {
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "TOC",
    "TC", "TOA", "TA", "XE", "INDEX", "SEQ", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT",
    "HYPERLINK", "DATE", "TIME", "EQ", "SYMBOL", "FORMTEXT", "FORMCHECKBOX",
    "FORMDROPDOWN",
    "BIDIOUTLINE", "ADVANCE", "CITATION", "BIBLIOGRAPHY", "GOTOBUTTON", "SET", "ASK", "FILLIN",
    "NUMWORDS", "NUMCHARS", "=", "IF", "COMPARE",
}  # fmt: skip
_NAMING = {
    "AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS", "FILENAME", "TEMPLATE",
    "DOCPROPERTY", "DOCVARIABLE", "INFO", "COMMENTS", "KEYWORDS", "SUBJECT", "TITLE", "CREATEDATE",
    "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM", "FILESIZE",
}  # fmt: skip
_TARGET = re.compile(r'HYPERLINK\s+"([^"]*)"', re.IGNORECASE)
_FORMULAS = {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula"}
# Functions of sheets that fetch, start, or show where the file is on somebody's computer.
_FUNCTIONS = re.compile(
    r"\b(WEBSERVICE|FILTERXML|IMPORTXML|IMPORTDATA|RTD|CALL|REGISTER(\.ID)?|EXEC|DDE|DDEAUTO|INFO|"
    r"CELL|EVALUATE|RUN|FOPEN|FWRITE|ECHO|ALERT|HALT|CUBE\w*|SQL\.REQUEST|IMAGE|PY)\s*\(",
    re.IGNORECASE,
)
_OTHER_PROGRAM = re.compile(r"\|[^!\"]*!")  # =program|'file'!place
_OTHER_FILE = re.compile(r"\[[^\]]*\.(xl\w+|ods|csv)\]|https?://|file:", re.IGNORECASE)
_MACRO_NAMES = {"xlm", "function", "vbProcedure"}
_TEXT = re.compile(r'"([^"]*)"')
_SCHEME = re.compile(r"\s*(\w+:|\\\\)")
_QUIET_ACTIONS = re.compile(
    r"(ppaction://(hlinkshowjump(\?jump=\w+)?|hlinksldjump|customshow\?.*|noaction))?",
    re.IGNORECASE,
)


def refuse_active(root: Any) -> None:
    """Raise Refused for what a part would do when it is opened, printed or clicked."""
    instructions: list[str] = []
    for element in trees.elements(root):
        name = trees.local(element.tag)
        if name in {"instrText", "delInstrText"}:
            instructions.append(element.text or "")
        elif name == "fldChar":
            instructions.append("\n")
        elif name == "fldSimple":
            instructions.append("\n" + _attribute(element, "instr") + "\n")
        elif name in _FORMULAS:
            _check_formula(element)
        _check_attributes(element, name)
    for field in "".join(instructions).split("\n"):
        _check_field(field.strip())


def _check_field(field: str) -> None:
    if not field:
        return
    kind = "=" if field.startswith("=") else re.split(r"[\s\\\"]", field, maxsplit=1)[0].upper()
    if kind in _NAMING:
        raise Refused("naming_field", field=kind)
    if kind not in _FIELDS:
        raise Refused("external")
    if kind == "HYPERLINK":
        found = _TARGET.search(field)
        if found and found[1] and not is_plain_link(found[1]):
            raise Refused("external")


def _check_formula(element: Any) -> None:
    if any(element.get(name) in {"1", "true"} for name in _MACRO_NAMES):
        raise Refused("macros")
    written = "".join(element.itertext())
    if any(_SCHEME.match(text) and not is_plain_link(text) for text in _TEXT.findall(written)):
        raise Refused("external")
    formula = _TEXT.sub('""', written)
    is_active = _FUNCTIONS.search(formula) or _OTHER_PROGRAM.search(formula)
    if is_active or _OTHER_FILE.search(formula):
        raise Refused("formula")


def _check_attributes(element: Any, name: str) -> None:
    action = element.get("action")
    is_link = name in {"hlinkClick", "hlinkHover", "hlinkMouseOver"}
    if is_link and action is not None and not _QUIET_ACTIONS.fullmatch(action):
        raise Refused("action")
    if element.get("macro"):
        raise Refused("macros")
    if ":" in _attribute(element, "src"):
        raise Refused("external")
    address = _attribute(element, "href")
    if ":" in address and not is_plain_link(address):
        raise Refused("external")


def _attribute(element: Any, name: str) -> str:
    for key, value in element.attrib.items():
        if trees.local(key) == name:
            return str(value)
    return ""
