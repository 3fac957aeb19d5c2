#!/usr/bin/python3
"""Figures of the real cases that others computed, against ours.

Usage: figures.py ECOCRIME lourenco|dominican|ibama DATA OUT
See docs/method.md for where each figure comes from and what may differ."""
import csv
import json
import sqlite3
import subprocess
import sys
import unicodedata

BINARY, CASE, DATA, OUT = sys.argv[1:5]
FOLDER = DATA + "/forest/amapa_lourenco"
wrong = 0


def expect(what, got, want, tolerance):
    global wrong
    off = abs(got - want)
    if off > tolerance:
        wrong += 1
    print(f"{'ok' if off <= tolerance else 'not ok'} - {what}: {got:.4f} "
          f"(others: {want}, may differ by {tolerance})")


def tabulate(raster, *more):
    """Hectares per class over the whole raster and a strip beyond it."""
    done = subprocess.run(
        [BINARY, "tabulate", "--zones", "whole.geojson", "--zone-key", "k",
         "--class", f"c={raster}", "-o", "-", *more],
        check=True, capture_output=True, text=True)
    return {row["c"]: float(row["area_m2"]) / 1e4
            for row in csv.DictReader(done.stdout.splitlines())}


def write_whole():
    w, s, e, n = 409800, 236200, 449900, 276310
    ring = [[w, s], [e, s], [e, n], [w, n], [w, s]]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::31976"}}
    with open("whole.geojson", "w", encoding="utf-8") as out:
        json.dump({"type": "FeatureCollection", "crs": crs, "features": [
            {"type": "Feature", "properties": {"k": "whole"},
             "geometry": {"type": "Polygon", "coordinates": [ring]}}]}, out)


def lourenco(db):
    write_whole()
    six = FOLDER + "/utm_cover_AP_lorenco_1985.tif"
    planar = tabulate(six, "--area", "planar")
    expect("collection 6, 1985, forest, planar ha", planar["3"],
           158581.9938, 5e-5)
    expect("collection 6, 1985, mining, planar ha", planar["30"],
           526.4807, 5e-5)
    true = tabulate(six)
    expect("ellipsoid over plane, 1985", true["3"] / planar["3"], 1.000675, 1e-6)
    stack = FOLDER + "/lorenco_85a22.tif"
    for band, year, forest, mining in ((1, 1985, 158955, 871),
                                       (31, 2015, 158071, 1721),
                                       (38, 2022, 157817, 1806)):
        got = tabulate(f"{stack},band={band},nodata=keep", "--area", "planar")
        expect(f"collection 8, {year}, forest, planar ha", got["3"], forest, 0.5)
        expect(f"collection 8, {year}, mining, planar ha", got["30"], mining, 0.5)
    footprints(db)
    attribution(db)
    people(db)


def people(db):
    """People near attributed mines, by the coarse squares of GPW cut into 60 x 60
    and distances on a sphere to the corners of the footprints (480 m)."""
    import numpy as np
    from osgeo import gdal, ogr
    gdal.UseExceptions()
    ogr.UseExceptions()
    sites = ogr.Open(f"{OUT}/{CASE}.sqlite").ExecuteSQL(
        "SELECT e.geom FROM evidence e JOIN attributed_site s USING (evidence_id) "
        "WHERE s.measure = 'ILL'")
    corners = np.radians(np.array(
        [p[:2] for site in sites for polygon in site.GetGeometryRef()
         for ring in polygon for p in ring.GetPoints()]))
    raster = gdal.Open(DATA + "/covariates/population_global/"
                       "gpw_v4_population_count_rev11_2000_15_min.tif")
    col, row, n, fine = 511, 349, 3, 60  # cells of 52.25 to 51.5 W, 2 to 2.75 N
    count = np.maximum(raster.ReadAsArray(col, row, n, n), 0)
    step = 0.25 / fine
    lon = np.radians(-180 + col * 0.25 + step * (np.arange(n * fine) + 0.5))
    lat = np.radians(90 - row * 0.25 - step * (np.arange(n * fine) + 0.5))
    nearest = np.full((n * fine, n * fine), 1e9)
    for x, y in corners:
        a = (np.sin((lat[:, None] - y) / 2) ** 2
             + np.cos(lat[:, None]) * np.cos(y) * np.sin((lon[None] - x) / 2) ** 2)
        nearest = np.minimum(nearest, 2 * 6371008.8 * np.arcsin(np.sqrt(a)))
    each = np.repeat(np.repeat(count, fine, 0), fine, 1) / fine ** 2
    for metres in (5000, 10000):
        got = db.execute(
            "SELECT persons FROM people_near WHERE zone_id IS NULL AND domain = "
            "'MIN' AND measure = 'ILL' AND distance_m = ?", (metres,)).fetchone()[0]
        want = float(each[nearest < metres].sum())
        expect(f"people within {metres / 1000:g} km of attributed mines", got, want,
               0.02 * want)


