#!/usr/bin/python3
"""Evidence without an exact place, through a whole run: area x probability of
each loss year against a sum over cells that knows nothing of levels.

    located.py ECOCRIME
"""
import collections
import json
import math
import os
import sqlite3
import subprocess
import sys
import tempfile

try:
    import numpy as np
    from osgeo import gdal, osr
except ImportError as error:
    print("skipped:", error)
    sys.exit(77)

SIDE, CELL, WEST, NORTH = 240, 0.00125, -60.15, -9.85
LON, LAT = -60.003, -10.0071  # of the village, on no cell's border
RADIUS, LINK = 2500.0, 2000.0
A, F = 6378137.0, 1 / 298.257223563
E2 = F * (2 - F)
REPORTS = """id,day,lat,lon,class,kind,status
village,2012-05-03,-10.0071,-60.003,2,MIN,reported
gps,2015-01-02,-9.9501,-60.0501,1,MIN,sanctioned
court,2016-01-02,-9.9301,-60.0901,1,MIN,convicted
far,2015-01-02,-9.9501,-30.0001,1,MIN,reported
edge,2015-01-02,-10.0001,-60.1551,1,MIN,reported
animals,2015-01-02,-9.9501,-60.0501,1,WLD,reported
region,2015-01-02,-9.9501,-60.0501,5,MIN,reported
untrue,2015-01-02,-9.9501,-60.0501,1,MIN,refuted
pole,2015-01-02,89.9991,-60.0501,2,MIN,reported
"""
MAPPING = """mapping: reports
id: id
date: {column: day, order: ymd}
coordinates: {lat: lat, lon: lon}
precision: {column: class}
domain: {column: kind}
status: {column: status}
"""
ASSESSMENT = """assessment: located
scope:
  period: {from: 2001, to: 2010}
  bbox: [-60.15, -10.15, -59.85, -9.85]
datasets:
  - {id: loss, kind: forest-loss-year, files: loss.tif}
  - {id: all, kind: zones, files: all.geojson, key: key}
  - {id: reports, kind: incidents, files: reports.csv, mapping: reports.yaml}
attribution: {link_mode: pixel}
indicators: [forest_loss]
publish: {formats: [tables]}
"""


