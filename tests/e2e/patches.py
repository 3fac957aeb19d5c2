#!/usr/bin/python3
"""Evidence that covers whole patches of events, through a whole run: which area
of each event has evidence, and how likely, against floods over the whole rasters.

    patches.py ECOCRIME
"""
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

SIDE, CELL, WEST, NORTH = 200, 0.00125, -60.13, -9.88
LON, LAT = -60.003, -10.0071  # of the village, on no cell's border
RADIUS, LINK, MOST_M2 = 2500.0, 2000.0, 500e4
A, F = 6378137.0, 1 / 298.257223563
E2 = F * (2 - F)
YEARS = range(2007, 2011)  # that a report of 2009 covers
REPORTS = """id,day,lat,lon,class,kind,status
village,2009-05-03,-10.0071,-60.003,2,MIN,reported
"""
MAPPING = """mapping: reports
id: id
date: {column: day, order: ymd}
coordinates: {lat: lat, lon: lon}
precision: {column: class}
domain: {column: kind}
status: {column: status}
"""
ASSESSMENT = """assessment: patches
scope:
  period: {from: 2001, to: 2010}
  bbox: [-60.13, -10.13, -59.88, -9.88]
datasets:
  - {id: loss, kind: forest-loss-year, files: loss.tif}
  - {id: canopy, kind: canopy-cover, files: canopy.tif, canopy_min: 30}
  - id: cover
    kind: land-cover
    files: cover_{year}.tif
    legend:
      1: {label: forest, role: forest}
      2: {label: mine, role: mining}
      3: {label: field, role: land}
      9: {label: cloud, role: nodata}
  - {id: all, kind: zones, files: all.geojson, key: key}
  - {id: reports, kind: incidents, files: reports.csv, mapping: reports.yaml}
indicators: [forest_loss]
publish: {formats: [tables]}
"""


def write(work, name, cells):
    out = gdal.GetDriverByName("GTiff").Create(
        "%s/%s.tif" % (work, name), SIDE, SIDE, 1, gdal.GDT_Byte,
        ["COMPRESS=LZW", "TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=32"])
    out.SetGeoTransform((WEST, CELL, 0, NORTH, 0, -CELL))
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(4326)
    out.SetProjection(srs.ExportToWkt())
    out.GetRasterBand(1).WriteArray(cells)