def in_plane(path, layer, where, window):
    """Polygons in the plane of the raster, cut to it, by year."""
    from osgeo import ogr, osr
    ogr.UseExceptions()
    plane = osr.SpatialReference()
    plane.ImportFromEPSG(31976)
    plane.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    source = ogr.Open(path)
    rows = source.GetLayerByName(layer) if layer else source.GetLayer(0)
    rows.SetAttributeFilter(where)
    crs = rows.GetSpatialRef().Clone()
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    move = osr.CoordinateTransformation(crs, plane)
    for feature in rows:
        shape = feature.GetGeometryRef().Clone()
        shape.Segmentize(0.001)
        shape.Transform(move)
        shape = shape.MakeValid().Intersection(window)
        if shape and not shape.IsEmpty():
            yield feature, shape


def attribution(db):
    """From hectares to organized crime, by GEOS in the plane: new footprints of
    each year, cut by the permits in force and by the national park."""
    from osgeo import gdal, ogr
    gdal.UseExceptions()
    gt = gdal.Open(FOLDER + "/lorenco_85a22.tif").GetGeoTransform()
    w, n, cell = gt[0], gt[3], gt[1]
    side = 1341 * cell
    ring = (f"POLYGON(({w} {n - side},{w + side} {n - side},{w + side} {n},"
            f"{w} {n},{w} {n - side}))")
    window = ogr.CreateGeometryFromWkt(ring)
    granted = ("FASE IN ('CONCESSÃO DE LAVRA', 'LAVRA GARIMPEIRA', "
               "'LICENCIAMENTO', 'REGISTRO DE EXTRAÇÃO')")
    permits = [(int(f["ANO"]), g) for f, g in
               in_plane("claims.gpkg", None, granted, window)]
    parks = [g for _, g in in_plane(
        "/vsizip/" + DATA + "/units/brazil/UCs_federais_julho_2019_AmzLegal.zip/"
        "UCs_AmzLegal/UC_fed_julho_2019_AmzLegal.shp", None,
        "UF LIKE '%AP%' AND sigla IN ('PARNA', 'REBIO', 'ESEC')", window)]
    seen = ogr.CreateGeometryFromWkt("POLYGON EMPTY")
    whole = legal = strict = 0.0
    for year in range(2018, 2023):
        new = ogr.CreateGeometryFromWkt("POLYGON EMPTY")
        for _, g in in_plane(f"{DATA}/mining/amw_amazon_yearly/"
                             f"mining_{year}00_simplified.geojson", None, None,
                             window):
            new = new.Union(g)
        new, seen = new.Difference(seen), seen.Union(new)
        whole += new.Area()
        under = ogr.CreateGeometryFromWkt("POLYGON EMPTY")
        for first, g in permits:
            if first <= year:
                under = under.Union(g)
        legal += new.Intersection(under).Area()
        for park in parks:
            strict += new.Intersection(park).Area()
    true = 1.00067 / 1e4  # ellipsoid over plane, to hectares

    def step(measure, tier, scenario="central_ha"):
        return db.execute(
            f"SELECT coalesce(sum({scenario}), 0) FROM attribution_step WHERE "
            "zone_set = 'admin' AND type = 'mining_footprint' AND measure = ? "
            "AND tier = ?", (measure, tier)).fetchone()[0]

    without = whole - legal - strict
    expect("footprints, ha", step("DEG", "_T"), whole * true, 1)
    expect("of them under a permit, ha", step("LEGAL", "_T"), legal * true, 1)
    expect("in the park, ha", step("ILL", "T4a", "high_ha"), strict * true, 1)
    expect("without a permit, ha", step("ILL", "T4c", "high_ha"), without * true, 2)
    # worth: T4a 0.95, T4c 0.6 illegal; 0.15 and 0.10 of it organized
    expect("evidence of illegality, ha", step("ILL", "_T"),
           (0.95 * strict + 0.6 * without) * true, 2)
    expect("of organized crime, ha", step("ORG", "_T"),
           (0.95 * 0.15 * strict + 0.6 * 0.10 * without) * true, 0.5)
    rest = (step("DEG", "_T") - step("ILL", "_T") - step("LEGAL", "_T")
            - step("UNDETERMINED", "_T"))
    expect("what is left over, ha", rest, 0, 1e-6)


