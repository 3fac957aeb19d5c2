#!/usr/bin/python3
"""The accuracy of maps through a whole run of the sample: what a made-up sample
of points makes of the areas, against the formulas of Olofsson et al. 2014
written out, and the measures adjusted by it.

    accuracy.py ECOCRIME DIR    DIR/sample is the sample
"""
import math
import os
import sqlite3
import subprocess
import sys
import tempfile

ecocrime, made = sys.argv[1], os.path.join(sys.argv[2], "sample")
POINTS = """# design: stratified
# source: made up for this test
mapped,reference,count
forest_loss,forest_loss,66
forest_loss,other,9
mining_new,mining_new,20
mining_new,other,5
other,other,300
other,forest_loss,6
"""
failures = 0


def check(holds, what):
    global failures
    if not holds:
        failures += 1
        print("not ok:", what)


def near(got, want, what, rel=1e-9):
    check(abs(got - want) <= rel * abs(want) + 1e-9, f"{what}: {got}, not {want}")


def run(folder):
    with open(os.path.join(made, "assessment.yaml"), encoding="utf-8") as f:
        text = f.read()
    with open(os.path.join(folder, "points.csv"), "w", encoding="utf-8") as f:
        f.write(POINTS)
    text = text.replace("    legend: cover_legend.csv\n",
                        "    legend: cover_legend.csv\n    accuracy: points.csv\n")
    text = text.replace("    files: loss_*.tif\n", "    files: loss_*.tif\n    accuracy:\n"
                        "      borrowed: {users: 0.87, producers: 0.878, source: Hansen 2013}\n")
    for name in os.listdir(made):
        if name != "assessment.yaml":
            os.symlink(os.path.join(made, name), os.path.join(folder, name))
    path = os.path.join(folder, "assessment.yaml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    out = subprocess.run([ecocrime, "run", path, "-q", "-o", os.path.join(folder, "out")],
                         check=True, capture_output=True, text=True).stdout
    check("(1 by a\nsample, 1 by borrowed figures)" in out, f"the summary: {out[-300:]}")
    store = os.path.join(folder, "out", "sample.sqlite")
    subprocess.run([ecocrime, "verify", store, "--inputs", folder, "-q"], check=True)
    info = subprocess.run([ecocrime, "info", store], check=True, capture_output=True,
                          text=True).stdout
    for line in ("by a sample", "borrowed, not of this area", "made up for this test",
                 "taken_for_zones: no"):
        check(line in info, f"info says nothing of '{line}'")
    db = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    return db


def of_sample(db):
    """The ratio of forest loss, by hand, from the areas as mapped."""
    area = dict(db.execute(
        "SELECT type, sum(d.area_m2) FROM degradation d JOIN zone USING (zone_id) "
        "JOIN dataset s USING (dataset_id) WHERE zone_set = 'admin' AND s.id = 'cover' "
        "GROUP BY type"))
    total = db.execute(
        "SELECT sum(t.area_cm2) / 1e4 FROM tally t JOIN combination c USING (combination_id) "
        "JOIN zone USING (zone_id) WHERE zone_set = 'admin' AND theme = 'total' "
        "AND to_role IS NOT 'outside'").fetchone()[0]
    loss, mining = area["forest_loss"], area["mining_new"]
    rest = total - loss - mining
    there = loss * 66 / 75 + rest * 6 / 306
    error = math.sqrt((loss ** 2 * .88 * .12 / 74) + rest ** 2 * (6 / 306) * (300 / 306) / 305)
    row = db.execute("SELECT * FROM map_accuracy WHERE type = 'forest_loss'").fetchone()
    near(row["users"], .88, "users")
    near(row["producers"], loss * .88 / there, "producers")
    near(row["ratio"], there / loss, "ratio")
    near(row["ratio_se"], error / loss, "ratio_se")
    near(row["ratio_low"], max(0, (there - 1.96 * error) / loss), "ratio_low")
    near(row["area_ha"], there / 1e4, "area")
    check((row["kind"], row["n"], row["synthetic"]) == ("sample", 75, 1), "of the sample")
    row = db.execute("SELECT * FROM map_accuracy WHERE type = 'mining_new'").fetchone()
    check(row["synthetic"] == 0 and "fewer than 50" in row["note"], "25 points are too few")
    row = db.execute("SELECT * FROM map_accuracy WHERE kind = 'borrowed'").fetchone()
    near(row["ratio"], .87 / .878, "borrowed ratio")
    check(row["synthetic"] == 1 and row["note"].startswith("borrowed: not"), "said so")


def of_zones(db):
    rows = db.execute(
        "SELECT a.*, g.low_m2 AS low, g.central_m2 AS central, g.high_m2 AS high, m.users, "
        "m.ratio, m.ratio_low, m.ratio_high, g.area_m2 FROM attribution a "
        "JOIN degradation_adjusted g USING (zone_id, year, type, dataset_id) "
        "JOIN map_accuracy m USING (dataset_id, type) "
        "WHERE domain = '_T' AND tier = '_T'").fetchall()
    check(len(rows) > 300, f"only {len(rows)} rows are adjusted")
    loosest = 0
    for r in rows:
        where = f"{r['measure']} of zone {r['zone_id']} in {r['year']}"
        if r["measure"] == "DEG":
            near(r["adjusted_low_m2"], r["area_m2"] * r["ratio_low"], where)
            near(r["adjusted_high_m2"], r["area_m2"] * r["ratio_high"], where)
        elif r["measure"] in ("ILL", "ORG", "TOC"):
            near(r["adjusted_low_m2"], r["low_m2"] * min(r["ratio_low"], r["users"]), where)
            near(r["adjusted_high_m2"], min(r["high"], r["high_m2"] * r["ratio_high"]), where)
            loosest += r["central_m2"] > 0
        near(r["adjusted_central_m2"], r["central_m2"] * r["ratio"], where)
        check(r["adjusted_high_m2"] <= r["high"] * (1 + 1e-12), where + ": above the whole")
    check(loosest > 5, "nothing is attributed")
    told = db.execute("SELECT count(*) FROM variance_share WHERE source = 'map' "
                      "AND share > 0").fetchone()[0]
    check(told > 0, "no spread of the draws comes from the map")
    left = db.execute("SELECT count(*) FROM attribution WHERE adjusted_central_m2 IS NOT NULL "
                      "AND type NOT IN ('forest_loss', 'tree_cover_loss')").fetchone()[0]
    check(left == 0, f"{left} rows of other types are adjusted")
    left = db.execute("SELECT count(*) FROM attribution WHERE adjusted_central_m2 IS NULL "
                      "AND type IN ('forest_loss', 'tree_cover_loss')").fetchone()[0]
    check(left == 0, f"{left} rows are not adjusted")


with tempfile.TemporaryDirectory() as work:
    store = run(work)
    of_sample(store)
    of_zones(store)
    store.close()
sys.exit(failures != 0)
