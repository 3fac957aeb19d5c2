"""The invented border region of the sample: its land, and what happens to it.

Everything is made by integer hashes and Python's own random.Random, whose
stream is the same in every version, so the sample is the same everywhere.
Coordinates are in cells of the grid (x to the east, y to the south) until
they are written.
"""
import math
import random

import numpy as np
from osgeo import gdal, ogr, osr

NCOLS, NROWS = 1200, 1000
CELL = 0.00025
WEST, NORTH = -30.15, 2.125  # in the open Atlantic: nobody lives there
YEARS = range(2012, 2023)  # of the land cover; the period begins a year later
FOREST, SAVANNA, FARM, MINE, WATER = 1, 2, 3, 4, 5
UNSEEN = 0


def lonlat(point):
    """Cells to degrees, rounded once so that shared vertices stay shared."""
    return (round(WEST + point[0] * CELL, 9), round(NORTH - point[1] * CELL, 9))


def hash01(ix, iy, seed):
    """A number in [0, 1) from two integers and a seed (splitmix64)."""
    with np.errstate(over="ignore"):
        z = (
            np.asarray(ix, np.uint64) * np.uint64(0x9E3779B97F4A7C15)
            + np.asarray(iy, np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
            + np.uint64(seed * 0x165667B19E3779F9 % 2**64)
        )
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)).astype(np.float64) / 2.0**53


def noise(scale, seed, nrows=NROWS, ncols=NCOLS):
    """Smooth noise in [0, 1) with features of `scale` cells."""
    y, x = np.arange(nrows) / scale, np.arange(ncols) / scale
    iy, ix = np.floor(y).astype(np.int64), np.floor(x).astype(np.int64)
    ty, tx = (y - iy)[:, None], (x - ix)[None, :]
    ty, tx = ty * ty * (3 - 2 * ty), tx * tx * (3 - 2 * tx)
    iy, ix = iy[:, None], ix[None, :]
    top = hash01(ix, iy, seed) * (1 - tx) + hash01(ix + 1, iy, seed) * tx
    low = hash01(ix, iy + 1, seed) * (1 - tx) + hash01(ix + 1, iy + 1, seed) * tx
    return top * (1 - ty) + low * ty


def fractal(a, b, rng, rough, depth):
    """The points of a crooked line from a to b, b left out."""
    if depth == 0:
        return [a]
    push = rough * (2 * rng.random() - 1)
    mid = (
        (a[0] + b[0]) / 2 - push * (b[1] - a[1]),
        (a[1] + b[1]) / 2 + push * (b[0] - a[0]),
    )
    return fractal(a, mid, rng, rough, depth - 1) + fractal(
        mid, b, rng, rough, depth - 1
    )


def districts():
    """Rings of 4 x 3 districts that tessellate the land, and the borders.

    Neighbours share the very vertices of their border, which crosses cells at
    any angle: what one gets of a cell the other does not.
    """
    rng = random.Random(20133)
    node = {}
    for j in range(4):
        for i in range(5):
            node[i, j] = (
                70 + i * 265 + rng.uniform(-28, 28),
                60 + j * 293 + rng.uniform(-28, 28),
            )
    east, south = {}, {}
    for j in range(4):
        for i in range(5):
            if i < 4:
                east[i, j] = fractal(node[i, j], node[i + 1, j], rng, 0.17, 7)
            if j < 3:
                south[i, j] = fractal(node[i, j], node[i, j + 1], rng, 0.17, 7)

    def back(line, end):
        return [end] + line[:0:-1]

    rings = []
    for j in range(3):
        for i in range(4):
            rings.append(
                east[i, j]
                + south[i + 1, j]
                + back(east[i, j + 1], node[i + 1, j + 1])
                + back(south[i, j], node[i, j + 1])
            )
    border = south[2, 0] + south[2, 1] + south[2, 2] + [node[2, 3]]
    return rings, border


