#!/usr/bin/python3
"""Makes the shipped sample: an invented border region and its known truth.

    scripts/sample.py [DIR]        DIR is ./sample unless given

Two countries that do not exist, Arava and Belmora, on an island that does not
exist at 30 W 2 N. DIR/assessment.yaml is ready for `ecocrime run`;
DIR/truth.csv holds what must come out, found in another way than the program
goes (see sample_truth.py). The same bytes every time; takes some seconds.
"""
import csv
import json
import os
import random
import sys

import numpy as np
from osgeo import gdal, ogr, osr

import sample_truth
from sample_world import (
    CELL, NCOLS, NORTH, NROWS, WEST, YEARS, World, blob, lonlat,
)

DISTRICTS = [
    "Alta Serra", "Pedra Alta", "Morvane", "Ostrel",
    "Campo Seco", "Ribeira", "Kaldor", "Vesmar",
    "Porto Velado", "Mata Funda", "Tirnova", "Sulmere",
]
LEGEND = """value,label,role
1,forest,forest
2,savanna,land
3,farmland,land
4,mining,mining
5,water,water
"""
# How the place of a report is known; a third of the others by GPS
KNOWN_BY = {4: "village", 11: "district", 20: "village", 29: "village"}
MAPPING = """# What the columns of incidents.csv mean; 'reporter' looks personal and is left out.
mapping: field-reports
id: report
title: what
date: {column: date, order: ymd}
coordinates: {lat: lat, lon: lon, expect: {box: [-31, 1, -29, 3]}}
domain:
  column: what
  lookup: {illegal gold mining: MIN, illegal logging: FOR, mercury in a stream: CHM}
iccs: {column: iccs}
precision: {column: known_by, lookup: {GPS: "1", village: "2", district: "3", region: "5"}}
source_type:
  column: source
  lookup: {ranger: field, newspaper: media, inspector: agency}
reliability: B
credibility: "2"
status: reported
"""
RESERVES = [
    # key, name, established, ring
    ("PA-1", "Mata Funda National Park", 1998, (470.3, 742.6, 118.0)),
    ("PA-2", "Twin Rivers Reserve", 2006, (598.7, 655.2, 84.0)),
    ("PA-3", "Ostrel Forest Reserve", 2011, (985.4, 168.9, 132.0)),
]


def crs():
    out = osr.SpatialReference()
    out.ImportFromEPSG(4326)
    out.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return out


def raster(path, cells, nodata=None, step=1, column=0, options=()):
    """One band; `step` is the cell size in cells of the fine grid."""
    kind = gdal.GDT_Byte if cells.dtype == np.uint8 else gdal.GDT_Float32
    rows, cols = cells.shape
    out = gdal.GetDriverByName("GTiff").Create(
        path, cols, rows, 1, kind, list(options)
    )
    size = CELL * step
    out.SetGeoTransform((WEST + column * CELL, size, 0, NORTH, 0, -size))
    out.SetProjection(crs().ExportToWkt())
    band = out.GetRasterBand(1)
    if nodata is not None:
        band.SetNoDataValue(nodata)
    band.WriteArray(cells)
    out.FlushCache()


def rasters(world, folder):
    strips = ["COMPRESS=LZW", "BLOCKYSIZE=64"]
    tiles = ["COMPRESS=DEFLATE", "TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256"]
    seam = 560  # on no block border of either tile
    raster(folder + "/loss_west.tif", world.loss[:, :seam], options=strips)
    raster(folder + "/loss_east.tif", world.loss[:, seam:], column=seam,
           options=strips)
    raster(folder + "/canopy.tif", world.canopy, nodata=255, options=tiles)
    for year in YEARS:
        raster("%s/cover_%d.tif" % (folder, year), world.cover[year], nodata=0,
               options=tiles)
    raster(folder + "/biomass.tif", world.biomass, nodata=-9999, step=4,
           options=tiles)
    raster(folder + "/population.tif", world.people, step=8, options=tiles)


