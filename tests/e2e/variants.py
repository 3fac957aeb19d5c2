#!/usr/bin/python3
"""The same cells give the same bytes, however they are stored and counted:
strips, tiles, COG, compression, one file or a mosaic, 1 to 8 threads,
our own decoders or GDAL's."""
import json
import math
import os
import subprocess
import sys
import tempfile

try:
    import numpy
    from osgeo import gdal, osr
except ImportError:
    print("skipped: python3-gdal and python3-numpy are not installed")
    sys.exit(77)

BINARY = sys.argv[1]
COLS, ROWS = 331, 257
gdal.UseExceptions()


def write(path, cells, west, north, step, epsg, options):
    driver = gdal.GetDriverByName("GTiff")
    out = driver.Create(path, cells.shape[1], cells.shape[0], 1,
                        gdal.GDT_Byte, options)
    out.SetGeoTransform((west, step, 0, north, 0, -step))
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(epsg)
    out.SetProjection(crs.ExportToWkt())
    out.GetRasterBand(1).SetNoDataValue(255)
    out.GetRasterBand(1).WriteArray(cells)


def star(random, x, y, reach):
    """A ring about (x, y); with a hole that is a smaller copy."""
    n = random.integers(5, 30)
    radii = reach * (0.2 + 0.8 * random.random(n))
    angles = 2 * math.pi * (numpy.arange(n) + 0.4 * random.random(n)) / n

    def ring(scale):
        points = [[x + scale * r * math.cos(a), y + scale * r * math.sin(a)]
                  for r, a in zip(radii, angles)]
        return points + points[:1]

    return [ring(1.0), ring(0.4)[::-1]]


def zones(path, random, west, north, step, crs):
    features = []
    for i in range(25):
        x = west + step * COLS * (1.2 * random.random() - 0.1)
        y = north - step * ROWS * (1.2 * random.random() - 0.1)
        rings = star(random, x, y, step * ROWS * 0.3 * random.random())
        features.append({"type": "Feature", "properties": {"key": f"z{i:02d}"},
                         "geometry": {"type": "Polygon", "coordinates": rings}})
    with open(path, "w", encoding="utf-8") as out:
        json.dump({"type": "FeatureCollection", "crs": {
            "type": "name", "properties": {"name": crs}},
            "features": features}, out)


def mosaic(cells, west, north, step, epsg):
    """Four tiles that meet inside the raster, not at block borders."""
    c, r = 131, 97
    for name, rows, cols in (("nw", slice(0, r), slice(0, c)),
                             ("ne", slice(0, r), slice(c, COLS)),
                             ("sw", slice(r, ROWS), slice(0, c)),
                             ("se", slice(r, ROWS), slice(c, COLS))):
        write(f"part_{name}.tif", cells[rows, cols], west + cols.start * step,
              north - rows.start * step, step, epsg, ["COMPRESS=LZW"])


def tabulate(raster, threads, decode="auto"):
    done = subprocess.run(
        [BINARY, "tabulate", "--zones", "zones.geojson", "--zone-key", "key",
         "--class", f"cover={raster}", "--class",
         f"group={raster},legend=0-3:low;4-9:high", "--value",
         f"amount={raster}", "-j", str(threads), "--decode", decode],
        check=True, capture_output=True)
    return done.stdout


def check(epsg, west, north, step, crs):
    random = numpy.random.default_rng(20260101)
    cells = random.integers(0, 11, (ROWS, COLS)).astype("uint8")
    cells[cells == 10] = 255
    zones("zones.geojson", random, west, north, step, crs)
    write("strips.tif", cells, west, north, step, epsg, ["COMPRESS=LZW"])
    write("tiles.tif", cells, west, north, step, epsg,
          ["TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=16", "COMPRESS=DEFLATE"])
    write("plain.tif", cells, west, north, step, epsg, ["BLOCKYSIZE=7"])
    gdal.Translate("cog.tif", "strips.tif", format="COG",
                   creationOptions=["BLOCKSIZE=128", "OVERVIEWS=NONE"])
    mosaic(cells, west, north, step, epsg)
    want = tabulate("strips.tif", 1)
    if want.count(b"\n") < 100:
        sys.exit(f"EPSG:{epsg}: only {want.count(chr(10).encode())} rows")
    failed = 0
    for raster in ("strips.tif", "tiles.tif", "plain.tif", "cog.tif",
                   "part_*.tif"):
        for threads, decode in ((1, "auto"), (1, "gdal"), (2, "auto"),
                                (8, "auto"), (8, "gdal")):
            if tabulate(raster, threads, decode) != want:
                print(f"not ok - EPSG:{epsg}, {raster}, {threads} threads, "
                      f"decode {decode}")
                failed += 1
    return failed


def main():
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        failed = check(4326, -60.0, 3.0, 0.00025,
                       "urn:ogc:def:crs:OGC:1.3:CRS84")
        failed += check(32622, 400000.0, 250000.0, 30.0,
                        "urn:ogc:def:crs:EPSG::32622")
        sys.exit(failed)


main()