def blob(x, y, radius, seed, n=48):
    """A star-shaped ring round a point, anticlockwise on the map."""
    rng = random.Random(seed)
    wave = [rng.uniform(-1, 1) for _ in range(6)]
    ring = []
    for k in range(n):
        t = 2 * math.pi * k / n
        r = 1 + sum(
            w * math.sin((m + 2) * t + 6 * w) * 0.12 for m, w in enumerate(wave)
        )
        ring.append((x + radius * r * math.cos(t), y - radius * r * math.sin(t)))
    return ring


def distance(lines):
    """Distance of every cell, in cells, to the nearest of some lines."""
    mark = np.zeros((NROWS, NCOLS), np.uint8)
    for line in lines:
        for (x0, y0), (x1, y1) in zip(line, line[1:]):
            n = int(max(abs(x1 - x0), abs(y1 - y0))) + 1
            for k in range(n + 1):
                x, y = x0 + (x1 - x0) * k / n, y0 + (y1 - y0) * k / n
                if 0 <= x < NCOLS and 0 <= y < NROWS:
                    mark[int(y), int(x)] = 1
    memory = gdal.GetDriverByName("MEM")
    source = memory.Create("", NCOLS, NROWS, 1, gdal.GDT_Byte)
    source.GetRasterBand(1).WriteArray(mark)
    target = memory.Create("", NCOLS, NROWS, 1, gdal.GDT_Float32)
    gdal.ComputeProximity(
        source.GetRasterBand(1), target.GetRasterBand(1), ["VALUES=1"]
    )
    return target.GetRasterBand(1).ReadAsArray().astype(np.float64)


def inside(rings):
    """Cells whose centre lies in one of the rings."""
    memory = gdal.GetDriverByName("MEM")
    grid = memory.Create("", NCOLS, NROWS, 1, gdal.GDT_Byte)
    grid.SetGeoTransform((0, 1, 0, 0, 0, 1))
    plane = osr.SpatialReference('LOCAL_CS["cells",UNIT["cell",1]]')
    grid.SetProjection(plane.ExportToWkt())
    source = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = source.CreateLayer("", plane)
    for ring in rings:
        feature = ogr.Feature(layer.GetLayerDefn())
        text = ",".join("%r %r" % p for p in ring + ring[:1])
        feature.SetGeometry(ogr.CreateGeometryFromWkt("POLYGON((" + text + "))"))
        layer.CreateFeature(feature)
    gdal.RasterizeLayer(grid, [1], layer, burn_values=[1])
    return grid.GetRasterBand(1).ReadAsArray() == 1


def lines_of_the_land():
    """Roads (clearing follows them), streams (gold lies in them), a river."""
    rng = random.Random(77)

    def path(points, rough):
        out = []
        for a, b in zip(points, points[1:]):
            out += fractal(a, b, rng, rough, 6)
        return out + [points[-1]]

    roads = [
        path([(90, 300), (420, 330), (560, 420)], 0.12),
        path([(250, 900), (300, 600), (420, 330)], 0.12),
        path([(660, 500), (900, 560), (1120, 470)], 0.12),
        path([(900, 560), (940, 880)], 0.12),
        path([(860, 100), (900, 560)], 0.12),
    ]
    streams = [
        path([(180, 120), (330, 200), (610, 240)], 0.2),
        path([(430, 920), (520, 760), (612, 700)], 0.2),
        path([(1080, 230), (820, 300), (615, 380)], 0.2),
        path([(760, 930), (720, 760), (610, 640)], 0.2),
    ]
    river = path([(640, 40), (600, 350), (625, 600), (575, 960)], 0.14)
    return roads, streams, river


