#!/usr/bin/python3
"""SDG 15.3.1 and 6.6.1, from rasters through the tally to figures, against
sums over cells that are judged one by one.

    land.py ECOCRIME
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

ROWS, COLS, CELL, WEST, NORTH = 52, 40, 0.002, -60.0, -10.0
A, F = 6378137.0, 1 / 298.257223563
E2 = F * (2 - F)
FIRST, BASE, LAST = 2000, 2013, 2020
NAMES = ["tree-covered", "grassland", "cropland", "wetland", "artificial",
         "other land", "water"]
# rows from, columns to; typed from the matrix, not read from layers/
MATRIX = ["0----- 0".replace(" ", ""), "+0+---0", "+-0---0", "---0--0", "++++0+0",
          "++++-00", "0000000"]
CLIMATES = {2: 0.80, 3: 0.69, 9: 0.64, 11: 0.48, 12: 0.58}
BLOCKS = {"north": (0, 30), "south": (30, 52)}
ASSESSMENT = """assessment: land
scope: {period: {from: 2013, to: 2020}}
land_degradation: {baseline: {from: 2000, to: 2013}, until: 2020%s}
datasets:
  - id: cover
    kind: land-cover
    files: cover_{year}.tif
    legend: legend.csv
    licence: l
    citation: c
%s
  - {id: water, kind: water-transition, files: water.tif, licence: l, citation: c}
  - {id: mines, kind: mining-mask, files: mines.tif, year: 2019, licence: l, citation: c}
  - {id: dug, kind: mining-footprint, files: dug.geojson, date: year, key: key,
     licence: l, citation: c}
  - {id: all, kind: zones, files: all.geojson, key: key, licence: l, citation: c}
indicators: [15.3.1, 6.6.1]
publish: {formats: [tables]}
"""
MORE = """  - {id: trends, kind: productivity, files: "trend_{year}.tif",
     licence: l, citation: c}
  - {id: climate, kind: climate-region, files: climate.tif, licence: l, citation: c}
  - {id: carbon, kind: soil-carbon, files: carbon.tif, licence: l, citation: c}
  - {id: loss, kind: forest-loss-year, files: loss.tif, licence: l, citation: c}
