"""What must come out of the sample, found in another way than the program's.

The program sweeps the edges of a zone through the cells and adds integers.
Here GEOS clips each zone to halves of the grid, and those to halves, down to
single cells; the areas of cells are the integral of METHODS on the WGS 84
ellipsoid; sums are NumPy's. The two share no line.
"""
import csv
import json
import math

import numpy as np
from osgeo import ogr

from sample_world import (
    CELL, FOREST, MINE, NCOLS, NORTH, NROWS, UNSEEN, WATER, WEST, YEARS,
)

CANOPY_MIN = 30
PERIOD = range(2013, 2023)
ROOT_SHOOT = 0.221  # tropical rainforest, Americas: IPCC 2019, table 4.4
CARBON = 0.47  # of dry matter: IPCC 2006, table 4.3
CO2 = 44.0 / 12.0


def cell_areas():
    """True area of a cell of each row, m2 (the exact integral)."""
    a, f = 6378137.0, 1 / 298.257223563
    b, e2 = a * (1 - f), f * (2 - f)
    e = math.sqrt(e2)

    def q(lat):
        s = math.sin(math.radians(lat))
        return s / (1 - e2 * s * s) + math.atanh(e * s) / e

    edge = [NORTH - row * CELL for row in range(NROWS + 1)]
    width = b * b / 2 * math.radians(CELL)
    return np.array([width * (q(n) - q(s)) for n, s in zip(edge, edge[1:])])


def box(c0, r0, c1, r1):
    return ogr.CreateGeometryFromWkt(
        "POLYGON((%d %d,%d %d,%d %d,%d %d,%d %d))"
        % (c0, r0, c1, r0, c1, r1, c0, r1, c0, r0)
    )


def to_cells(shape):
    """A copy in units of cells, where a cell has area 1."""
    shape = shape.Clone()

    def move(part):
        for k in range(part.GetGeometryCount()):
            move(part.GetGeometryRef(k))
        if part.GetGeometryCount() == 0:
            for k in range(part.GetPointCount()):
                x, y = part.GetX(k), part.GetY(k)
                part.SetPoint_2D(k, (x - WEST) / CELL, (NORTH - y) / CELL)

    move(shape)
    return shape


def fractions(shape):
    """Share of every cell that lies inside a shape given in degrees."""
    out = np.zeros((NROWS, NCOLS))

    def fill(part, c0, r0, c1, r1):
        part = part.Intersection(box(c0, r0, c1, r1))
        if part.IsEmpty():
            return
        area, whole = part.Area(), (c1 - c0) * (r1 - r0)
        if area == 0:
            return
        if area >= whole * (1 - 1e-13) or whole == 1:
            out[r0:r1, c0:c1] = area / whole
        elif c1 - c0 > r1 - r0:
            middle = (c0 + c1) // 2
            fill(part, c0, r0, middle, r1)
            fill(part, middle, r0, c1, r1)
        else:
            middle = (r0 + r1) // 2
            fill(part, c0, r0, c1, middle)
            fill(part, c0, middle, c1, r1)

    fill(to_cells(shape), 0, 0, NCOLS, NROWS)
    return out


def events(cover):
    """Per year, masks of what the yearly maps say happened.

    A cell that was not observed keeps its last state; what changed in between
    is dated by the next observation. What was lost or mined before is counted
    apart when it happens again.
    """
    before = cover[min(YEARS)].copy()
    lost = np.zeros(before.shape, bool)
    mined = before == MINE
    gap = before == UNSEEN
    out = {min(YEARS): stocks(before)}
    for year in PERIOD:
        now, seen = cover[year], cover[year] != UNSEEN
        known = seen & (before != UNSEEN)
        loss = known & (before == FOREST) & (now != FOREST)
        mine = known & (before != MINE) & (now == MINE)
        out[year] = stocks(now)
        out[year].update(
            forest_loss=loss & ~lost,
            forest_reloss=loss & lost,
            forest_loss_after_gap=loss & ~lost & gap,
            mining_new=mine & ~mined,
            mining_again=mine & mined,
        )
        lost |= loss
        mined |= now == MINE
        before = np.where(seen, now, before)
        gap = ~seen
    return out


def stocks(cover):
    """Masks of what a yearly map shows."""
    return {
        "forest": cover == FOREST,
        "mining": cover == MINE,
        "water": cover == WATER,
        "unseen": cover == UNSEEN,
    }


def spread(coarse, step):
    return np.repeat(np.repeat(coarse, step, axis=0), step, axis=1)


def zone_rows(world, area, changes, weight):
    """(year, quantity, unit, value) of one zone; weight: its share of cells."""
    m2 = weight * area[:, None]
    biomass = spread(world.biomass.astype(np.float64), 4)
    valid = biomass > -9999
    tonnes = np.where(valid, biomass, 0) * m2 / 1e4
    coarse = area.reshape(-1, 8).sum(axis=1) * 8
    people = spread(world.people / coarse[:, None], 8) * m2
    tree = (world.canopy >= CANOPY_MIN) & (world.canopy != 255)
    lost = world.loss.astype(int) + 2000

    yield "", "area", "m2", m2.sum()
    yield "", "people", "persons", people.sum()
    yield "", "biomass", "t", tonnes.sum()
    yield "", "canopy_unknown", "m2", m2[world.canopy == 255].sum()
    for year in YEARS:
        cover = tree & ((world.loss == 0) | (lost > year))
        yield year, "tree_cover", "m2", m2[cover].sum()
        for name, mask in changes[year].items():
            yield year, name, "m2", m2[mask].sum()
        if year not in PERIOD:
            continue
        loss = tree & (lost == year)
        gone = tonnes[loss].sum()
        yield year, "tree_cover_loss", "m2", m2[loss].sum()
        yield year, "biomass_lost", "t", gone
        yield year, "biomass_known", "m2", m2[loss & valid].sum()
        yield year, "co2", "t", gone * (1 + ROOT_SHOOT) * CARBON * CO2


def mine_rows(shape, mines, area):
    """New area of mines by the year in which they first covered it."""
    before = None
    for year in PERIOD:
        new = mines[year] if before is None else mines[year].Difference(before)
        part = shape.Intersection(new)
        value = 0.0
        if not part.IsEmpty():
            value = (fractions(part) * area[:, None]).sum()
        yield year, "mining_footprint", "m2", value
        before = mines[year] if before is None else before.Union(mines[year])


def write(world, zones, mines, counts, folder):
    area, changes = cell_areas(), events(world.cover)
    rows = []
    for zone_set, members in zones.items():
        for key, shape in members:
            weight = fractions(shape)
            for row in zone_rows(world, area, changes, weight):
                rows.append((zone_set, key) + row)
            for row in mine_rows(shape, mines, area):
                rows.append((zone_set, key) + row)
    with open(folder + "/truth.csv", "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["zone_set", "zone", "year", "quantity", "unit", "value"])
        for row in rows:
            writer.writerow(row[:5] + ("%.12g" % row[5] if row[5] else "0",))
    with open(folder + "/truth.json", "w", encoding="utf-8") as out:
        json.dump(
            {
                "what": "known truth of the sample; truth.csv has the areas",
                "counts": counts,
                "parameters": {
                    "canopy_min": CANOPY_MIN,
                    "root_shoot": ROOT_SHOOT,
                    "carbon_fraction": CARBON,
                },
            },
            out,
            indent=1,
        )
        out.write("\n")