def polygon(rings):
    """OGR polygon in degrees from rings in cells."""
    text = ",".join(
        "(" + ",".join("%.9f %.9f" % lonlat(p) for p in r + r[:1]) + ")"
        for r in rings
    )
    return ogr.CreateGeometryFromWkt("POLYGON(" + text + ")")


def geopackage(path, name, fields, rows):
    """rows: (values, geometry); fields: (name, OGR type)."""
    source = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    layer = source.CreateLayer(name, crs(), ogr.wkbPolygon)
    for field, kind in fields:
        layer.CreateField(ogr.FieldDefn(field, kind))
    for values, geometry in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        for (field, _), value in zip(fields, values):
            if value is not None:
                feature.SetField(field, value)
        feature.SetGeometry(geometry)
        layer.CreateFeature(feature)


def geojson(path, rows):
    """rows: (properties, rings in cells), as RFC 7946 has it."""
    features = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": {
                "type": "Polygon",
                "coordinates": [[lonlat(p) for p in r + r[:1]] for r in rings],
            },
        }
        for properties, rings in rows
    ]
    with open(path, "w", encoding="utf-8") as out:
        json.dump({"type": "FeatureCollection", "features": features}, out,
                  indent=1)
        out.write("\n")


def districts(world, folder):
    """The districts file; returns [(key, geometry)]."""
    rows, zones = [], []
    for n, ring in enumerate(world.rings):
        country = "Arava" if n % 4 < 2 else "Belmora"
        key = "%s-%02d" % (country[:2].upper(), n + 1)
        shape = polygon([ring])
        rows.append(((key, DISTRICTS[n], country), shape))
        zones.append((key, shape))
    fields = [(f, ogr.OFTString) for f in ("code", "name", "country")]
    geopackage(folder + "/districts.gpkg", "districts", fields, rows)
    return zones


def reserves(folder):
    """Protected areas; the last is a bow-tie, as digitised by a slip.

    Returns [(key, geometry)], the bow-tie as the two triangles that it is.
    """
    rows, zones = [], []
    for n, (key, name, year, (x, y, radius)) in enumerate(RESERVES):
        rings = [blob(x, y, radius, 300 + n, 160)]
        if n == 0:  # a village inside is no part of the park
            rings.append(blob(x - 20, y + 10, 17, 310, 40)[::-1])
        rows.append(({"id": key, "name": name, "since": year}, rings))
        zones.append((key, polygon(rings)))
    w, e, n, s = 200.0, 320.0, 400.0, 520.0
    tie = [(w, n), (e, s), (e, n), (w, s)]
    middle = ((w + e) / 2, (n + s) / 2)
    rows.append(({"id": "PA-4", "name": "Old Trail Reserve", "since": 1987}, [tie]))
    halves = polygon([[(w, n), middle, (w, s)]])
    both = ogr.Geometry(ogr.wkbMultiPolygon)
    both.AddGeometry(halves)
    both.AddGeometry(polygon([[middle, (e, n), (e, s)]]))
    zones.append(("PA-4", both))
    geojson(folder + "/reserves.geojson", rows)
    return zones


