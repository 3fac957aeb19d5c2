#!/usr/bin/python3
"""SDG 15.4.2, from elevation, belts and land cover through the tally to figures,
against sums over cells that are judged one by one.

    mountain.py ECOCRIME
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

ROWS, COLS, CELL, WEST, NORTH = 48, 40, 1 / 120, -70.0, -10.0
A, F = 6378137.0, 1 / 298.257223563
E2 = F * (2 - F)
YEARS = (2000, 2015, 2018, 2021)
NAMES = ["artificial surfaces", "croplands", "grassland", "tree-covered",
         "shrub-covered", "aquatic vegetation", "sparse vegetation", "barren",
         "snow and ice", "inland water"]
# rows from, columns to; typed from the matrix, not read from layers/
MATRIX = ["0+++++++++", "-0++++--+0", "--0+++--+0", "---0-0--+0", "---+00--+0",
          "-----0--+0", "-00++000+0", "-+++++00+0", "--------0-", "--------+0"]
BELTS = {1: "nival", 2: "alpine", 3: "montane", 4: "remaining"}
BLOCKS = {"north": (0, 20), "south": (20, 48)}
ASSESSMENT = """assessment: %s
scope: {period: {from: 2010, to: 2021}}
datasets:
  - {id: cover, kind: land-cover, files: "cover_{year}.tif", legend: legend.csv,
     licence: l, citation: c%s}
%s
  - {id: dug, kind: mining-footprint, files: dug.geojson, date: year, key: key,
     facts: [{fact: source_type, is: field}], licence: l, citation: c}
  - {id: all, kind: zones, files: all.geojson, key: key, licence: l, citation: c}
indicators: [15.4.2]
publish: {formats: [tables]}
"""
DEM = """  - {id: dem, kind: elevation, files: ["dem_a.tif", "dem_b.tif"],
     licence: l, citation: c}
  - {id: belts, kind: bioclimatic-belt, files: belts.tif, licence: l, citation: c}
