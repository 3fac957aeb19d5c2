#!/usr/bin/python3
"""Degraded land at Lourenço against a count of cells by numpy.

Usage: land.py ECOCRIME land DATA OUT"""
import sqlite3
import sys

try:
    import numpy as np
    from osgeo import gdal
except ImportError as error:
    print("skipped:", error)
    sys.exit(77)

DATA, OUT = sys.argv[3:5]
# classes that occur: trees 1, grassland 2, cropland 3, wetland 4, artificial 5, other 6, water 7
UNCCD = {3: 1, 4: 1, 5: 4, 6: 1, 9: 1, 11: 4, 12: 2, 15: 2, 21: 3, 23: 6, 24: 5, 25: 6,
         30: 5, 33: 7, 39: 3, 41: 3}
WORSE = {(1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (2, 4), (2, 5), (2, 6), (3, 2), (3, 4),
         (3, 5), (3, 6), (4, 1), (4, 2), (4, 3), (4, 5), (4, 6), (6, 5)}
BETTER = {(2, 1), (2, 3), (3, 1), (5, 1), (5, 2), (5, 3), (5, 4), (5, 6), (6, 1), (6, 2),
          (6, 3), (6, 4)}


def factor(a, b):
    if a in (1, 2):
        return {3: 0.48, 5: 0.1, 6: 0.1}.get(b, 1)
    if a == 3:
        return {1: 1 / 0.48, 2: 1 / 0.48, 4: 1 / 0.71, 5: 0.1, 6: 0.1}.get(b, 1)
    if a == 4:
        return {3: 0.71, 5: 0.1, 6: 0.1}.get(b, 1)
    return 2 if a in (5, 6) and b <= 4 else 1


def state(a, b, cells, percent):
    if (a, b) in WORSE or percent < -10:
        return -1
    return 1 if (a, b) in BETTER or percent > 10 else 0


def judge(c0, c1, c2):
    s1 = 1 + (factor(c0, c1) - 1) * 7.5 / 20 * (c0 != c1)
    more = 7 if c1 == c2 else 3.5  # years that the first change goes on
    s2 = s1 + (factor(c0, c1) - 1) * more / 20 * (c0 != c1)
    if c1 != c2:
        s2 *= 1 + (factor(c1, c2) - 1) * 3.5 / 20
    b = state(c0, c1, None, round(100 * (s1 - 1), 9))
    p = state(c1, c2, None, round(100 * (s2 / s1 - 1), 9))
    if p == -1:
        return 1 if b == -1 else 2
    if p == 0:
        return {-1: 3, 0: 4, 1: 5}[b]
    return 7 if b == 1 else 6


raster = gdal.Open(DATA + "/forest/amapa_lourenco/lorenco_85a22.tif")
lut = np.zeros(256, int)
for code, unccd in UNCCD.items():
    lut[code] = unccd
maps = [lut[raster.GetRasterBand(k).ReadAsArray()] for k in (16, 31, 38)]
cell_ha = abs(raster.GetGeoTransform()[1] * raster.GetGeoTransform()[5]) / 1e4
kinds, counts = np.unique(maps[0] * 64 + maps[1] * 8 + maps[2], return_counts=True)
want = {s: 0 for s in range(8)}
land = 0
for kind, n in zip(kinds, counts):
    c = (kind // 64, kind // 8 % 8, kind % 8)
    if c[0] == 7:
        continue
    land += n
    want[0 if 0 in c else judge(*map(int, c))] += int(n)
db = sqlite3.connect(f"file:{OUT}/land.sqlite?mode=ro", uri=True)
got = dict(db.execute("SELECT series, value FROM indicator_value WHERE measure = 'OBS'"))
names = ["land_unknown_ha", "degraded_persistent_ha", "degraded_recent_ha",
         "degraded_before_ha", "land_stable_ha", "improved_before_ha",
         "improved_recent_ha", "improved_persistent_ha"]
wrong = 0
rows = [(name, got[name], want[s] * cell_ha) for s, name in enumerate(names)]
rows.append(("AG_LND_DGRD", got["AG_LND_DGRD"],
             100 * (want[1] + want[2] + want[3]) / land))
for name, value, count in rows:
    good = abs(value - count) < 1e-6 * max(1, count)
    wrong += not good
    print(f"{'ok' if good else 'not ok'} - {name}: {value:.4f} (numpy: {count:.4f})")
sys.exit(wrong > 0)
