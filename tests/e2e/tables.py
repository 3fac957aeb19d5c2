#!/usr/bin/python3
"""Tables read by ecocrime and by Python: the same cells.

    tables.py TABLE-DUMP

Separated text against the csv module and Python's codecs on random tables;
workbooks, ODS files and dBase tables written here byte by byte.
"""
import codecs
import csv
import io
import json
import pathlib
import random
import struct
import subprocess
import sys
import tempfile
import zipfile

LETTERS = {
    "utf-8": "aZ 0,;.\t|'\"\n\r\né€ø漢😀",
    "utf-8-sig": "aZ 0,;.é€\"\n",
    "utf-16": "aZ 0,;.é€漢😀\"\n",
    "cp1252": "aZ 0,;.é€œ\"\n",
    "iso8859-1": "aZ 0,;.éãç\"\n",
}
failures = 0


def check(good, *what):
    global failures
    if not good:
        failures += 1
        print(*what, file=sys.stderr)


READER = subprocess.Popen([sys.argv[1], "-"], text=True, encoding="utf-8",
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def dump(path, *options):
    """Head and rows of what the reader prints."""
    print(path, *options, sep="\x1f", file=READER.stdin, flush=True)
    lines = []
    for line in READER.stdout:
        lines.append(json.loads(line))
        if "error" in lines[-1]:
            return {"about": lines[-1]["error"], "columns": []}, []
        if "rows" in lines[-1]:
            break
    return lines[0], lines[1:-1]


def random_table(rng, letters):
    columns = rng.randint(2, 6)
    rows = []
    for i in range(rng.randint(2, 40)):
        row = [str(i)]
        for _ in range(columns - 1):
            row.append("".join(rng.choices(letters, k=rng.randint(0, 9))))
        rows.append(row)
    return [f"name {c}é" for c in "abcdef"[:columns]], rows


def text_as_csv_module(folder):
    for seed in range(200):
        rng = random.Random(seed)
        encoding = rng.choice(list(LETTERS))
        separator = rng.choice(",;\t|")
        names, rows = random_table(rng, LETTERS[encoding])
        text = io.StringIO(newline="")
        # only what is in the line end is quoted for its sake
        end = rng.choice(["\n", "\r\n", "\r"])
        quoting = csv.QUOTE_ALL if len(end) == 1 else csv.QUOTE_MINIMAL
        writer = csv.writer(text, delimiter=separator, lineterminator=end,
                            quoting=quoting)
        writer.writerows([names, *rows])
        path = folder / "t.csv"
        path.write_bytes(text.getvalue().encode(encoding))
        again = list(csv.reader(io.StringIO(text.getvalue(), newline=""),
                                delimiter=separator))
        said = ("encoding", encoding) if encoding in ("cp1252", "iso8859-1") else ()
        head, got = dump(path, "separator", separator, *said)
        check(head["columns"] == names, "seed", seed, encoding, head)
        cells = [r["cells"] for r in got]
        check(cells == again[1:], "seed", seed, encoding, len(got), len(rows),
              next((pair for pair in zip(cells, again[1:])
                    if pair[0] != pair[1]), ""))
        check(not any(r["fault"] for r in got), "seed", seed,
              [r["fault"] for r in got if r["fault"]][:1])


def encodings_are_found(folder):
    rows = [["id", "lugar"]] + [[str(i), "Calçoene, São Félix"]
                               for i in range(30)]
    text = "\n".join(";".join(row) for row in rows) + "\n"
    for encoding, name in [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"),
                           ("utf-16-le", "UTF-16LE"), ("utf-16-be", "UTF-16BE"),
                           ("latin-1", "ISO-8859-1"), ("cp1252", "CP1252")]:
        path = folder / "t.csv"
        sample = text.replace("Félix", "“Félix”") if encoding == "cp1252" else text
        path.write_bytes(sample.encode(encoding))
        head, got = dump(path)
        want = [line.split(";") for line in sample.splitlines()]
        check(head["about"].startswith(f"text; {name}"), encoding, head)
        check([r["cells"] for r in got] == want[1:], encoding)


def every_byte_of(encoding, folder):
    """All letters of a one-byte encoding, against Python's codec."""
    letters = bytes(b for b in range(0x80, 0x100)
                    if codecs.decode(bytes([b]), encoding, "ignore"))
    path = folder / "t.csv"
    path.write_bytes(b"id;x\n1;" + letters + b"\n")
    _, got = dump(path, "encoding", encoding)
    check(got[0]["cells"][1] == letters.decode(encoding), encoding, got)


SHEET = """<?xml version="1.0"?><worksheet xmlns=
"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
%s</sheetData></worksheet>"""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def workbook(path, sheets, attributes=""):
    """A cell is text, a number, or ("d", number): a number shown as a date."""
    def cell(value, place):
        if isinstance(value, str):
            return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
        if isinstance(value, tuple):
            return f'<c r="{place}" s="1"><v>{value[1]}</v></c>'
        return f'<c r="{place}"><v>{value!r}</v></c>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        z.writestr("[Content_Types].xml", f"""<?xml version="1.0"?><Types xmlns=
"{PACKAGE}/content-types"><Default Extension="rels" ContentType=
"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName=
"/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/><Override PartName=
"/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>""")
        z.writestr("_rels/.rels", f"""<?xml version="1.0"?><Relationships xmlns=
"{PACKAGE}/relationships"><Relationship Id="rId1" Type=
"{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>""")
        z.writestr("xl/workbook.xml", f"""<?xml version="1.0"?><workbook xmlns=
"{MAIN}" xmlns:r="{RELATIONS}"><workbookPr {attributes}/><sheets>""" + "".join(
            f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>'
            for i, name in enumerate(sheets, 1)) + "</sheets></workbook>")
        z.writestr("xl/_rels/workbook.xml.rels", f"""<?xml version="1.0"?>
<Relationships xmlns="{PACKAGE}/relationships">""" + "".join(
            f'<Relationship Id="rId{i}" Type="{RELATIONS}/worksheet" '
            f'Target="worksheets/sheet{i}.xml"/>'
            for i in range(1, len(sheets) + 1)) + f"""<Relationship Id="rId99"
Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>""")
        z.writestr("xl/styles.xml", f"""<?xml version="1.0"?><styleSheet xmlns=
"{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>
</styleSheet>""")
        for i, rows in enumerate(sheets.values(), 1):
            z.writestr(f"xl/worksheets/sheet{i}.xml", SHEET % "".join(
                f'<row r="{r}">' + "".join(
                    cell(v, f"{chr(65 + c)}{r}") for c, v in enumerate(row)
                    if v is not None) + "</row>"
                for r, row in rows.items()))


