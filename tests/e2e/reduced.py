#!/usr/bin/python3
"""Estimates from a sample of rows against the whole: zones keep their areas,
errors are as large as they are said to be, threads change nothing.

    reduced.py ECOCRIME
"""
import csv
import json
import os
import subprocess
import sys
import tempfile

try:
    import numpy as np
    from osgeo import gdal, osr
except ImportError as error:
    print("skipped:", error)
    sys.exit(77)

SIDE, CELL, EVERY = 600, 0.001, 4
# west, south, east, north in cells from the south-west corner
ZONES = {"a": (0, 0, 300, 600), "b": (300, 0, 600, 600),
         "c": (50.5, 40.25, 420.75, 333.5), "over": (550, 500, 650, 700),
         "tiny": (10.2, 10.2, 10.6, 10.4)}


def make(work):
    random = np.random.default_rng(7)
    coarse = random.integers(0, 4, (SIDE // 20, SIDE // 20))
    cover = np.kron(coarse, np.ones((20, 20))).astype("u1")
    cover[random.random(cover.shape) < 0.1] = 5
    for name, data, kind in (("cover", cover, gdal.GDT_Byte),
                             ("mass", cover * 30.0 + 5, gdal.GDT_Float32)):
        dataset = gdal.GetDriverByName("GTiff").Create(
            work + "/" + name + ".tif", SIDE, SIDE, 1, kind,
            ["COMPRESS=LZW", "BLOCKYSIZE=1"])
        dataset.SetGeoTransform((10, CELL, 0, SIDE * CELL, 0, -CELL))
        srs = osr.SpatialReference()
        srs.ImportFromEPSG(4326)
        dataset.SetSpatialRef(srs)
        dataset.GetRasterBand(1).WriteArray(data)
        dataset = None
    features = []
    for key, (w, s, e, n) in ZONES.items():
        ring = [(10 + x * CELL, y * CELL)
                for x, y in ((w, s), (e, s), (e, n), (w, n), (w, s))]
        features.append({"type": "Feature", "properties": {"key": key},
                         "geometry": {"type": "Polygon", "coordinates": [ring]}})
    with open(work + "/zones.geojson", "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file)


def tabulate(ecocrime, *more):
    job = subprocess.run(
        [ecocrime, "tabulate", "-z", "zones.geojson", "-k", "key", "-c",
         "cover=cover.tif", "--value", "mass=mass.tif", *more],
        capture_output=True, text=True, check=False)
    return job.returncode, job.stdout, job.stderr


def by_key(text):
    return {(row["zone"], row["cover"]): row
            for row in csv.DictReader(text.splitlines())}


def main(ecocrime):
    failures = []

    def expect(good, what):
        if not good:
            failures.append(what)

    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        make(work)
        whole = by_key(tabulate(ecocrime)[1])
        status, text, said = tabulate(ecocrime, "--sample", str(EVERY), "-j", "1")
        expect(status == 0, "exit %d: %s" % (status, said))
        expect("all of them take about" in said, "no time told: " + said)
        expect("1 of 5 zones lie between" in said, "tiny not told: " + said)
        part = by_key(text)
        expect(tabulate(ecocrime, "--sample", str(EVERY), "-j", "3")[1] == text,
               "threads change the estimates")
        for zone in "abc":
            sums = [sum(float(r["area_m2"]) for k, r in rows.items()
                        if k[0] == zone) for rows in (whole, part)]
            expect(abs(sums[0] - sums[1]) < 1e-9 * sums[0],
                   "zone %s: %r" % (zone, sums))
        within = count = 0
        for key, row in part.items():
            for column in ("area_m2", "mass_sum"):
                error = float(row[column + "_se"] or "inf")
                off = abs(float(row[column]) - float(whole[key][column]))
                count += 1
                within += off <= 2.5 * error
                expect(off < 0.15 * float(whole[key][column]) or key[0] == "over",
                       "%s %s: off by %g" % (key, column, off))
        expect(count >= 30 and within >= 0.9 * count,
               "%d of %d within 2.5 standard errors" % (within, count))
        said = tabulate(ecocrime, "--sample", str(EVERY), "--log", "json")[2]
        done = [event["done"] for event in map(json.loads, said.splitlines())
                if event["event"] == "progress"
                and event["what"] == "tabulating"]
        expect(done == sorted(done) and done and done[-1] <= 1,
               "progress goes back: %s" % done)
        status, text, said = tabulate(ecocrime, "--sample", "400")
        expect(status == 2 and "take at most 300" in said, said)
    for line in failures:
        print("not ok -", line)
    if not failures:
        print("ok - %d of %d within 2.5 standard errors" % (within, count))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
