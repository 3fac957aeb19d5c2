#!/usr/bin/python3
"""Makes the benchmark's rasters and polygons: bench_data.py DIR [--side N].

All of it follows from a fixed seed and the side. Rasters cover 20-30 E,
50-60 N in N x N cells: loss year and canopy in the layouts that users meet,
biomass on a grid ten times coarser, and a light pair with empty and sparse
blocks, as oceans and deserts have. What exists already is left as it is.
"""
import argparse
import os
import struct
import sys

import numpy as np
from osgeo import gdal, ogr, osr

gdal.UseExceptions()
ogr.UseExceptions()
SEED = 20261124
WEST, NORTH, DEGREES = 20.0, 60.0, 10.0
BAND = 512
LZW = ["COMPRESS=LZW", "BLOCKYSIZE=1", "SPARSE_OK=FALSE"]
DEFLATE = ["COMPRESS=DEFLATE", "TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512"]


def lattice(side, period, salt):
    n = side // period + 3
    return np.random.Generator(np.random.Philox([SEED, salt])).random(
        (n, n), dtype=np.float32)


class Field:
    """Smooth noise in 0..1: bilinear between random nodes `period` apart."""

    def __init__(self, side, period, salt):
        self.nodes, self.period = lattice(side, period, salt), period
        x = np.arange(side, dtype=np.float32) / period
        self.col = x.astype(np.int32)
        self.fx = x - self.col

    def rows(self, first, n):
        y = np.arange(first, first + n, dtype=np.float32) / self.period
        row = y.astype(np.int32)
        fy = (y - row)[:, None]
        nodes = self.nodes
        top = nodes[row] * (1 - fy) + nodes[row + 1] * fy
        return top[:, self.col] * (1 - self.fx) + top[:, self.col + 1] * self.fx


def canopy(side):
    broad, fine = Field(side, 512, 1), Field(side, 32, 2)
    rng = np.random.Generator(np.random.Philox([SEED, 3]))

    def rows(first, n):
        x = broad.rows(first, n) * 150 + fine.rows(first, n) * 30 - 66
        x += rng.integers(0, 9, x.shape, dtype=np.int8)
        return np.clip(x, 0, 100).astype(np.uint8)
    return rows


def loss(side):
    where, when = Field(side, 48, 4), Field(side, 256, 5)
    rng = np.random.Generator(np.random.Philox([SEED, 6]))

    def rows(first, n):
        year = (when.rows(first, n) * 28 - 2).clip(1, 23).astype(np.uint8)
        x = np.where(where.rows(first, n) > 0.82, year, np.uint8(0))
        # One lonely cell in 600, as detections in the wild have.
        k = x.size // 600
        x.reshape(-1)[rng.integers(0, x.size, k)] = rng.integers(
            1, 24, k, dtype=np.uint8)
        return x
    return rows


def light(rows_of, side):
    """Two thirds empty, in large pieces."""
    land = Field(side, 4096, 7)

    def rows(first, n):
        return rows_of(first, n) * (land.rows(first, n) > 0.6)
    return rows


def create(path, side, kind, options):
    out = gdal.GetDriverByName("GTiff").Create(path, side, side, 1, kind,
                                               options)
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(4326)
    out.SetProjection(srs.ExportToWkt())
    cell = DEGREES / side
    out.SetGeoTransform((WEST, cell, 0, NORTH, 0, -cell))
    return out


def raster(folder, names, side, rows_of, kind=gdal.GDT_Byte):
    """The same cells in several layouts: {name: creation options}."""
    todo = {n: o for n, o in names.items()
            if not os.path.exists(os.path.join(folder, n))}
    outs = [create(os.path.join(folder, n + ".part"), side, kind, o)
            for n, o in todo.items()]
    for first in range(0, side, BAND) if outs else ():
        n = min(BAND, side - first)
        cells = rows_of(first, n)
        for out in outs:
            out.GetRasterBand(1).WriteArray(cells, 0, first)
    for out, name in zip(outs, todo):
        out.FlushCache()
        os.rename(os.path.join(folder, name + ".part"),
                  os.path.join(folder, name))
    if outs:
        print("made", ", ".join(todo), flush=True)


def wkb(rings):
    parts = [struct.pack("<BII", 1, 3, len(rings))]
    for ring in rings:
        parts.append(struct.pack("<I", len(ring)))
        parts.append(np.ascontiguousarray(ring, dtype="<f8").tobytes())
    return b"".join(parts)


def closed(points):
    return np.vstack([points, points[:1]])


def polygons(folder, name, features, year=None):
    path = os.path.join(folder, name)
    if os.path.exists(path):
        return
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(4326)
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    part = path + ".part.gpkg"
    if os.path.exists(part):
        os.remove(part)
    ds = ogr.GetDriverByName("GPKG").CreateDataSource(part)
    layer = ds.CreateLayer(name[:-5], srs, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("id", ogr.OFTString))
    if year:
        layer.CreateField(ogr.FieldDefn("year", ogr.OFTInteger))
    layer.StartTransaction()
    for i, rings in enumerate(features):
        f = ogr.Feature(layer.GetLayerDefn())
        f.SetField("id", "%05d" % i)
        if year:
            f.SetField("year", int(year(i)))
        f.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb(rings)))
        layer.CreateFeature(f)
    layer.CommitTransaction()
    ds = layer = None
    os.rename(part, path)
    print("made", name, flush=True)


def rough(rng, n):
    """Displacements of n - 1 points between two ends: midpoint fractal, less
    than 0.4 of the way to the nearer end, so that borders that meet there do
    not cross."""
    d = np.zeros(n + 1)
    step, size = n, 0.25
    while step > 1:
        half = step // 2
        mid = np.arange(half, n, step)
        d[mid] = (d[mid - half] + d[mid + half]) / 2 + size * (
            rng.random(mid.size) - 0.5)
        step, size = half, size * 0.6
    t = np.arange(n + 1) / n
    bound = 0.4 * np.minimum(t, 1 - t)
    return np.clip(d, -bound, bound)