def workbooks(folder):
    path = folder / "t.xlsx"
    rows = {1: ["Ocorrências"], 3: ["id", "data", "valor", "lugar"],
            4: [1, ("d", 44270), 0.1, "Calçoene"],
            6: ["007", ("d", 44271), 0.30000000000000004, None]}
    workbook(path, {"dados": rows, "vazia": {}})
    head, got = dump(path)
    check(head["columns"] == ["id", "data", "valor", "lugar"], head)
    check("header in line 3, 1 row above" in head["about"], head)
    check([(r["line"], r["cells"]) for r in got] == [
        (4, ["1", "2021/03/15", "0.1", "Calçoene"]),
        (6, ["007", "2021/03/16", "0.30000000000000004", None])], got)
    workbook(path, {"a": rows, "b": rows})
    head, _ = dump(path)
    check("has 2 layers, name one: a (" in head["about"], head)
    head, got = dump(path, "layer", "b")
    check(len(got) == 2, got)
    workbook(path, {"a": rows}, 'date1904="1"')
    head, _ = dump(path)
    check("counts its days from 1904" in head["about"], head)
    # a bomb: a thousand to one, beyond what is let through
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as z:
        z.writestr("xl/sharedStrings.xml", b" " * (80 << 20))
    head, _ = dump(path)
    check("would unpack to" in head["about"], head)


def open_document(folder):
    path = folder / "t.ods"
    name = "urn:oasis:names:tc:opendocument:xmlns:"

    def cell(kind, value, attribute="value"):
        return (f'<table:table-cell office:value-type="{kind}" '
                f'office:{attribute}="{value}"><text:p>{value}</text:p>'
                '</table:table-cell>')

    def text(value):
        return ('<table:table-cell office:value-type="string"><text:p>'
                f'{value}</text:p></table:table-cell>')

    rows = [[text("id"), text("data"), text("lugar")],
            [cell("float", 1.5), cell("date", "2021-03-15", "date-value"),
             text("Calçoene")]]
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        z.writestr("content.xml", f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{name}office:1.0" xmlns:table=
"{name}table:1.0" xmlns:text="{name}text:1.0" office:version="1.2"><office:body>
<office:spreadsheet><table:table table:name="folha">""" + "".join(
            "<table:table-row>" + "".join(row) + "</table:table-row>"
            for row in rows) + """</table:table></office:spreadsheet>
</office:body></office:document-content>""")
    head, got = dump(path)
    check(head["columns"] == ["id", "data", "lugar"], head)
    check([r["cells"] for r in got] == [["1.5", "2021-03-15", "Calçoene"]] or
          [r["cells"] for r in got] == [["1.5", "2021/03/15", "Calçoene"]], got)


def dbase(path, texts, language=0):
    """One field of 30 bytes, padded with zero bytes as some programs do."""
    head = struct.pack("<4BIHH16xBB2x", 3, 121, 3, 15, len(texts), 65, 31, 0,
                       language)
    field = struct.pack("<11sc4xBB14x", b"nome", b"C", 30, 0)
    path.write_bytes(head + field + b"\r" + b"".join(
        b" " + t.ljust(30, b"\0") for t in texts) + b"\x1a")


def dbase_encodings(folder):
    path, cpg = folder / "t.dbf", folder / "t.cpg"
    name = "Waiãpi “Tiriyó”"
    for encoding, said, language, want in [
            ("utf-8", None, 0, "UTF-8 by its bytes, there is no .cpg"),
            ("cp1252", None, 0, "CP1252 by its bytes, there is no .cpg"),
            ("cp1252", "1252", 0, None), ("utf-8", "UTF-8", 0, "UTF-8"),
            ("utf-8", "ISO-8859-1", 0, "whatever .cpg or .dbf say"),
            ("cp850", None, 2, None), ("cp850", "850", 0, None)]:
        text = name if encoding != "cp850" else "Waiãpi Tiriyó"
        dbase(path, [text.encode(encoding), b"plain"], language)
        cpg.unlink(missing_ok=True)
        if said:
            cpg.write_text(said)
        head, got = dump(path)
        check(want is None or want in head["about"], encoding, said, head)
        check([r["cells"] for r in got] == [[text], ["plain"]], encoding, said,
              head, got)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        text_as_csv_module(folder)
        encodings_are_found(folder)
        for encoding in ("cp1252", "iso8859-1", "cp850", "iso8859-15"):
            every_byte_of(encoding, folder)
        workbooks(folder)
        open_document(folder)
        dbase_encodings(folder)
    READER.stdin.close()
    check(READER.wait() == 0, "the reader failed")
    return failures > 0


sys.exit(main())
