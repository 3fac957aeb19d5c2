#!/usr/bin/python3
"""SDG 15.1.2 and 15.4.1: what protected areas cover of key biodiversity areas,
against unions and areas by OGR in an equal-area projection.

    kba.py ECOCRIME
"""
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile

try:
    import numpy as np
    from osgeo import gdal, ogr, osr
except ImportError as error:
    print("skipped:", error)
    sys.exit(77)

WEST, NORTH, CELL, SIDE = -60.0, -5.0, 0.01, 100
YEARS = (2010, 2011, 2012)
ASSESSMENT = """assessment: areas
scope: {period: {from: 2010, to: 2012}}
datasets:
  - {id: cover, kind: land-cover, files: "cover_{year}.tif",
     legend: "1:forest:forest;2:open:land", licence: l, citation: c}
  - {id: admin, kind: zones, files: admin.geojson, key: key, licence: l, citation: c}
  - {id: kbas, kind: zones, set: kba, lands: key-biodiversity, ecosystem: %s,
     files: kbas.geojson, key: key, licence: l, citation: c}
  - {id: wdpa, kind: protected-areas, files: wdpa.geojson, key: WDPAID,
     licence: l, citation: c}
indicators: [15.1.2, 15.4.1]
publish: {formats: [tables]}
"""
# in hundredths of a degree from the north-west corner: x0, y0, x1, y1
KBAS = {"a": ((5, 5, 25, 25), "terrestrial"), "b": ((40, 10, 60, 30), "Terrestrial; freshwater"),
        "c": ((70, 10, 90, 20), "mountain"), "d": ((5, 60, 25, 80), "marine"),
        "e": ((60, 60, 80, 90), "terrestrial"), "f": ((30, 60, 40, 70), "freshwater")}
# box or ring, year, country, status, designation; later ones leave no trace
PROTECTED = [
    ((0, 0, 15, 15), 2005, "AAA", "Designated", "National Park"),
    ((10, 10, 20, 40), 2011, "AAA", "Established", "Reserve"),
    ([(8, 8), (24, 12), (12, 24)], 2012, "AAA", "Designated", "Park"),
    ((40, 10, 50, 30), 0, "AAA", "Designated", "Park"),       # drawn: 2005 2011 2012
    ((70, 10, 80, 20), 0, "BBB", "Inscribed", "Site"),        # drawn: 2005 2005 2020
    ((60, 60, 70, 90), 0, "CCC", "Designated", "Park"),       # drawn: 2020 2020 2005
    ((95, 95, 96, 96), 2005, "BBB", "Designated", "Far"),
    ((95, 96, 96, 97), 2005, "BBB", "Designated", "Far"),
    ((95, 97, 96, 98), 2020, "BBB", "Designated", "Far"),
    ((95, 98, 96, 99), 2020, "CCC", "Designated", "Far"),
    ((96, 95, 97, 96), 2020, "CCC", "Designated", "Far"),
    ((96, 96, 97, 97), 2005, "CCC", "Designated", "Far"),
    ((5, 5, 25, 25), 2000, "AAA", "Proposed", "Park"),
    ((5, 5, 25, 25), 2000, "AAA", "Not Reported", "Park"),
    ((5, 5, 25, 25), 2000, "AAA", "Designated", "UNESCO-MAB Biosphere Reserve"),
]
ADMIN = {"west": (0, 0, 55, 100), "east": (55, 0, 100, 100)}
LOST = {2011: (10, 5, 15, 15), 2012: (60, 60, 65, 70)}


def place(x, y):
    return [WEST + x * CELL, NORTH - y * CELL]


def ring(shape):
    if isinstance(shape, list):
        return [place(*p) for p in shape + shape[:1]]
    a, b, c, d = shape
    return [place(a, b), place(c, b), place(c, d), place(a, d), place(a, b)]


def features(name, items):
    with open(name, "w") as f:
        json.dump({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": p,
             "geometry": {"type": "Polygon", "coordinates": [ring(s)]}}
            for p, s in items]}, f)


def geometry(shape):
    """Edges straight in longitude and latitude, on an equal-area plane."""
    wkt = ", ".join(f"{x:.17g} {y:.17g}" for x, y in ring(shape))
    g = ogr.CreateGeometryFromWkt(f"POLYGON (({wkt}))")
    g.Segmentize(0.0005)
    lonlat, plane = osr.SpatialReference(), osr.SpatialReference()
    lonlat.ImportFromEPSG(4326)
    plane.ImportFromEPSG(6933)
    for crs in (lonlat, plane):
        crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    g.Transform(osr.CoordinateTransformation(lonlat, plane))
    return g


def covered(kba, shapes):
    union = ogr.Geometry(ogr.wkbMultiPolygon)
    for s in shapes:
        union = union.Union(geometry(s))
    return geometry(kba).Intersection(union).Area() if shapes else 0.0


def kept(p):
    return p[3] not in ("Proposed", "Not Reported") and "UNESCO" not in p[4]


def cover(kba, year, drawn):
    """Of an area in a year; `drawn`: country to the year its undated areas get."""
    return covered(kba, [p[0] for p in PROTECTED
                         if kept(p) and (p[1] or drawn[p[2]]) <= year])