def make(work):
    rng = np.random.default_rng(5)
    loss = np.kron(rng.integers(0, 11, (SIDE // 4, SIDE // 4)),
                   np.ones((4, 4))).astype("u1")
    loss[rng.random(loss.shape) < 0.15] = 8
    loss[:, 104] = 9   # a snake through the disc, small enough
    loss[90:94, :] = 10  # too large: its cells in the disc alone count
    loss[94:99, 60:] = 10
    canopy = rng.choice([10, 60], loss.shape, p=[0.1, 0.9]).astype("u1")
    canopy[:, 104] = 60
    canopy[90:99] = 60
    maps = {"loss": loss, "canopy": canopy}
    for year in range(2006, 2011):
        maps["cover_%d" % year] = np.kron(
            rng.choice([1, 2, 3, 9], (SIDE // 5, SIDE // 5),
                       p=[.6, .15, .2, .05]), np.ones((5, 5))).astype("u1")
    for name, cells in maps.items():
        write(work, name, cells)
    e, s = WEST + SIDE * CELL, NORTH - SIDE * CELL
    ring = [[WEST, NORTH], [WEST, s], [e, s], [e, NORTH], [WEST, NORTH]]
    for name, text in (
            ("all.geojson", json.dumps({
                "type": "FeatureCollection", "features": [{
                    "type": "Feature", "properties": {"key": "all"},
                    "geometry": {"type": "Polygon", "coordinates": [ring]}}]})),
            ("reports.csv", REPORTS), ("reports.yaml", MAPPING),
            ("assessment.yaml", ASSESSMENT),
            ("pixel.yaml", ASSESSMENT.replace("assessment: patches",
                                              "assessment: pixel") +
             "attribution: {link_mode: pixel}\n")):
        with open(os.path.join(work, name), "w", encoding="utf-8") as f:
            f.write(text)
    return maps


def lens(d):
    """Probability for a uniform disc, by the area that two circles share."""
    r, R = LINK, RADIUS
    if d >= r + R:
        return 0.0
    if d <= R - r:
        return r * r / (R * R)
    return (r * r * math.acos((d * d + r * r - R * R) / (2 * d * r)) +
            R * R * math.acos((d * d + R * R - r * r) / (2 * d * R)) -
            0.5 * math.sqrt((-d + r + R) * (d + r - R) * (d - r + R) *
                            (d + r + R))) / (math.pi * R * R)


def distances():
    """From the village to the nearest and the farthest point of each cell, and
    the cells' areas."""
    lat = np.radians(NORTH - np.arange(SIDE + 1) * CELL)
    lon = np.radians(WEST + np.arange(SIDE + 1) * CELL)
    mid = (lat + math.radians(LAT)) / 2
    w2 = 1 - E2 * np.sin(mid) ** 2
    y = (lat - math.radians(LAT)) * A * (1 - E2) / w2 ** 1.5
    x = (lon - math.radians(LON))
    scale = (np.cos(mid) * A / np.sqrt(w2))[:-1, None]
    x0, x1, y0, y1 = x[None, :-1] * scale, x[None, 1:] * scale, y[:-1], y[1:]
    near = np.hypot(np.maximum(0, np.maximum(x0, -x1)),
                    np.maximum(0, np.maximum(y1, -y0))[:, None])
    far = np.hypot(np.maximum(abs(x0), abs(x1)),
                   np.maximum(abs(y0), abs(y1))[:, None])
    centre = (lat[:-1] + lat[1:]) / 2
    w2 = 1 - E2 * np.sin(centre) ** 2
    area = (A * (1 - E2) / w2 ** 1.5 * A / np.sqrt(w2) * np.cos(centre) *
            math.radians(CELL) ** 2)[:, None] * np.ones((SIDE, SIDE))
    return near, far, area


def flood(mask):
    """Patches of a mask, 8-connected, as lists of cells."""
    todo = {(int(r), int(c)) for r, c in zip(*np.nonzero(mask))}
    while todo:
        cells = [todo.pop()]
        for r, c in cells:
            for at in [(r + i, c + k) for i in (-1, 0, 1) for k in (-1, 0, 1)]:
                if at in todo:
                    todo.remove(at)
                    cells.append(at)
        yield tuple(np.array(cells).T)


def truth(mask, near, far, area):
    """Area with evidence, the same times its probability, and what neither is
    known of: where a border runs through a cell or all but touches a patch."""
    reach, slack = LINK + RADIUS, 10.0
    with_m2 = weighted = loose = 0.0
    large = 0
    for cells in flood(mask):
        whole = area[cells].sum()
        if whole > MOST_M2:
            large += 1
            inside = far[cells] < reach - slack
            edge = (near[cells] < reach + slack) & ~inside
            with_m2 += area[cells][inside].sum()
            loose += area[cells][edge].sum()
            mean = (near[cells] + far[cells]) / 2
            weighted += sum(a * lens(d) for a, d in zip(area[cells], mean))
            continue
        d = near[cells].min()
        if abs(d - reach) < slack:
            loose += whole
        elif d < reach:
            with_m2 += whole
            weighted += whole * lens(d)
    return with_m2, weighted, loose, large


def events(maps):
    """Masks by type and year, as the tables of facts count them."""
    out = {}
    for y in range(1, 11):
        out["tree_cover_loss", 2000 + y] = (maps["loss"] == y) & (
            maps["canopy"] >= 30)
    before = np.zeros((SIDE, SIDE), "u1")
    lost, mined = before > 0, before > 0
    for y in range(2006, 2011):
        now = maps["cover_%d" % y]
        seen = now != 9
        loss = seen & (before == 1) & (now != 1)
        mine = seen & (before != 0) & (before != 2) & (now == 2)
        out["forest_loss", y] = loss & ~lost
        out["forest_reloss", y] = loss & lost
        out["mining_new", y] = mine & ~mined
        out["mining_again", y] = mine & mined
        lost = lost | loss
        mined = mined | (seen & (before == 2) & (now != 2))
        before = np.where(seen, now, before)
    return out


def facts(work, name):
    db = sqlite3.connect("file:%s/out/%s.sqlite?mode=ro" % (work, name), uri=True)
    rows = {(t, y): (a, e or 0, p or 0) for t, y, a, e, p in db.execute(
        "SELECT d.type, d.year, sum(d.area_m2),"
        " sum(d.area_m2) FILTER (WHERE s.probability > 0),"
        " sum(d.area_m2 * s.probability) FROM degradation d"
        " LEFT JOIN evidence_set s USING (evidence_set_id) GROUP BY 1, 2")}
    return db, rows


def compare(maps, patch, pixel):
    """Both types of a cell that is lost and mined follow its patches, so that a
    forest's loss may have more than its own patches give; never less."""
    near, far, area = distances()
    checked = larger = 0
    for (kind, year), mask in events(maps).items():
        if (kind, year) not in patch:
            assert not mask.any(), (kind, year)
            continue
        whole, with_m2, weighted = patch[kind, year]
        assert abs(whole / area[mask].sum() - 1) < 1e-9, (kind, year)
        assert abs(pixel[kind, year][0] / whole - 1) < 1e-9, (kind, year)
        if year not in YEARS:
            continue
        want, value, loose, large = truth(mask, near, far, area)
        slack = loose + 1e-6 * whole
        assert with_m2 >= want - slack, (kind, year, with_m2, want, slack)
        assert weighted >= value - 0.05 * with_m2 - slack, (kind, year)
        assert with_m2 >= pixel[kind, year][1] * (1 - 1e-9), (kind, year)
        if kind == "tree_cover_loss":
            assert with_m2 <= want + slack, (kind, year, with_m2, want, slack)
            assert weighted <= value + 0.05 * with_m2 + slack, (kind, year)
            assert with_m2 > pixel[kind, year][1] * 1.01, (kind, year)
            larger += large
        checked += 1
    assert checked >= 14 and larger >= 1, (checked, larger)
    print("%d events by year, %d patches too large" % (checked, larger))


def main(program, work):
    maps = make(work)
    for name in ("assessment", "pixel"):
        subprocess.run([program, "run", name + ".yaml", "-o", "out", "-q", "-j2"],
                       cwd=work, check=True, stdout=subprocess.DEVNULL)
    for name in ("patches", "pixel"):
        subprocess.run([program, "verify", "out/%s.sqlite" % name], cwd=work,
                       check=True, stdout=subprocess.DEVNULL)
    db, patch = facts(work, "patches")
    other, pixel = facts(work, "pixel")
    compare(maps, patch, pixel)
    mode = "SELECT DISTINCT link_mode FROM evidence"
    assert db.execute(mode).fetchall() == [("patch",)]
    assert other.execute(mode).fetchall() == [("pixel",)]
    said = "SELECT count(*) FROM lineage WHERE what LIKE 'evidence covers %'"
    assert db.execute(said).fetchone() == (1,)
    assert other.execute(said).fetchone() == (0,)
    assert other.execute("SELECT value FROM parameter WHERE name ="
                         " 'attribution.link_mode'").fetchall() == [("pixel",)]
    assert db.execute("SELECT value, calibrated FROM parameter WHERE name ="
                      " 'location.patch_max'").fetchall() == [("500", 0)]


if __name__ == "__main__":
    gdal.UseExceptions()
    with tempfile.TemporaryDirectory() as folder:
        main(os.path.abspath(sys.argv[1]), folder)
