#!/usr/bin/python3
"""The real cases against figures found in other ways: tables that others
published, and cell-by-cell sums by NumPy.

    figures.py ECOCRIME lourenco|dominican DATA OUT      OUT holds the store
"""
import csv
import math
import sqlite3
import subprocess
import sys

import numpy as np
from osgeo import gdal, ogr, osr

COLLECTION_6 = "/forest/amapa_lourenco/utm_cover_AP_lorenco_1985.tif"
COLLECTION_8 = "/forest/amapa_lourenco/lorenco_85a22.tif"
FOREST, MINING, UNSEEN = 3, 30, 27
# UTM: (0.9996 * (1 + d^2 / 2R^2))^2 in the middle of the window, 70 km from the
# central meridian; it varies by 1e-4 within the window.
PLANE = 0.99932
problems = []


def expect(what, found, want, tolerance):
    """The relative difference must not exceed the tolerance."""
    off = abs(found - want) / abs(want)
    print("%-58s %14.4f %14.4f %8.1e" % (what, found, want, off))
    if not off <= tolerance:
        problems.append("%s: %.6f, not %.6f" % (what, found, want))


def write_zones(path, shapes, crs):
    source = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    layer = source.CreateLayer("zones", crs, ogr.wkbUnknown)
    layer.CreateField(ogr.FieldDefn("key", ogr.OFTString))
    for key, shape in shapes:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("key", key)
        feature.SetGeometry(shape)
        layer.CreateFeature(feature)


def frame(raster):
    """The outline of a raster in its own reference system."""
    gt = raster.GetGeoTransform()
    e, s = gt[0] + gt[1] * raster.RasterXSize, gt[3] + gt[5] * raster.RasterYSize
    ring = ((gt[0], gt[3]), (e, gt[3]), (e, s), (gt[0], s), (gt[0], gt[3]))
    return ogr.CreateGeometryFromWkt(
        "POLYGON((" + ",".join("%.17g %.17g" % p for p in ring) + "))"
    )


def tabulate(ecocrime, zones, *options):
    """Hectares by (zone, class columns...)."""
    out = "table.csv"
    subprocess.run(
        [ecocrime, "tabulate", "-q", "--zones", zones, "--zone-key", "key",
         "-o", out, *options], check=True)
    table = {}
    with open(out, encoding="utf-8", newline="") as text:
        rows = csv.reader(text)
        head = next(rows)
        area, cells = head.index("area_m2"), head.index("cells")
        for row in rows:
            table[tuple(row[:cells])] = float(row[area]) / 1e4
    return table


def collection_6(ecocrime, data):
    raster = gdal.Open(data + COLLECTION_6)
    write_zones("frame.gpkg", [("all", frame(raster))], raster.GetSpatialRef())
    planar = tabulate(ecocrime, "frame.gpkg", "--class",
                      "cover=" + data + COLLECTION_6, "--area", "planar")
    true = tabulate(ecocrime, "frame.gpkg", "--class",
                    "cover=" + data + COLLECTION_6)
    with open(data + "/forest/amapa_lourenco/metricas_lourenco_1985.csv",
              encoding="utf-8") as text:
        published = {int(row["class"]): float(row["value"].replace(",", "."))
                     for row in csv.DictReader(text, delimiter=";")
                     if row["metric"] == "ca" and row["class"] != "NA"}
    for klass, want in sorted(published.items()):
        found = planar["all", str(klass)]
        expect("collection 6, 1985, class %d, planar ha, published" % klass,
               found, want, 1e-9)
        print("    on the ellipsoid %.4f ha" % true["all", str(klass)])
    expect("planar over true area of the window",
           sum(planar.values()) / sum(true.values()), PLANE, 2e-5)