def make(work):
    rng = np.random.default_rng(11)
    loss = np.kron(rng.integers(0, 11, (SIDE // 3, SIDE // 3)),
                   np.ones((3, 3))).astype("u1")
    loss[rng.random(loss.shape) < 0.2] = 5
    out = gdal.GetDriverByName("GTiff").Create(
        work + "/loss.tif", SIDE, SIDE, 1, gdal.GDT_Byte, ["COMPRESS=LZW"])
    out.SetGeoTransform((WEST, CELL, 0, NORTH, 0, -CELL))
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(4326)
    out.SetProjection(srs.ExportToWkt())
    out.GetRasterBand(1).WriteArray(loss)
    out = None
    e, s = WEST + SIDE * CELL, NORTH - SIDE * CELL
    ring = [[WEST, NORTH], [WEST, s], [e, s], [e, NORTH], [WEST, NORTH]]
    for name, text in (
            ("all.geojson", json.dumps({
                "type": "FeatureCollection", "features": [{
                    "type": "Feature", "properties": {"key": "all"},
                    "geometry": {"type": "Polygon", "coordinates": [ring]}}]})),
            ("reports.csv", REPORTS), ("reports.yaml", MAPPING),
            ("assessment.yaml", ASSESSMENT)):
        with open(os.path.join(work, name), "w", encoding="utf-8") as f:
            f.write(text)
    return loss


def lens(d):
    """Probability for a uniform disc, by the area that two circles share."""
    r, R = LINK, RADIUS
    with np.errstate(all="ignore"):
        part = (r * r * np.arccos((d * d + r * r - R * R) / (2 * d * r)) +
                R * R * np.arccos((d * d + R * R - r * r) / (2 * d * R)) -
                0.5 * np.sqrt((-d + r + R) * (d + r - R) * (d - r + R) *
                              (d + r + R)))
    m = part / (math.pi * R * R)
    m = np.where(d <= R - r, r * r / (R * R), m)
    return np.where(d >= r + R, 0.0, m)


def truth(loss):
    """By year: integral of m, and area that m reaches; 5 x 5 points a cell.

    Within 5 km distance and area are those of the radii of curvature at the
    village's latitude, to some millionths.
    """
    k = 5
    fine = CELL / k
    lon = WEST + (np.arange(SIDE * k) + 0.5) * fine
    lat = NORTH - (np.arange(SIDE * k) + 0.5) * fine
    mid = np.radians((lat[:, None] + LAT) / 2)
    w2 = 1 - E2 * np.sin(mid) ** 2
    meridian, normal = A * (1 - E2) / w2 ** 1.5, A / np.sqrt(w2)
    dx = np.radians(lon[None, :] - LON) * np.cos(mid) * normal
    dy = np.radians(lat[:, None] - LAT) * meridian
    d = np.hypot(dx, dy)
    at = np.radians(lat)
    w2 = 1 - E2 * np.sin(at) ** 2
    area = (A * (1 - E2) / w2 ** 1.5 * A / np.sqrt(w2) * np.cos(at) *
            np.radians(fine) ** 2)[:, None] * np.ones_like(d)
    m = lens(d)
    year = np.kron(loss, np.ones((k, k))).astype(int)
    return {y: ((m * area)[year == y].sum(), area[(year == y) & (m > 0)].sum())
            for y in range(11)}


def main(program, work):
    loss = make(work)
    # the plane integral of m is the area of the link: the oracle is right
    total = sum(v for v, _ in truth(loss).values())
    assert abs(total / (math.pi * LINK ** 2) - 1) < 1e-4, total
    subprocess.run([program, "run", "assessment.yaml", "-o", "out", "-q", "-j2"],
                   cwd=work, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([program, "verify", "out/located.sqlite"], cwd=work,
                   check=True, stdout=subprocess.DEVNULL)
    db = sqlite3.connect("file:%s/out/located.sqlite?mode=ro" % work, uri=True)

    def rows(sql, *values):
        return db.execute(sql, values).fetchall()

    got = dict(rows(
        "SELECT coalesce(c.year - 2000, 0), sum(t.area_cm2 / 1e4 * s.probability)"
        " FROM tally t JOIN combination c USING (combination_id)"
        " JOIN evidence_set s USING (evidence_set_id)"
        " JOIN evidence e USING (evidence_id)"
        " WHERE e.key = 'village' AND c.theme = 'forest-loss-year' GROUP BY 1"))
    error, low, high = rows(
        "SELECT max(probability_error), min(probability), max(probability)"
        " FROM evidence_set s JOIN evidence e USING (evidence_id)"
        " WHERE e.key = 'village'")[0]
    assert 0 < error <= 0.05 + 1e-12, error
    assert 0 < low < 0.1 and abs(high - (LINK / RADIUS) ** 2) <= error, (low, high)
    want = truth(loss)
    worst = 0
    for year, (value, reached) in want.items():
        # the ring leaves a thousandth of the disc on the wrong side
        bound = error * reached + 1e-3 * reached
        assert abs(got[year] - value) <= bound, (year, got[year], value, bound)
        worst = max(worst, abs(got[year] - value) / value)
    whole = sum(got.values()) / (math.pi * LINK ** 2) - 1
    assert abs(whole) < 1e-5, whole
    print("by year off by %.2g at most, in all by %.2g" % (worst, whole))

    facts_count_once(rows)
    incidents_are_told(rows)


def facts_count_once(rows):
    """Each hectare is in one set, whatever their number."""
    cells = dict(rows("SELECT year - 2000, sum(area_m2) FROM degradation"
                      " WHERE type = 'tree_cover_loss' GROUP BY 1"))
    whole = dict(rows(
        "SELECT c.year - 2000, sum(t.area_cm2) / 1e4 FROM tally t JOIN combination"
        " c USING (combination_id) WHERE c.to_role = 'loss' GROUP BY 1"))
    assert cells.keys() == whole.keys() == set(range(1, 11)), cells
    assert all(abs(cells[y] / whole[y] - 1) < 1e-12 for y in cells)


def incidents_are_told(rows):
    """What became evidence, with its years and links, and what did not and why."""
    made = rows("SELECT key, kind, location, year_first, year_last, link_m,"
                " precision_m FROM evidence ORDER BY key")
    assert made == [
        ("court", "judicial", "gaussian", 2011, 2017, 2000, 50),
        ("edge", "incident", "gaussian", 2013, 2016, 2000, 50),
        ("gps", "enforcement", "gaussian", 2013, 2016, 2000, 50),
        ("village", "incident", "disc", 2010, 2013, 2000, 2500),
    ], made
    said = collections.Counter()
    for (what,) in rows("SELECT what FROM lineage WHERE step = 'locate'"):
        number, text = what.split(" ", 1)
        said[text] = int(number)
    no = "incidents are no evidence: "
    assert said == {
        "incidents are evidence": 5,
        no + "a domain without an area of its own: only counted": 1,
        no + "precision class 5: too vague for a place, only counted": 1,
        no + "refuted, acquitted or dismissed": 1,
        no + "a disc round a pole, or a point that is no place": 1}, said
    assert rows("SELECT calibrated FROM parameter"
                " WHERE name = 'location.link.MIN'") == [(0,)]
    # what reaches in from beyond the box stays; its parts sum to less
    edge = rows("SELECT sum(t.area_cm2 / 1e4 * s.probability) FROM tally t"
                " JOIN combination c USING (combination_id)"
                " JOIN evidence_set s USING (evidence_set_id)"
                " JOIN evidence e USING (evidence_id) WHERE e.key = 'edge'"
                " AND c.theme = 'forest-loss-year'")[0][0]
    assert 0.2 < edge / (math.pi * LINK ** 2) < 0.5, edge


def crowd(program, work):
    """Too many vague reports are only counted, and the run says so; the rest has
    a wider bound and the same sum."""
    rng = np.random.default_rng(12)
    lines = REPORTS.splitlines()[:1]
    lines += ["near%d,2012-05-03,%.5f,%.5f,3,MIN,reported" % (i, lat, lon)
              for i, (lat, lon) in enumerate(zip(rng.uniform(-10.1, -9.9, 1500),
                                                 rng.uniform(-60.1, -59.9, 1500)))]
    lines += ["gps%d,2012-05-03,%.5f,-60.00012,1,MIN,reported" % (i, -9.95 - i / 20)
              for i in range(3)]
    with open(work + "/reports.csv", "w", encoding="utf-8") as f:
        f.write("\n".join(lines) + "\n")
    out = subprocess.run([program, "run", "assessment.yaml", "-o", "crowd"],
                         cwd=work, check=True, capture_output=True, text=True)
    db = sqlite3.connect("file:%s/crowd/located.sqlite?mode=ro" % work, uri=True)
    for text in ("1500 items of evidence are too vague for their number: only"
                 " counted", "their probability is within 0.5, not 0.05"):
        assert text in out.stderr, out.stderr
        assert db.execute("SELECT count(*) FROM lineage WHERE instr(what, ?)",
                          (text,)).fetchone() == (1,), text
    sums = db.execute(
        "SELECT e.key, sum(t.area_cm2 / 1e4 * s.probability),"
        " max(s.probability_error) FROM tally t JOIN combination c USING"
        " (combination_id) JOIN evidence_set s USING (evidence_set_id)"
        " JOIN evidence e USING (evidence_id) WHERE c.theme = 'total'"
        " GROUP BY 1 ORDER BY 1").fetchall()
    assert [key for key, _, _ in sums] == ["gps0", "gps1", "gps2"], sums
    for _, value, error in sums:
        assert abs(value / (math.pi * LINK ** 2) - 1) < 1e-5, sums
        assert 0.05 < error <= 0.5, sums


if __name__ == "__main__":
    gdal.UseExceptions()
    with tempfile.TemporaryDirectory() as folder:
        main(os.path.abspath(sys.argv[1]), folder)
        crowd(os.path.abspath(sys.argv[1]), folder)