"""
MASK = "  - {id: mask, kind: mountain-mask, files: mask.tif, licence: l, citation: c}\n"
BELT = "  - {id: belts, kind: bioclimatic-belt, files: belts.tif, licence: l, citation: c}\n"


def write(name, cells, kind=gdal.GDT_Byte, row0=0, col0=0, nodata=None):
    out = gdal.GetDriverByName("GTiff").Create(
        name, cells.shape[1], cells.shape[0], 1, kind)
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(4326)
    out.SetProjection(crs.ExportToWkt())
    out.SetGeoTransform((WEST + CELL * col0, CELL, 0, NORTH - CELL * row0, 0, -CELL))
    if nodata is not None:
        out.GetRasterBand(1).SetNoDataValue(nodata)
    out.GetRasterBand(1).WriteArray(cells)


def box(row0, row1, col0, col1):
    w, e = WEST + CELL * col0, WEST + CELL * col1
    n, s = NORTH - CELL * row0, NORTH - CELL * row1
    return {"type": "Polygon", "coordinates":
            [[[w, s], [e, s], [e, n], [w, n], [w, s]]]}


def features(name, items):
    with open(name, "w") as f:
        json.dump({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": p, "geometry": g} for p, g in items]}, f)


def row_areas():
    def q(lat):
        s, e = math.sin(math.radians(lat)), math.sqrt(E2)
        return s / (1 - E2 * s * s) + math.atanh(e * s) / e

    b = A * (1 - F)
    return np.array([b * b / 2 * math.radians(CELL) *
                     (q(NORTH - CELL * i) - q(NORTH - CELL * (i + 1)))
                     for i in range(ROWS)])


def elevation():
    """Hills of many heights, a ring round a plain, and some unknown cells."""
    y, x = np.mgrid[0:ROWS, 0:COLS]
    z = np.full((ROWS, COLS), 100.0)
    for cy, cx, height, width in ((8, 8, 5200, 6), (30, 28, 1400, 3), (12, 30, 2100, 7),
                                  (40, 10, 700, 2)):
        z += height * np.exp(-((y - cy) ** 2 + (x - cx) ** 2) / (2 * width ** 2))
    z[34:39, 4:9] = 900
    z[35:38, 5:8] = 120  # 9 cells of 0.8 km2
    z[44:46, 20:24] = -999
    return np.round(z).astype(np.int16)


def kapos(z):
    """Classes of relief cell by cell: all pairs, distances by local scale."""
    lat = NORTH - CELL * (np.arange(ROWS) + .5)
    s = 1 - E2 * np.sin(np.radians(lat)) ** 2
    dy = math.radians(CELL) * A * (1 - E2) / s ** 1.5
    dx = math.radians(CELL) * A * np.cos(np.radians(lat)) / np.sqrt(s)
    known = z != -999
    out = np.zeros((ROWS, COLS), int)
    cols = np.arange(COLS)
    for i in range(ROWS):
        near_y = np.abs(np.arange(ROWS) - i) * dy[i]
        for j in range(COLS):
            if not known[i, j]:
                out[i, j] = 255
                continue
            far = np.hypot(near_y[:, None], (cols - j)[None, :] * ((dx + dx[i]) / 2)[:, None])
            disc = z[(far <= 7000) & known]
            spread = int(disc.max()) - int(disc.min())
            w = np.full((3, 3), float(z[i, j]))
            for a in range(3):
                for b in range(3):
                    r, c = i + a - 1, j + b - 1
                    if 0 <= r < ROWS and 0 <= c < COLS and known[r, c]:
                        w[a, b] = z[r, c]
            k = np.array([1, 2, 1])
            slope = math.degrees(math.atan(math.hypot(
                (k @ (w[:, 2] - w[:, 0])) / (8 * dx[i]),
                (k @ (w[2] - w[0])) / (8 * dy[i]))))
            h = z[i, j]
            out[i, j] = (1 if h >= 4500 else 2 if h >= 3500 else 3 if h >= 2500 else
                         4 if h >= 1500 and slope >= 2 else
                         5 if 1000 <= h < 1500 and (slope >= 5 or spread > 300) else
                         6 if 300 <= h < 1000 and spread > 300 else 0)
    assert (out[35:38, 5:8] == 0).all(), "the plain in the ring is none"
    basins(out)
    return out


def basins(out):
    """Patches of no mountain that nothing opens, below 25 km2, become class 7."""
    areas, seen = row_areas(), np.zeros(out.shape, bool)
    for start in np.argwhere((out == 0) | (out == 255)):
        part, todo = [], [tuple(start)]
        while todo:
            i, j = todo.pop()
            if 0 <= i < ROWS and 0 <= j < COLS and not seen[i, j] and out[i, j] in (0, 255):
                seen[i, j] = True
                part.append((i, j))
                todo += [(i + a, j + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]
        closed = all(out[p] == 0 and 0 < p[0] < ROWS - 1 and 0 < p[1] < COLS - 1
                     for p in part)
        if part and closed and sum(areas[i] for i, _ in part) < 25e6:
            for p in part:
                out[p] = 7


def make(work):
    rng = np.random.default_rng(1542)
    os.chdir(work)
    d = {"dem": elevation()}
    d["kapos"] = kapos(d["dem"])
    write("dem_a.tif", d["dem"][:, :25], gdal.GDT_Int16, 0, 0, -999)
    write("dem_b.tif", d["dem"][10:, 22:], gdal.GDT_Int16, 10, 22, -999)
    d["dem"][:10, 25:] = -999
    d["kapos"] = kapos(d["dem"])
    d["belts"] = rng.choice([0, 1, 2, 3, 4], (ROWS, COLS))
    write("belts.tif", d["belts"])
    d["mask"] = rng.choice([0, 1, 7], (ROWS, COLS))
    write("mask.tif", d["mask"])
    stays = rng.random((ROWS, COLS))
    for n, year in enumerate(YEARS):
        fresh = rng.choice(11, (ROWS, COLS), p=[0.02] + [0.098] * 10)
        d[year] = fresh if not n else np.where(stays < .5, d[YEARS[n - 1]], fresh)
        write(f"cover_{year}.tif", d[year])
    with open("legend.csv", "w") as f:
        f.write("value,label,role,seea\n0,nothing,nodata,\n")
        for i, name in enumerate(NAMES):
            f.write(f"{i + 1},c{i + 1},land,{name if i % 2 else i + 1}\n")
    features("all.geojson", [({"key": k}, box(a, b, 0, COLS))
                             for k, (a, b) in BLOCKS.items()])
    features("dug.geojson", [({"key": "a", "year": 2018}, box(5, 40, 5, 25))])
    return d


def judge(d, i, j, until):
    """State of a cell by the maps up to a year, and the year it was degraded."""
    state, fresh = None, None
    for a, b in zip(YEARS, YEARS[1:]):
        if b > until:
            break
        before, after = d[a][i, j], d[b][i, j]
        change = None if not before or not after else \
            {"+": 1, "-": -1, "0": 0}[MATRIX[before - 1][after - 1]]
        if a == YEARS[0]:
            last, state = None, change
        else:
            last = state
            if state is None or change is None:
                state = None
            else:
                state = {(-1, -1): -1, (-1, 0): -1, (-1, 1): 0, (0, -1): -1, (0, 0): 0,
                         (0, 1): 1, (1, -1): -1, (1, 0): 1, (1, 1): 1}[state, change]
        known = a == YEARS[0] or last is not None
        if change == -1 and last != -1 and known and b == until:
            fresh = b
    return state, fresh


def near(what, got, want, tolerance=1e-7):
    assert got is not None, f"{what}: nothing"
    assert abs(got - want) <= tolerance * max(1, abs(want)), f"{what}: {got}, not {want}"


def check(db, d, mountain, belts, kind):
    area = row_areas()[:, None] * np.ones(COLS)
    for key, (a, b) in BLOCKS.items():
        rows = np.zeros((ROWS, COLS), bool)
        rows[a:b] = True
        degraded_since = 0.0
        for year in YEARS[1:]:
            v = {(s, m): (x, lo, hi, k) for s, m, x, lo, hi, k in db.execute(
                "SELECT series, measure, value, low, high, class FROM indicator_value "
                "JOIN zone USING (zone_id) WHERE key = ? AND year = ?", (key, year))}
            states = np.array([[judge(d, i, j, year) for j in range(COLS)]
                               for i in range(ROWS)], dtype=object)
            state = np.array([[3 if s is None else s for s in r] for r in states[:, :, 0]])
            fresh = np.array([[bool(s) for s in r] for r in states[:, :, 1]])
            for belt in [None] + sorted(BELTS):
                m = mountain & rows if belt is None else mountain & rows & (belts == belt)
                total = area[m].sum()
                green = area[m & np.isin(d[year], (2, 3, 4, 5, 6))].sum()
                unseen = area[m & (d[year] == 0)].sum()
                bad, good = area[m & (state == -1)].sum(), area[m & (state == 1)].sum()
                unknown = area[m & (state == 3)].sum()
                n = ("ER_MTN_GRNCVI", "ER_MTN_GRNCOV", "ER_MTN_TOTL", "ER_MTN_DGRDP",
                     "ER_MTN_DGRDA") if belt is None else tuple(
                    f"mountain_{w}_{BELTS[belt]}" for w in
                    ("green_index", "green_area", "area", "degraded_part", "degraded_area"))
                if belt is not None and not total:
                    assert (n[0], "OBS") not in v, n
                    continue
                near(n[0], v[n[0], "OBS"][0], 100 * green / total)
                near("low", v[n[0], "OBS"][1], 100 * green / total)
                near("high", v[n[0], "OBS"][2], 100 * (green + unseen) / total)
                near(n[1], v[n[1], "OBS"][0], green / 1e6)
                near(n[2], v[n[2], "OBS"][0], total / 1e6)
                near(n[3], v[n[3], "OBS"][0], 100 * bad / total)
                near("high", v[n[3], "OBS"][2], 100 * (bad + unknown) / total)
                near(n[4], v[n[4], "OBS"][0], bad / 1e6)
                assert v[n[0], "OBS"][3] == kind, v[n[0], "OBS"]
                if belt is None:
                    near("net", v["mountain_net_degraded", "OBS"][0], (bad - good) / 1e6)
                    new = area[m & fresh].sum()
                    degraded_since += new
                    near("change", v["mountain_degraded_change", "DEG"][0],
                         100 * degraded_since / total)
                    near("fact", db.execute(
                        "SELECT TOTAL(d.area_m2) FROM degradation d JOIN zone USING (zone_id) "
                        "WHERE type = 'mountain_degradation' AND year = ? AND key = ?",
                        (year, key)).fetchone()[0], new)
            part = db.execute(
                "SELECT SUM(d.area_m2 * s.central) FROM degradation d JOIN zone USING (zone_id) "
                "JOIN set_value s USING (evidence_set_id, type, year) WHERE s.measure = 'ILL' "
                "AND s.domain = '_T' AND s.tier = '_T' AND d.year <= ? AND key = ? AND "
                "type = 'mountain_degradation'", (year, key)).fetchone()[0] or 0
            near("part", v["mountain_degraded_change", "ILL"][0],
                 100 * part / area[mountain & rows].sum())
            if year == 2018:
                assert part > 0, "no evidence reaches the mountains: nothing was tested"


def run(ecocrime, *arguments):
    done = subprocess.run([ecocrime, *arguments], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"ecocrime {arguments}: {done.stderr} {done.stdout}")
    return done.stdout


def check_mask(d, path):
    """The file that was made, cell by cell."""
    got = gdal.Open(path).ReadAsArray()
    assert got.shape == d["kapos"].shape
    odd = np.argwhere(got != d["kapos"])
    assert not len(odd), [(tuple(o), got[tuple(o)], d["kapos"][tuple(o)]) for o in odd[:9]]
    assert all((got == k).any() for k in range(8)), np.unique(got)


def main(ecocrime):
    ecocrime = os.path.abspath(ecocrime)
    with tempfile.TemporaryDirectory() as work:
        d = make(work)
        made = (d["kapos"] > 0) & (d["kapos"] < 255)
        for name, told, mountain, belts, kind in (
                ("dem", DEM, made, d["belts"], "proxy"),
                ("mask", MASK, d["mask"] > 0, np.zeros((ROWS, COLS)), "indicator"),
                ("belt", BELT, d["belts"] > 0, d["belts"], "proxy")):
            with open(f"{name}.yaml", "w") as f:
                f.write(ASSESSMENT % (name, ", official: true" if name == "mask" else "", told))
            run(ecocrime, "check", f"{name}.yaml")
            run(ecocrime, "run", f"{name}.yaml", "-o", "out")
            if name == "dem":
                check_mask(d, "out/dem.mountains.tif")
            run(ecocrime, "verify", f"out/{name}.sqlite", "--inputs", ".")
            db = sqlite3.connect(f"file:out/{name}.sqlite?mode=ro", uri=True)
            check(db, d, mountain, belts, kind)
            db.close()
        first = open("out/dem.mountains.tif", "rb").read()
        run(ecocrime, "run", "dem.yaml", "-o", "again", "-j", "2")
        assert open("again/dem.mountains.tif", "rb").read() == first
        run(ecocrime, "indicators", "out/dem.sqlite")
        os.chdir("/")


main(sys.argv[1])