def collection_8(ecocrime, data):
    """Sums in the window, and under the mining footprints of 2018-2022.

    The first are of whole cells: they agree to the rounding of the figures.
    The second were found by giving each cell to a footprint when its centre
    lies inside. About 1 in 7 of those cells is cut by an outline, each off by
    up to half a cell without bias: some tenths of a percent.
    """
    raster = gdal.Open(data + COLLECTION_8)
    crs = raster.GetSpatialRef()
    window = frame(raster)
    for year, forest, mining in ((1985, 158955, 871), (2015, 158071, 1721),
                                 (2022, 157817, 1806)):
        option = "cover=%s,band=%d,nodata=keep" % (data + COLLECTION_8, year - 1984)
        table = tabulate(ecocrime, "frame.gpkg", "--class", option, "--area", "planar")
        expect("collection 8, %d, forest, planar ha" % year,
               table["all", str(FOREST)], forest, 0.5 / forest)
        expect("collection 8, %d, mining, planar ha" % year,
               table["all", str(MINING)], mining, 0.5 / mining)
    lonlat = osr.SpatialReference()
    lonlat.ImportFromEPSG(4326)
    lonlat.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    to_grid = osr.CoordinateTransformation(lonlat, crs)
    mines = ogr.Geometry(ogr.wkbMultiPolygon)
    for year in range(2018, 2023):
        source = ogr.Open(
            data + "/mining/amw_amazon_yearly/mining_%d00_simplified.geojson" % year)
        layer = source.GetLayer(0)
        layer.SetSpatialFilterRect(-51.9, 2.0, -51.4, 2.6)
        for feature in layer:
            shape = feature.GetGeometryRef().Clone()
            shape.Transform(to_grid)
            mines = mines.Union(shape.Intersection(window))
    write_zones("mines.gpkg", [("mines", mines)], crs)
    table = {}
    for year in (2017, 2022):
        option = "cover=%s,band=%d,nodata=keep" % (data + COLLECTION_8, year - 1984)
        table[year] = tabulate(ecocrime, "mines.gpkg", "--class", option, "--area", "planar")
    expect("footprints 2018-2022 in the window, planar ha",
           sum(table[2022].values()), 5748, 5e-3)
    expect("mapped mining of 2022 in them", table[2022]["mines", str(MINING)],
           1442, 5e-3)
    expect("forest in them, 2017", table[2017]["mines", str(FOREST)], 4285, 5e-3)
    expect("forest in them, 2022", table[2022]["mines", str(FOREST)], 4075, 5e-3)


def centre_mask(raster, shape, crs):
    """Cells whose centre lies in the shape."""
    memory = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = memory.CreateLayer("", crs)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(shape)
    layer.CreateFeature(feature)
    mask = gdal.GetDriverByName("MEM").Create(
        "", raster.RasterXSize, raster.RasterYSize, 1, gdal.GDT_Byte)
    mask.SetGeoTransform(raster.GetGeoTransform())
    mask.SetProjection(raster.GetProjection())
    gdal.RasterizeLayer(mask, [1], layer, burn_values=[1])
    return mask.GetRasterBand(1).ReadAsArray() == 1


def zones_of(store):
    """(zone_id, name, geometry) of the districts in a store."""
    source = ogr.Open(store)
    layer = source.GetLayerByName("zone")
    layer.SetAttributeFilter("zone_set = 'admin'")
    return [(f.GetFID(), f["name"], f.GetGeometryRef().Clone()) for f in layer]


def in_store(db, zone, kind):
    return dict(db.execute(
        "SELECT year, SUM(area_m2) / 1e4 FROM degradation "
        "WHERE zone_id = ? AND type IN (%s) GROUP BY year" % kind, (zone,)))