def footprints(db):
    """Amazon Mining Watch 2018-2022 within the raster, against the union of its
    polygons (5 749.6 ha in the plane, GEOS) and figures of cell centres."""
    query = (
        "WITH fp AS (SELECT DISTINCT evidence_set_id FROM evidence_set "
        "JOIN evidence e USING (evidence_id) WHERE e.kind = 'mining-footprint' "
        "AND e.year BETWEEN 2018 AND 2022) "
        "SELECT SUM(t.area_cm2) / 1e8 FROM tally t "
        "JOIN combination c USING (combination_id) JOIN zone z USING (zone_id) "
        "JOIN fp USING (evidence_set_id) WHERE z.zone_set = 'admin' AND ")
    ha = db.execute(query + "c.theme = 'total' "
                            "AND c.to_role IS NOT 'outside'").fetchone()[0]
    expect("footprint 2018-2022, ha", ha, 5749.5615 * 1.00067, 0.5)
    for year, role, want in ((2017, "forest", 4285), (2022, "forest", 4075),
                             (2022, "mining", 1442)):
        ha = db.execute(query + "c.theme = 'land-cover' AND c.to_role = ? "
                                "AND c.year = ?", (role, year)).fetchone()[0]
        expect(f"{role} of {year} in it, ha", ha, want, 0.002 * want)


def dominican(db):
    """The loss-year raster whole, by value, against our sum over provinces."""
    total = db.execute(
        "SELECT SUM(area_cm2) / 1e8 FROM tally JOIN combination c "
        "USING (combination_id) WHERE c.theme = 'total' "
        "AND c.to_role IS NOT 'outside'").fetchone()[0]
    by_loss = db.execute(
        "SELECT SUM(area_cm2) / 1e8 FROM tally JOIN combination c "
        "USING (combination_id) WHERE c.theme = 'forest-loss-year' "
        "AND c.to_role IS NOT 'outside'").fetchone()[0]
    expect("area by loss year, ha", by_loss, total, 1e-5 * total)
    lost = db.execute("SELECT COUNT(DISTINCT year) FROM degradation "
                      "WHERE type = 'tree_cover_loss'").fetchone()[0]
    expect("years with loss", lost, 20, 0)


def folded(text):
    """Letters without accents, case and what stands between them."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in plain if c.isalnum())


def ibama(db):
    """Notices whose municipality and state are among those of four states, the
    state known by the first digits of the municipality's code."""
    there = set()
    for code, state, name in ((13, "AM", "amazonas"), (14, "RR", "roraima"),
                              (15, "PA", "para"), (16, "AP", "amapa")):
        with open(f"{DATA}/units/brazil/municipios_{code}_{name}.geojson",
                  encoding="utf-8") as file:
            for feature in json.load(file)["features"]:
                there.add((state, folded(feature["properties"]["name"])))
    want = {"matched": 0, "none": 0, "elsewhere": 0, "namesakes": 0}
    with open(f"{DATA}/incidents/brazil/ibama_amaz_legal_infracao_ambiental_4.csv",
              encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            place = (row["SIG_UF"], folded(row["NOM_MUNICIPIO"]))
            here = place[0] in ("AM", "RR", "PA", "AP")
            want["matched" if place in there
                 else "none" if here else "elsewhere"] += 1
            want["namesakes"] += not here and any(
                (state, place[1]) in there for state in ("AM", "RR", "PA", "AP"))
    got = dict(db.execute(
        "SELECT CASE WHEN outcome <> 'none' THEN outcome "
        "WHEN parent IN ('AM', 'RR', 'PA', 'AP') THEN 'none' "
        "ELSE 'elsewhere' END, sum(nrows + nrefused) FROM place_match GROUP BY 1"))
    total = sum(want.values()) - want["namesakes"]
    expect("rows", sum(got.values()), total, 0)
    for outcome in ("matched", "none", "elsewhere"):
        expect(f"rows {outcome}", got.get(outcome, 0), want[outcome], 0)
    expect("rows by a near spelling", got.get("near", 0), 0, 0)
    expect("rows ambiguous, refused", got.get("ambiguous", 0), 0, 0)
    shared = db.execute(
        "SELECT sum(nrows) FROM place_match m WHERE outcome = 'none' AND EXISTS "
        "(SELECT 1 FROM json_each(m.candidates) c WHERE "
        "upper(c.value ->> 'name') = upper(m.name)) AND parent NOT IN "
        "('AM', 'RR', 'PA', 'AP')").fetchone()[0]
    print(f"rows of other states with a name known here: {want['namesakes']}; "
          f"of these told as candidates by plain letters: {shared}")
    rows = db.execute("SELECT sum(nrows), sum(precision_class = 4), count(*) "
                      "FROM incident WHERE place_outcome = 'matched'").fetchone()
    expect("rows that have a zone", rows[0], want["matched"], 0)
    print(f"matched notices of class 4: {rows[1]} of {rows[2]}")


with sqlite3.connect(f"file:{OUT}/{CASE}.sqlite?mode=ro", uri=True) as store:
    {"lourenco": lourenco, "dominican": dominican, "ibama": ibama}[CASE](store)
sys.exit(1 if wrong else 0)