class World:
    """Rasters of the region, true and as the maps show them."""

    def __init__(self):
        self.rings, self.border = districts()
        roads, self.streams, river = lines_of_the_land()
        x = np.arange(NCOLS)[None, :]
        self.hash = hash01(x, np.arange(NROWS)[:, None], 5)
        to_road, to_stream = distance(roads), distance(self.streams)
        self.water = distance([river]) < 3.5 + 3 * noise(40, 11)
        self.water |= ~inside(self.rings)  # the sea
        savanna = noise(170, 21) + 0.25 * noise(30, 22) > 0.83
        ragged = 30 * (noise(26, 31) - 0.5) + 9 * (noise(7, 32) - 0.5)
        front = to_road + ragged
        # Arava clears at an even pace; Belmora slowly, then fast from 2018.
        step = (front - 12) / 3.1
        slow = (front - 12) / 5.5
        slow = np.where(slow < 3, slow * 5 / 3, 5 + (slow - 3) / 1.4)
        self.clear = 2013 + np.floor(np.where(x < 600, step, slow)).astype(int)
        self.clear[self.hash < 0.06] = 9999  # trees that were left standing
        mine = (to_stream < 2 + 9 * noise(33, 41)) & (noise(55, 42) > 0.5)
        self.mine = np.where(
            mine, 2010 + np.floor(14 * noise(21, 43)).astype(int), 9999
        )
        self.first = np.where(savanna, SAVANNA, FOREST)
        self.first[self.clear < 2013] = FARM
        self.first[self.mine < 2013] = MINE
        self.first[self.water] = WATER
        self._change()
        self._maps()

    def _change(self):
        """The true land cover, year by year."""
        regrow = noise(45, 51) > 0.72
        state, self.true = self.first.copy(), {}
        for year in YEARS:
            land = state != WATER
            state[land & (self.clear == year) & (state != MINE)] = FARM
            back = land & regrow & (state == FARM)
            state[back & (self.clear == year - 3)] = FOREST
            again = land & regrow & (state == FOREST)
            state[again & (self.clear == year - 6)] = FARM
            # some pits are given up after three years, some of them reopened
            given_up = land & (self.mine == year - 3) & (self.hash > 0.8)
            state[given_up & (state == MINE)] = SAVANNA
            reopened = land & (self.mine == year - 5) & (self.hash > 0.9)
            state[reopened] = MINE
            state[land & (self.mine == year)] = MINE
            self.true[year] = state.copy()

    def _maps(self):
        """What satellites would show: gaps, and maps that disagree a little."""
        self.cover = {}
        for year in YEARS:
            seen = self.true[year].astype(np.uint8)
            seen[noise(60, 100 + year) > 0.93] = UNSEEN
            self.cover[year] = seen
        x, y = np.arange(NCOLS)[None, :], np.arange(NROWS)[:, None]
        texture = noise(9, 61)
        canopy = np.select(
            [self.first == FOREST, self.first == SAVANNA, self.first == FARM],
            [45 + 53 * texture, 5 + 32 * texture, 15 * texture],
            0.0,
        ).astype(np.uint8)
        lost = np.minimum(
            np.where(self.clear >= 2013, self.clear, 9999),
            np.where(self.mine >= 2013, self.mine, 9999),
        )
        late = hash01(x, y, 62) < 0.03
        lost = lost + late
        mark = (lost <= 2022) & (canopy >= 10) & ~self.water
        self.loss = np.where(mark, lost - 2000, 0).astype(np.uint8)
        canopy[noise(80, 63) > 0.96] = 255
        self.canopy = canopy
        rich = 310 * noise(50, 71, NROWS // 4, NCOLS // 4) ** 0.5
        tree = np.where(self.first == FOREST, 1.0, 0.15)
        tree = tree.reshape(NROWS // 4, 4, NCOLS // 4, 4).mean(axis=(1, 3))
        biomass = np.round(rich * tree * 2) / 2
        biomass[noise(30, 72, NROWS // 4, NCOLS // 4) > 0.97] = -9999
        self.biomass = biomass.astype(np.float32)
        farm = (self.first == FARM).reshape(NROWS // 8, 8, NCOLS // 8, 8)
        people = farm.mean(axis=(1, 3)) * 12 * noise(6, 81, NROWS // 8, NCOLS // 8)
        self.people = (np.round(people * 4) / 4).astype(np.float32)