def lourenco_store(data, out):
    """Loss and new mining of the whole run, cell by cell in NumPy."""
    raster = gdal.Open(data + COLLECTION_8)
    crs = raster.GetSpatialRef()
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    cover = raster.ReadAsArray()
    store = out + "/lourenco.sqlite"
    db = sqlite3.connect(store)
    gt = raster.GetGeoTransform()
    cell = abs(gt[1] * gt[5]) / 1e4 / PLANE
    lonlat = osr.SpatialReference()
    lonlat.ImportFromEPSG(4326)
    lonlat.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    to_grid = osr.CoordinateTransformation(lonlat, crs)
    compared = 0
    for zone, name, shape in zones_of(store):
        shape.Transform(to_grid)
        mask = centre_mask(raster, shape, crs)
        if mask.sum() < 100000:
            continue
        before, loss, mined = cover[0].copy(), 0, 0
        for band in cover[1:]:
            seen = (band != UNSEEN) & (band != 0)
            known = seen & (before != UNSEEN) & (before != 0) & mask
            trees = np.isin(before, (1, 3, 5, 6, 49))
            loss += (known & trees & ~np.isin(band, (1, 3, 5, 6, 49))).sum()
            mined += (known & (before != MINING) & (band == MINING)).sum()
            before = np.where(seen, band, before)
        found = in_store(db, zone, "'forest_loss', 'forest_reloss'")
        expect(name + ", forest loss 1986-2022, ha, by centres",
               sum(found.values()), loss * cell, 5e-3 + 2 / loss)
        found = in_store(db, zone, "'mining_new', 'mining_again'")
        expect(name + ", new mining 1986-2022, ha, by centres",
               sum(found.values()), mined * cell, 5e-3 + 2 / mined)
        compared += 1
    if not compared:
        problems.append("no district covers the window")


def no_holders(out):
    """Names of claim holders are personal: they are nowhere in what is written."""
    with open(out + "/lourenco.sqlite", "rb") as store:
        text = store.read()
    for word in (b"MINERADORA", b"COOPERATIVA", b'"NOME"'):
        if word in text:
            problems.append("the store holds %s: a holder's name" % word.decode())


def parallel_cells(raster):
    """Hectares of a cell per row of a grid in degrees (exact integral)."""
    a, f = 6378137.0, 1 / 298.257223563
    b, e2 = a * (1 - f), f * (2 - f)
    e = math.sqrt(e2)

    def q(lat):
        s = math.sin(math.radians(lat))
        return s / (1 - e2 * s * s) + math.atanh(e * s) / e

    gt, n = raster.GetGeoTransform(), raster.RasterYSize
    edge = [q(gt[3] + row * gt[5]) for row in range(n + 1)]
    width = b * b / 2 * math.radians(gt[1]) / 1e4
    return np.array([width * (n - s) for n, s in zip(edge, edge[1:])])


def dominican(ecocrime, data, out):
    folder = data + "/forest/dominican_gfc/Hansen_GFC-2020-v1.8_"
    loss_path = folder + "lossyear_20N_080W.tif"
    canopy_path = folder + "treecover2000_20N_080W.tif"
    raster = gdal.Open(loss_path)
    loss = raster.ReadAsArray()
    canopy = gdal.Open(canopy_path).ReadAsArray()
    area = np.repeat(parallel_cells(raster)[:, None], loss.shape[1], axis=1)
    write_zones("frame.gpkg", [("all", frame(raster))], raster.GetSpatialRef())
    table = tabulate(ecocrime, "frame.gpkg", "--class", "loss=" + loss_path,
                     "--class",
                     "canopy=" + canopy_path + ",legend=0-29:open;30-100:forest")
    for year in range(1, 21):
        want = area[(loss == year) & (canopy >= 30) & (canopy <= 100)].sum()
        expect("tree-cover loss in the window, %d, ha" % (2000 + year),
               table.get(("all", str(year), "forest"), 0.0), want, 1e-9)
    expect("area of the window, ha", sum(table.values()), area.sum(), 1e-9)
    store = out + "/dominican.sqlite"
    db = sqlite3.connect(store)
    for zone, name, shape in zones_of(store):
        mask = centre_mask(raster, shape, raster.GetSpatialRef())
        if mask.sum() < 50000:
            continue
        lost = mask & (loss > 0) & (loss <= 20) & (canopy >= 30) & (canopy <= 100)
        found = in_store(db, zone, "'tree_cover_loss'")
        expect(name + ", tree-cover loss 2001-2020, ha, by centres",
               sum(found.values()), area[lost].sum(), 5e-3)


def main(ecocrime, case, data, out):
    gdal.UseExceptions()
    ogr.UseExceptions()
    osr.UseExceptions()
    if case == "lourenco":
        collection_6(ecocrime, data)
        collection_8(ecocrime, data)
        lourenco_store(data, out)
        no_holders(out)
    else:
        dominican(ecocrime, data, out)
    for line in problems:
        print("not ok -", line)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:5]))