def footprints(world, folder):
    """Outlines of mines seen per year, 2013-2022; returns {year: geometry}."""
    rng = random.Random(404)
    spots = [p for line in world.streams for p in line[::4]]
    rows, union = [], {}
    for year in range(2013, 2023):
        whole = None
        for k in range(2 + (year - 2013) // 2):
            x, y = spots[rng.randrange(len(spots))]
            ring = blob(x + rng.uniform(-4, 4), y + rng.uniform(-4, 4),
                        rng.uniform(5, 13), year * 100 + k)
            name = "mine %d-%d" % (year, k + 1)
            rows.append(({"name": name, "year": year}, [ring]))
            shape = polygon([ring])
            whole = shape if whole is None else whole.Union(shape)
        union[year] = whole
    geojson(folder + "/footprints.geojson", rows)
    return union


def permits(world, folder):
    rng = random.Random(505)
    rows = []
    for n in range(6):
        line = world.streams[n % len(world.streams)]
        x, y = line[rng.randrange(len(line))]
        start = 2009 + 2 * n
        rows.append(
            (
                ("P-%03d" % (n + 1), "gold", "%d-03-01" % start,
                 "%d-02-28" % (start + 5)),
                polygon([blob(x, y, rng.uniform(14, 30), 700 + n)]),
            )
        )
    fields = [("permit", ogr.OFTString), ("mineral", ogr.OFTString),
              ("valid_from", ogr.OFTDate), ("valid_to", ogr.OFTDate)]
    geopackage(folder + "/permits.gpkg", "permits", fields, rows)
    return len(rows)


def incidents(world, folder):
    """Reports by place and day; the last has a latitude that does not exist, and
    is mended in incidents_corrected.csv."""
    rng = random.Random(606)
    spots = [p for line in world.streams for p in line]
    kinds = [("10043", "illegal gold mining"), ("10041", "illegal logging"),
             ("10012", "mercury in a stream")]
    rows = []
    for n in range(40):
        x, y = spots[rng.randrange(len(spots))]
        lon, lat = lonlat((x + rng.uniform(-25, 25), y + rng.uniform(-25, 25)))
        day = "%d-%02d-%02d" % (rng.randrange(2013, 2023),
                                rng.randrange(1, 13), rng.randrange(1, 29))
        iccs, what = kinds[rng.randrange(len(kinds))]
        rows.append(["R-%03d" % (n + 1), day, "%.6f" % lat, "%.6f" % lon, iccs,
                     what, KNOWN_BY.get(n, "GPS" if n % 3 == 0 else "region"),
                     ("ranger", "newspaper", "inspector")[n % 3],
                     "Person %d" % (n + 1)])
    table(folder + "/incidents_corrected.csv", rows)
    rows[-1][2] = "95.000000"
    table(folder + "/incidents.csv", rows)
    with open(folder + "/incidents.mapping.yaml", "w", encoding="utf-8") as out:
        out.write(MAPPING)
    return len(rows) - 1


def official(zones, folder):
    """What the statistical offices of the two countries are said to publish."""
    with open(folder + "/official.csv", "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["indicator", "series", "area", "year", "value", "unit", "source"])
        for n, (key, _) in enumerate(zones):
            writer.writerow(["15.1.1", "AG_LND_FRST", key, 2020, 60 + n, "PT",
                             "Statistical office of " + ("Arava" if key[0] == "A" else "Belmora")])


def table(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["report", "date", "lat", "lon", "iccs", "what",
                         "known_by", "source", "reporter"])
        writer.writerows(rows)


def main(folder):
    gdal.UseExceptions()
    ogr.UseExceptions()
    # a GeoPackage notes when it was written: always the same day here
    gdal.SetConfigOption("OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z")
    os.makedirs(folder, exist_ok=True)
    for old in ("districts.gpkg", "permits.gpkg"):
        if os.path.exists(os.path.join(folder, old)):
            os.remove(os.path.join(folder, old))
    world = World()
    rasters(world, folder)
    zones = {"admin": districts(world, folder), "pa": reserves(folder)}
    official(zones["admin"], folder)
    mines = footprints(world, folder)
    counts = {
        "incidents": incidents(world, folder),
        "incidents_refused": 1,
        "permits": permits(world, folder),
        "zones_repaired": 1,
    }
    with open(folder + "/cover_legend.csv", "w", encoding="utf-8") as out:
        out.write(LEGEND)
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "sample_assessment.yaml"), encoding="utf-8") as text:
        starter = text.read()
    with open(folder + "/assessment.yaml", "w", encoding="utf-8") as out:
        out.write(starter)
    sample_truth.write(world, zones, mines, counts, folder)
    print("sample: %s holds the assessment, its data and truth.csv" % folder)


if __name__ == "__main__":
    if len(sys.argv) > 2 or sys.argv[1:2] in (["-h"], ["--help"]):
        sys.exit(__doc__)
    main(sys.argv[1] if len(sys.argv) == 2 else "sample")