def bounds(kba, year):
    """Median, 5th and 95th percentile of the draws. An undated area is there with
    a chance that is told by the years of its country: below 5 % it never is
    between the percentiles, below one half not in the median."""
    out = []
    for level in (0.5, 0.05, 0.95):
        drawn = {}
        for country in ("AAA", "BBB", "CCC"):
            years = [p[1] for p in PROTECTED if p[1] and kept(p) and p[2] == country]
            chance = sum(y <= year for y in years) / len(years)
            drawn[country] = year if chance > 1 - level else year + 1
        out.append(cover(kba, year, drawn))
    return out


def make(work):
    os.chdir(work)
    features("admin.geojson", [({"key": k}, s) for k, s in ADMIN.items()])
    features("kbas.geojson", [({"key": k, "kind": e}, s) for k, (s, e) in KBAS.items()])
    features("wdpa.geojson", [
        ({"WDPAID": i + 1, "STATUS_YR": y, "ISO3": c, "STATUS": s, "DESIG_ENG": d}, p)
        for i, (p, y, c, s, d) in enumerate(PROTECTED)])
    cells = np.ones((SIDE, SIDE), np.uint8)
    for year in (2009,) + YEARS:
        if year in LOST:
            a, b, c, d = LOST[year]
            cells[b:d, a:c] = 2
        out = gdal.GetDriverByName("GTiff").Create(f"cover_{year}.tif", SIDE, SIDE, 1)
        crs = osr.SpatialReference()
        crs.ImportFromEPSG(4326)
        out.SetProjection(crs.ExportToWkt())
        out.SetGeoTransform((WEST, CELL, 0, NORTH, 0, -CELL))
        out.GetRasterBand(1).WriteArray(cells)


def near(what, got, want, tolerance=1e-6):
    assert got is not None, f"{what}: nothing"
    assert abs(got - want) <= tolerance * max(1, abs(want)), f"{what}: {got}, not {want}"


def members(zone):
    return {"west": "abdf", "east": "ce"}.get(zone, zone)


def is_kind(key, word):
    told = KBAS[key][1].lower()
    return word in told or (word == "terrestrial" and "mountain" in told)


def check(db):
    area = {k: geometry(s).Area() for k, (s, _) in KBAS.items()}
    for year in YEARS:
        for k, (s, _) in KBAS.items():
            got = db.execute(
                "SELECT covered_m2, low_m2, high_m2, c.area_m2 FROM kba_cover c "
                "JOIN zone z ON z.zone_id = kba_id WHERE key = ? AND year = ?",
                (k, year)).fetchone()
            for name, g, w in zip(("median", "low", "high"), got, bounds(s, year)):
                near(f"{name} of {k} in {year}", g, w, 1e-6)
            near(f"area of {k}", got[3], area[k])
        for zone in list(ADMIN) + list(KBAS):
            v = {(s, m): (x, lo, hi) for s, m, x, lo, hi in db.execute(
                "SELECT series, measure, value, low, high FROM indicator_value "
                "JOIN zone USING (zone_id) WHERE key = ? AND year = ?", (zone, year))}
            for series, word in (("ER_PTD_TERR", "terrestrial"),
                                 ("ER_PTD_FRHWTR", "freshwater"), ("ER_PTD_MTN", "mountain")):
                ks = [k for k in members(zone) if is_kind(k, word)]
                assert bool(ks) == ((series, "OBS") in v), (zone, series)
                if ks:
                    near(f"{series} of {zone} in {year}", v[series, "OBS"][0],
                         statistics.fmean(100 * bounds(KBAS[k][0], year)[0] / area[k]
                                          for k in ks))
            ks = [k for k in members(zone) if is_kind(k, "terrestrial")]
            if ks:
                lost = [s for y, s in LOST.items() if y <= year]
                near(f"lost of {zone} in {year}", v["kba_loss_part", "DEG"][0],
                     statistics.fmean(100 * covered(KBAS[k][0], lost) / area[k] for k in ks))
    assert db.execute("SELECT COUNT(*) FROM evidence_set").fetchone()[0] == 0
    why = dict(db.execute("SELECT excluded, COUNT(*) FROM protected_area GROUP BY excluded"))
    assert why == {"": len(PROTECTED) - 3, "status": 2, "UNESCO-MAB": 1}, why


def run(ecocrime, *arguments):
    done = subprocess.run([ecocrime, *arguments], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"ecocrime {arguments}: {done.stderr} {done.stdout}")
    return done.stdout


def main(ecocrime):
    ecocrime = os.path.abspath(ecocrime)
    with tempfile.TemporaryDirectory() as work:
        make(work)
        with open("areas.yaml", "w") as f:
            f.write(ASSESSMENT % "kind")
        run(ecocrime, "check", "areas.yaml")
        run(ecocrime, "run", "areas.yaml", "-o", "out")
        run(ecocrime, "verify", "out/areas.sqlite", "--inputs", ".")
        db = sqlite3.connect("file:out/areas.sqlite?mode=ro", uri=True)
        check(db)
        db.close()
        run(ecocrime, "indicators", "out/areas.sqlite")
        db = sqlite3.connect("file:out/areas.sqlite?mode=ro", uri=True)
        check(db)
        db.close()
        with open("areas.yaml", "w") as f:
            f.write(ASSESSMENT % "nosuch")
        done = subprocess.run([ecocrime, "run", "areas.yaml", "-o", "odd"],
                              capture_output=True, text=True)
        assert done.returncode == 2 and "'nosuch' is no field of" in done.stderr, done
        os.chdir("/")


main(sys.argv[1])