def districts(across, points):
    rng = np.random.Generator(np.random.Philox([SEED, 10]))
    size, t = DEGREES / across, np.arange(points + 1) / points
    south = NORTH - DEGREES
    flat = np.zeros(points + 1)

    def border(i, along_x, j):
        rim = j in (0, across)
        d = (flat if rim else rough(rng, points)) * size
        x = WEST + (i + t) * size if along_x else WEST + j * size + d
        y = south + j * size + d if along_x else south + (i + t) * size
        return np.column_stack([x, y])

    flat_sides = {(i, j): border(i, True, j)
                  for j in range(across + 1) for i in range(across)}
    up_sides = {(i, j): border(i, False, j)
                for j in range(across + 1) for i in range(across)}
    for row in range(across):
        for col in range(across):
            ring = np.vstack([
                flat_sides[col, row][:-1], up_sides[row, col + 1][:-1],
                flat_sides[col, row + 1][::-1][:-1],
                up_sides[row, col][::-1][:-1]])
            yield [closed(ring)]


def hexagons(count):
    r = (DEGREES * DEGREES / count / (1.5 * 3 ** 0.5)) ** 0.5
    dx, dy = 3 ** 0.5 * r, 1.5 * r
    angles = np.deg2rad(np.arange(30, 390, 60))
    shape = np.column_stack([np.cos(angles), np.sin(angles)]) * r
    row, made = 0, 0
    while made < count:
        y = NORTH - row * dy
        for k in range(int(DEGREES / dx) + 1):
            if made == count:
                return
            x = WEST + k * dx + (dx / 2 if row % 2 else 0)
            yield [closed(shape + (x, y))]
            made += 1
        row += 1


def star(rng, x, y, radius, n):
    a = np.arange(n) * (2 * np.pi / n)
    r = np.full(n, 0.8)
    for k in (2, 3, 5, 9, 17, 40):
        r += 0.25 / k * np.cos(k * a + rng.random() * 7)
    r += 0.02 * rng.random(n)
    return np.column_stack([x + radius * r * np.cos(a),
                            y + radius * r * np.sin(a)])


def reserves(count, vertices, salt, radius, holes=True):
    rng = np.random.Generator(np.random.Philox([SEED, salt]))
    for _ in range(count):
        x = WEST + 0.3 + rng.random() * (DEGREES - 0.6)
        y = NORTH - 0.3 - rng.random() * (DEGREES - 0.6)
        size = radius * (0.5 + rng.random())
        n = max(8, int(vertices * (0.5 + rng.random())))
        rings = [closed(star(rng, x, y, size, n))]
        for k in range(int(rng.integers(0, 4)) if holes else 0):
            a = (k + rng.random() * 0.3) * 2.0
            rings.append(closed(star(rng, x + 0.22 * size * np.cos(a),
                                     y + 0.22 * size * np.sin(a),
                                     0.06 * size, max(8, n // 12))[::-1]))
        yield rings


def corner(across):
    """Districts of the tile's north-west, a tenth of it."""
    side = DEGREES * 0.1 ** 0.5 / across
    for row in range(across):
        for col in range(across):
            x, y = WEST + col * side, NORTH - row * side
            yield [np.array([[x, y], [x, y - side], [x + side, y - side],
                             [x + side, y], [x, y]])]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--side", type=int, default=40000)
    args = parser.parse_args()
    side, folder = args.side, args.folder
    detail = side / 40000
    os.makedirs(folder, exist_ok=True)
    stamp = os.path.join(folder, "stamp.txt")
    said = "seed %d side %d\n" % (SEED, side)
    if os.path.exists(stamp) and open(stamp).read() != said:
        sys.exit("%s: holds data of another seed or side; remove it" % folder)
    open(stamp, "w").write(said)
    raster(folder, {"loss_lzw.tif": LZW, "loss_tiled.tif": DEFLATE}, side,
           loss(side))
    raster(folder, {"canopy_lzw.tif": LZW, "canopy_tiled.tif": DEFLATE}, side,
           canopy(side))
    sparse = DEFLATE + ["SPARSE_OK=TRUE"]
    raster(folder, {"loss_light_lzw.tif": LZW, "loss_light_tiled.tif": sparse},
           side, light(loss(side), side))
    raster(folder, {"canopy_light_lzw.tif": LZW,
                    "canopy_light_tiled.tif": sparse}, side,
           light(canopy(side), side))
    coarse = Field(side // 10, 200, 8)
    raster(folder, {"biomass.tif": DEFLATE}, side // 10,
           lambda first, n: (coarse.rows(first, n) * 400).astype(np.uint16),
           gdal.GDT_UInt16)
    points = 1 << max(4, int(round(np.log2(1024 * detail))))
    polygons(folder, "admin.gpkg", districts(20, points))
    polygons(folder, "hex.gpkg", hexagons(20000 if detail > 0.3 else 800))
    polygons(folder, "reserves.gpkg",
             reserves(2000 if detail > 0.3 else 200,
                      2700 * detail + 20, 11, 0.165 if detail > 0.3 else 0.5))
    years = np.random.Generator(np.random.Philox([SEED, 13])).integers(
        2001, 2024, 5000)
    polygons(folder, "evidence.gpkg",
             reserves(5000 if detail > 0.3 else 100, 40, 12, 0.012, False),
             lambda i: years[i])
    polygons(folder, "corner.gpkg", corner(6))


if __name__ == "__main__":
    main()
