#!/usr/bin/python3
"""Detections by district and country, as others counted them and as we do.

Usage: africa.py ECOCRIME africa DATA OUT
The table of sites_hosted was counted with full borders; those at hand were
simplified afterwards. Each difference must be of detections near a border, and
is listed with how near: see docs/method.md."""
import csv
import json
import math
import sqlite3
import subprocess
import sys
from collections import Counter, defaultdict

DATA, OUT = sys.argv[3:5]
FOLDER = DATA + "/mining/africa_mining_watch"
NEAR_KM = 1.5  # how far a simplified border may have moved
COARSE_KM = 10.0  # and one of Natural Earth, 1:10 million
wrong = 0


def check(good, what):
    global wrong
    wrong += not good
    print("ok" if good else "not ok", "-", what)


def rings(geometry):
    parts = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        parts = [parts]
    return [ring for part in parts for ring in part]


def border_km(borders, lon, lat):
    """Distance to the nearest edge on a plane about the point; 0.5 % off."""
    kx, ky = 111.32 * math.cos(math.radians(lat)), 110.6
    best = math.inf
    for ring in borders:
        for (ax, ay), (bx, by) in zip(ring, ring[1:]):
            ax, ay = (ax - lon) * kx, (ay - lat) * ky
            dx, dy = (bx - lon) * kx - ax, (by - lat) * ky - ay
            length = dx * dx + dy * dy
            t = -(ax * dx + ay * dy) / length if length else 0
            t = min(1, max(0, t))
            best = min(best, math.hypot(ax + t * dx, ay + t * dy))
    return best


def read():
    with open(FOLDER + "/detections_affected_areas.geojson",
              encoding="utf-8") as f:
        shapes = {x["properties"]["shape_id"]: x
                  for x in json.load(f)["features"]}
    with open(FOLDER + "/detection_points.csv", encoding="utf-8") as f:
        points = {r["det_id"]: (float(r["lon"]), float(r["lat"]))
                  for r in csv.DictReader(f)}
    with open(FOLDER + "/detections_by_admin.csv", encoding="utf-8-sig") as f:
        table = list(csv.DictReader(f))
    return shapes, points, table


def placed(db, zone_set):
    found = defaultdict(list)
    for zone, key in db.execute(
            "SELECT z.key, i.key FROM incident_zone JOIN zone z USING (zone_id)"
            " JOIN incident i USING (incident_id) WHERE z.zone_set = ?",
            (zone_set,)):
        found[zone].append(key)
    return found


def explain(row, got, shapes, points, anywhere):
    """How near to the border the detections lie that may have changed sides,
    and how many of them we have in no district, where the table takes the
    nearest."""
    shape = shapes[row["adm_id"]]
    borders = rings(shape["geometry"])
    xs = [x for ring in borders for x, _ in ring]
    ys = [y for ring in borders for _, y in ring]
    more = len(got) > int(row["sites_hosted"])
    inside = set(got)
    pool = got if more else [
        k for k, (x, y) in points.items()
        if k not in inside and min(xs) - .1 < x < max(xs) + .1
        and min(ys) - .1 < y < max(ys) + .1]
    near = sorted((border_km(borders, *points[k]), k) for k in pool)
    n = abs(len(got) - int(row["sites_hosted"]))
    lost = sum(k not in anywhere for _, k in near[:n])
    return (near[n - 1][0] if len(near) >= n else math.inf), n - lost, lost


def districts(db, shapes, points, table):
    found, off, worst = placed(db, "unit"), Counter(), 0.0
    anywhere = {k for keys in found.values() for k in keys}
    print("district: ours, theirs; km from the simplified border; causes")
    for row in table:
        got = found.get(row["adm_id"], [])
        want = int(row["sites_hosted"])
        off[len(got) - want] += 1
        if len(got) != want:
            km, moved, lost = explain(row, got, shapes, points, anywhere)
            worst = max(worst, km)
            print(f"  {row['shapeName']} ({row['shapeGroup']}): {len(got)}, "
                  f"{want}; {km:.3f}; {moved} over the simplified border, "
                  f"{lost} in no district")
    check(len(table) == 994 and off[0] >= 853,
          f"{off[0]} of {len(table)} districts agree; off by {dict(off)}")
    check(worst <= NEAR_KM, f"all others by detections within {worst:.3f} km "
          f"of a simplified border (at most {NEAR_KM})")
    n = db.execute("SELECT nplaced, noutside, nseveral, nvague FROM "
                   "incident_set JOIN zone_set USING (zone_set_id) "
                   "WHERE name = 'unit'").fetchone()
    check(n[0] + n[1] == len(points) == 12874 and n[3] == 0,
          f"{n[0]} placed ({n[2]} of them in two) + {n[1]} outside = 12874")
    return found


def country_rings():
    """Natural Earth's states by country; states.gpkg is run.sh's."""
    subprocess.run(["ogr2ogr", "-f", "GeoJSON", "states.json", "states.gpkg"],
                   check=True)
    found = defaultdict(list)
    with open("states.json", encoding="utf-8") as f:
        for x in json.load(f)["features"]:
            found[x["properties"]["code"][:3]] += rings(x["geometry"])
    return found


def country_km(borders, lon, lat):
    """Distance to a country that does not hold the point."""
    near = [r for r in borders
            if min(x for x, _ in r) - 1 < lon < max(x for x, _ in r) + 1
            and min(y for _, y in r) - 1 < lat < max(y for _, y in r) + 1]
    return border_km(near, lon, lat)


def countries(db, shapes, points, table, units):
    """By country of the district they were counted in, and of Natural Earth."""
    theirs, ours, ne = Counter(), Counter(), Counter()
    code = dict(db.execute(
        "SELECT key, substr(key, 1, 3) FROM zone WHERE zone_set = 'state'"))
    for row in table:
        theirs[row["shapeGroup"]] += int(row["sites_hosted"])
        ours[row["shapeGroup"]] += len(units.get(row["adm_id"], []))
    state_of, unit_of = {}, {}
    for zone, keys in placed(db, "state").items():
        for k in keys:
            state_of[k] = code[zone]
            ne[code[zone]] += 1
    for zone, keys in units.items():
        for k in keys:
            unit_of.setdefault(k, shapes[zone]["properties"]["iso3"])
    print("country: their table, our count by its districts, by Natural Earth")
    for c in sorted(set(theirs) | set(ne)):
        print(f"  {c}: {theirs[c]}, {ours[c]}, {ne[c]}")
    borders, pairs = country_rings(), defaultdict(list)
    for k in unit_of:
        if unit_of[k] != state_of.get(k):
            pairs[unit_of[k], state_of.get(k, "sea")].append(
                country_km(borders[unit_of[k]], *points[k]))
    print("by district in one, by Natural Earth in another, km to the first:")
    for pair, km in sorted(pairs.items()):
        print(f"  {pair[0]} {pair[1]}: {len(km)}, {max(km):.3f}")
    n = sum(map(len, pairs.values()))
    check(n <= 78 and max(map(max, pairs.values())) <= COARSE_KM,
          f"{n} detections, none farther than {COARSE_KM} km from its country")
    check(sum(ne.values()) + len(set(points) - set(state_of)) == 12874,
          f"{sum(ne.values())} in states, "
          f"{len(set(points) - set(state_of))} outside")


with sqlite3.connect(f"file:{OUT}/africa.sqlite?mode=ro", uri=True) as store:
    SHAPES, POINTS, TABLE = read()
    countries(store, SHAPES, POINTS, TABLE,
              districts(store, SHAPES, POINTS, TABLE))
sys.exit(1 if wrong else 0)
