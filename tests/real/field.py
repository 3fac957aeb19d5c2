#!/usr/bin/python3
"""Rows of real files of reports: each is stored, merged or rejected, and as many
are read as Python's csv module reads.

Usage: field.py ECOCRIME field DATA OUT"""
import csv
import glob
import sqlite3
import sys

DATA, OUT = sys.argv[3:5]
FILES = {
    "airstrips": ("amazon/Illegal-Airstrips-NYT-Intercept-Public.csv", ",", "utf-8"),
    "merbabu": ("merbabu/data_pembalakan_preprocessing.csv", ",", "utf-8"),
    "spills": ("niger_delta/shell-oil-spills-2011.csv", ",", "utf-8"),
    "detections": ("../mining/africa_mining_watch/detection_points.csv", ",", "utf-8"),
}
wrong = 0


def expect(what, got, want):
    global wrong
    wrong += got != want
    print(f"{'ok' if got == want else 'not ok'} - {what}: {got} (wanted {want})")


def records(name):
    path, separator, encoding = FILES[name]
    with open(f"{DATA}/incidents/{path}", encoding=encoding, newline="") as text:
        rows = list(csv.reader(text, delimiter=separator))[1:]
    return [row for row in rows if any(cell.strip() for cell in row)]


db = sqlite3.connect(glob.glob(OUT + "/*.sqlite")[0])
counts = {row[0]: row[1:] for row in db.execute(
    "SELECT d.id, nread, nstored, nmerged, nrejected FROM incident_count"
    " JOIN dataset d USING (dataset_id)")}
expect("datasets", sorted(counts), sorted(FILES))
for name, (nread, nstored, nmerged, nrejected) in sorted(counts.items()):
    print(f"{name}: read {nread} = {nstored} stored + {nmerged} merged + "
          f"{nrejected} rejected")
    expect(f"{name}: rows read", nread, len(records(name)))
    expect(f"{name}: balance", nstored + nmerged + nrejected, nread)
    expect(f"{name}: rejected", nrejected, db.execute(
        "SELECT count(*) FROM rejected WHERE dataset = ?", (name,)).fetchone()[0])
said = dict(db.execute("SELECT output, what FROM lineage WHERE step = 'ingest'"))
for name, features in (("claims", 1115), ("parks", 49), ("lands", 237)):
    print(f"{name}: {said[name]}")
    refused = db.execute("SELECT count(*) FROM rejected WHERE dataset = ?",
                         (name,)).fetchone()[0]
    kept = db.execute("SELECT count(*) FROM evidence WHERE dataset = ?",
                      (name,)).fetchone()[0]
    expect(f"{name}: features, kept or refused", kept + refused, features)
rows = records("spills")
headers = sum(row[7] == "DATEREPORTED" for row in rows)
expect("spills: repeated headers are refused", db.execute(
    "SELECT count(*) FROM rejected WHERE dataset = 'spills'"
    " AND reason LIKE '%''DATEREPORTED''%'").fetchone()[0], headers)
expect("airstrips: each id once", counts["airstrips"][1],
       len({row[1] for row in records("airstrips")}))
expect("merbabu: each place once", counts["merbabu"][1],
       len({tuple(row) for row in records("merbabu")}))
sys.exit(wrong > 0)