"""


def write(name, cells, kind=gdal.GDT_Byte):
    out = gdal.GetDriverByName("GTiff").Create(name, COLS, ROWS, 1, kind)
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(4326)
    out.SetProjection(crs.ExportToWkt())
    out.SetGeoTransform((WEST, CELL, 0, NORTH, 0, -CELL))
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


def make(work):
    """Random cells; in each raster some that show nothing."""
    rng = np.random.default_rng(153)
    os.chdir(work)
    shape = (ROWS, COLS)
    data = {}
    for year in (FIRST, BASE, LAST):
        data[year] = rng.choice(8, shape, p=[0.03] + [0.97 / 7] * 7)
        write(f"cover_{year}.tif", data[year])
    for year in (BASE, LAST):
        data["trend", year] = rng.choice(6, shape, p=[0.02] + [0.98 / 5] * 5)
        write(f"trend_{year}.tif", data["trend", year])
    data["climate"] = rng.choice([0, 2, 3, 9, 11, 12], shape, p=[0.05] + [0.19] * 5)
    write("climate.tif", data["climate"])
    data["carbon"] = rng.integers(10, 200, shape).astype(np.float32)
    write("carbon.tif", data["carbon"], gdal.GDT_Float32)
    data["loss"] = rng.integers(0, 24, shape)
    write("loss.tif", data["loss"])
    data["water"] = rng.choice(list(range(11)) + [255], shape)
    write("water.tif", data["water"])
    data["mines"] = (rng.random(shape) < 0.2).astype(np.uint8)
    write("mines.tif", data["mines"])
    with open("legend.csv", "w") as f:
        f.write("value,label,role,unccd\n0,nothing,nodata,\n")
        for i, name in enumerate(NAMES):
            role = {0: "forest", 6: "water"}.get(i, "land")
            f.write(f"{i + 1},c{i + 1},{role},{name if i % 2 else i + 1}\n")
    features("all.geojson", [({"key": k}, box(a, b, 0, COLS))
                             for k, (a, b) in BLOCKS.items()])
    features("dug.geojson", [({"key": "a", "year": 2015}, box(10, 20, 5, 25)),
                             ({"key": "b", "year": 2022}, box(35, 45, 5, 25))])
    dug = np.zeros(shape, bool)
    dug[10:20, 5:25] = True  # the other is later than the water
    data["in mine"] = dug | (data["mines"] == 1)
    return data


def sign(c):
    return {"+": 1, "-": -1, "0": 0}[c]


def factor(before, after, f):
    if before in (1, 2):
        return {3: f, 5: 0.1, 6: 0.1}.get(after, 1)
    if before == 3:
        return {1: 1 / f, 2: 1 / f, 4: 1 / 0.71, 5: 0.1, 6: 0.1}.get(after, 1)
    if before == 4:
        return {3: 0.71, 5: 0.1, 6: 0.1}.get(after, 1)
    if before in (5, 6):
        return 2 if after <= 4 else 1
    return 1


def stocks(c, f):
    """Share of carbon left at the baseline's end and at the end, year by half
    year: a change in the middle of its interval works for 20 years at most."""
    events = []
    for i, (y0, y1) in enumerate(((FIRST, BASE), (BASE, LAST))):
        if c[i] != c[i + 1]:
            events.append(((y0 + y1) / 2, factor(c[i], c[i + 1], f)))
    stock, slope, until, at_base = 1.0, 0.0, 0.0, None
    for k in range(2 * FIRST, 2 * LAST):
        t = k / 2
        if t == BASE:
            at_base = stock
        for when, g in events:
            if when == t:
                slope, until = stock * (g - 1) / 20, when + 20
        if t < until:
            stock += slope / 2
    return at_base, stock


def one_out(trend, cover, percent):
    if cover == -1 or percent < -10:
        return -1
    if trend == 0 and (cover == 1 or percent > 10):
        return 1
    return trend


STATUS = {(-1, -1): 1, (0, -1): 2, (1, -1): 2, (-1, 0): 3, (0, 0): 4, (1, 0): 5,
          (-1, 1): 6, (0, 1): 6, (1, 1): 7}
LPD = {1: -1, 2: -1, 3: 0, 4: 0, 5: 1}


def judge(d, i, j, full):
    """Status, event year and tonnes per hectare of one cell; None: unknown."""
    c = [int(d[y][i, j]) for y in (FIRST, BASE, LAST)]
    trends = [int(d["trend", y][i, j]) for y in (BASE, LAST)] if full else [4, 4]
    f = CLIMATES.get(int(d["climate"][i, j])) if full else 1.0
    event = None
    if c[1] and c[2] and MATRIX[c[1] - 1][c[2] - 1] == "-":
        loss = 2000 + int(d["loss"][i, j])
        event = loss if full and c[1] == 1 and BASE < loss <= LAST else LAST
    needs_climate = any((a in (1, 2) and b == 3) or (a == 3 and b in (1, 2))
                        for a, b in zip(c, c[1:]))
    if 0 in c or (full and f is None and needs_climate):
        return None, event, None
    s1, s2 = stocks(c, f or 1.0) if full else (1.0, 1.0)
    tonnes = (s2 - s1) * float(d["carbon"][i, j])
    if 0 in trends:
        return None, event, tonnes
    cover = [sign(MATRIX[a - 1][b - 1]) for a, b in zip(c, c[1:])]
    base = one_out(LPD[trends[0]], cover[0], round(100 * (s1 - 1), 9))
    last = one_out(LPD[trends[1]], cover[1], round(100 * (s2 / s1 - 1), 9))
    return STATUS[base, last], event, tonnes


def expected_land(d, rows, full):
    areas = row_areas()
    sums = {s: 0.0 for s in list(range(1, 8)) + [None]}
    events, declines, land, tonnes = {}, 0.0, 0.0, 0.0
    for i in range(*rows):
        for j in range(COLS):
            if d[FIRST][i, j] == 7:
                continue
            land += areas[i]
            status, event, change = judge(d, i, j, full)
            sums[status] += areas[i]
            if change is not None:
                tonnes += change * areas[i] / 1e4
            if status == 2 and event:
                events[event] = events.get(event, 0) + areas[i]
            elif status == 2:
                declines += areas[i]
    return sums, events, declines, land, tonnes


def near(what, got, want, tolerance=1e-7):
    assert got is not None, f"{what}: nothing"
    assert abs(got - want) <= tolerance * max(1, abs(want)), f"{what}: {got}, not {want}"


def values(db, key):
    return {(s, m): (v, lo, hi, k) for s, m, v, lo, hi, k in db.execute(
        "SELECT series, measure, value, low, high, class FROM indicator_value "
        "JOIN zone USING (zone_id) WHERE key = ?", (key,))}


def check_land(db, d, full):
    for key, rows in BLOCKS.items():
        sums, events, declines, land, tonnes = expected_land(d, rows, full)
        v = values(db, key)
        degraded = sums[1] + sums[2] + sums[3]
        got = v["AG_LND_DGRD", "OBS"]
        near("degraded", got[0], 100 * degraded / land)
        near("low", got[1], 100 * degraded / land)
        near("high", got[2], 100 * (degraded + sums[None]) / land)
        assert got[3] == ("proxy" if full else "component"), got
        for status, series in enumerate(
                ["degraded_persistent_ha", "degraded_recent_ha", "degraded_before_ha",
                 "land_stable_ha", "improved_before_ha", "improved_recent_ha",
                 "improved_persistent_ha"], 1):
            near(series, v[series, "OBS"][0], sums[status] / 1e4)
        near("unknown", v["land_unknown_ha", "OBS"][0], sums[None] / 1e4)
        near("share", v["degraded_share_change", "DEG"][0],
             100 * sum(events.values()) / land)
        if full:
            near("tonnes", v["soil_carbon_change", "OBS"][0], tonnes, 1e-6)
        rows = dict(db.execute(
            "SELECT year, SUM(d.area_m2) FROM degradation d JOIN zone USING (zone_id) "
            "WHERE type = 'land_degradation' AND key = ? GROUP BY year", (key,)))
        assert set(rows) == set(events), (rows, events)
        for year, m2 in events.items():
            near(f"event {year}", rows[year], m2)
        near("declines", db.execute(
            "SELECT TOTAL(d.area_m2) FROM degradation d JOIN zone USING (zone_id) "
            "WHERE type = 'productivity_decline' AND key = ?", (key,)).fetchone()[0],
            declines)


def check_water(db, d):
    areas = row_areas()[:, None] * np.ones(COLS)
    for key, (a, b) in BLOCKS.items():
        w, m, s = d["water"][a:b], d["in mine"][a:b], areas[a:b]
        t = [s[w == k].sum() for k in range(11)]
        v = values(db, key)
        before = t[1] + t[3] + t[8]
        change = t[2] - t[3] + t[7] - t[8]
        ponds = s[np.isin(w, (2, 7)) & m].sum()
        near("PWAC", v["EN_LKRV_PWAC", "OBS"][0], 100 * change / before)
        unseen = s[w == 255].sum()
        near("low", v["EN_LKRV_PWAC", "OBS"][1], 100 * (change - unseen) / (before + unseen))
        near("high", v["EN_LKRV_PWAC", "OBS"][2], 100 * (change + unseen) / before)
        near("without", v["water_permanent_without_ponds", "OBS"][0],
             100 * (change - ponds) / before)
        near("km2", v["water_permanent_change_km2", "OBS"][0], change / 1e6)
        near("ponds", v["water_permanent_ponds_km2", "OBS"][0], ponds / 1e6)
        near("PWAN", v["EN_LKRV_PWAN", "OBS"][0], (t[1] + t[2] + t[7]) / 1e6)
        near("lost", v["water_permanent_lost_km2", "DEG"][0], t[3] / 1e6)
        near("lost share", v["water_permanent_change_share", "DEG"][0], -100 * t[3] / before)
        before, change = t[4] + t[6] + t[7], t[5] - t[6] + t[8] - t[7]
        ponds = s[np.isin(w, (5, 8)) & m].sum()
        near("SWAC", v["EN_LKRV_SWAC", "OBS"][0], 100 * change / before)
        near("dry without", v["water_seasonal_without_ponds", "OBS"][0],
             100 * (change - ponds) / before)
        near("fact", db.execute(
            "SELECT SUM(d.area_m2) FROM degradation d JOIN zone USING (zone_id) "
            "WHERE type = 'water_change' AND year = 2020 AND key = ?",
            (key,)).fetchone()[0], t[3])


def run(ecocrime, *arguments):
    done = subprocess.run([ecocrime, *arguments], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"ecocrime {arguments}: {done.stderr} {done.stdout}")
    return done.stdout


def store(path):
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def left_out(ecocrime):
    """Without the key the baseline ends in 2015, of which there is no map."""
    text = (ASSESSMENT % ("", "")).replace("assessment: land", "assessment: without")
    with open("without.yaml", "w") as f:
        f.write("".join(line for line in text.splitlines(True)
                        if not line.startswith("land_degradation")))
    said = run(ecocrime, "check", "without.yaml")
    assert "15.3.1 is left out" in said and "no map of 2015 in" in said, said
    run(ecocrime, "run", "without.yaml", "-o", "out")
    db = store("out/without.sqlite")
    assert db.execute("SELECT indicator FROM indicator_skipped").fetchall() == [("15.3.1",)]
    with open("without.yaml", "w") as f:
        f.write((text[:text.index("indicators")] + "indicators: [6.6.1]").replace(
            "  - {id: water", "  - {id: k, kind: climate-region, files: climate.tif}\n"
            "  - {id: water").replace("land_degradation", "# "))
    said = run(ecocrime, "check", "without.yaml")
    assert "k: is not read: kind climate-region is for indicator 15.3.1" in said, said


def national(ecocrime, d, path):
    """A matrix of one's own in a folder: tree cover turned into grassland is
    stable; the store is judged anew, no raster is read."""
    os.makedirs("own/rules", exist_ok=True)
    text = open(os.path.join(os.environ["ECO_SOURCE"],
                             "layers/rules/land_cover_change.csv")).read()
    with open("own/rules/land_cover_change.csv", "w") as f:
        f.write(text.replace("tree-covered,grassland,-1", "tree-covered,grassland,0"))
    run(ecocrime, "indicators", path, "--layers", "own")
    MATRIX[0] = "00----0"
    check_land(store(path), d, True)
    with open("own/rules/land_cover_change.csv", "w") as f:
        f.write("".join(line for line in text.splitlines(True)
                        if not line.startswith("wetland,other land")))
    done = subprocess.run([ecocrime, "indicators", path, "--layers", "own"],
                          capture_output=True, text=True)
    assert done.returncode == 1 and \
        "land_cover_change.csv has no row for wetland to other land" in done.stderr, done


def main(ecocrime):
    ecocrime = os.path.abspath(ecocrime)
    with tempfile.TemporaryDirectory() as work:
        d = make(work)
        for name, told, full in (("full", "", True), ("cover", "", False)):
            with open(f"{name}.yaml", "w") as f:
                f.write((ASSESSMENT % (told, MORE if full else ""))
                        .replace("assessment: land", f"assessment: {name}"))
            run(ecocrime, "run", f"{name}.yaml", "-o", "out")
            if full:
                run(ecocrime, "verify", f"out/{name}.sqlite", "--inputs", ".")
            db = store(f"out/{name}.sqlite")
            check_land(db, d, full)
            check_water(db, d)
            explained = {t for t, in db.execute("SELECT DISTINCT type FROM type_domain")}
            assert {"land_degradation", "water_change"} <= explained, explained
            assert "productivity_decline" not in explained, explained
            db.close()
        left_out(ecocrime)
        national(ecocrime, d, "out/full.sqlite")
        os.chdir("/")


main(sys.argv[1])
