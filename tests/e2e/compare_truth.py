#!/usr/bin/python3
"""Compares a store with the truth that the sample's generator wrote beside it.

Usage: compare_truth.py STORE TRUTH.csv
Each quantity of the truth is looked up in the store by the query below; it must
agree to 1e-6 relative (1e-9 of the zone's area for what should be nothing)."""
import csv
import sqlite3
import sys

SUM = ("SELECT z.zone_set, z.key, {year}, {value} FROM tally t "
       "JOIN combination c USING (combination_id) JOIN zone z USING (zone_id) "
       "{join} WHERE {where} GROUP BY z.zone_id, 3")
FOREST = ("SELECT z.zone_set, z.key, f.year, f.{column} FROM forest f "
          "JOIN zone z USING (zone_id) JOIN dataset d USING (dataset_id) "
          "WHERE d.kind = '{kind}'")
EVENT = ("SELECT z.zone_set, z.key, e.year, SUM(e.{column}) "
         "FROM degradation e JOIN zone z USING (zone_id) "
         "WHERE e.type IN ({types}) GROUP BY z.zone_id, e.year")
LOST = "c.theme = 'forest-loss-year' AND c.to_role = 'loss' AND c.canopy = 1"

# Where a footprint's border and a zone's share one cell, how they lie in it is
# not known: the engine multiplies the two fractions (docs/method.md).
TOLERANCE = {"mining_footprint": 1e-2}


def values(kind, where, year="NULL", column="v.sum"):
    join = ("JOIN tally_value v ON v.zone_id = t.zone_id "
            "AND v.combination_id = t.combination_id "
            "AND v.evidence_set_id = t.evidence_set_id "
            "JOIN dataset d ON d.dataset_id = v.dataset_id "
            f"AND d.kind = '{kind}'")
    return SUM.format(year=year, value=f"SUM({column})", join=join, where=where)


QUERIES = {
    "area": "SELECT zone_set, key, NULL, area_m2 FROM zone",
    "people": values("population", "c.theme = 'total'"),
    "biomass": values("biomass", "c.theme = 'total'"),
    "biomass_known": values("biomass", LOST, "c.year", "v.valid_cm2 / 1e4"),
    "biomass_lost": values("biomass", LOST, "c.year"),
    "co2": ("SELECT z.zone_set, z.key, v.year, v.value FROM indicator_value v "
            "JOIN zone z USING (zone_id) WHERE v.series = 'forest_loss_co2' "
            "AND v.measure = 'DEG'"),
    "canopy_unknown": SUM.format(
        year="NULL", value="SUM(t.area_cm2) / 1e4", join="",
        where="c.theme = 'forest-loss-year' AND c.canopy IS NULL "
              "AND c.to_role IS NOT 'outside'"),
    "tree_cover": FOREST.format(column="forest_m2", kind="forest-loss-year"),
    "forest": FOREST.format(column="forest_m2", kind="land-cover"),
    "unseen": FOREST.format(column="unseen_m2", kind="land-cover"),
    "water": FOREST.format(column="water_m2", kind="land-cover"),
    "mining": FOREST.format(column="mining_m2", kind="land-cover"),
    "tree_cover_loss": EVENT.format(column="area_m2",
                                    types="'tree_cover_loss'"),
    "forest_loss": EVENT.format(column="area_m2", types="'forest_loss'"),
    "forest_reloss": EVENT.format(column="area_m2", types="'forest_reloss'"),
    "forest_loss_after_gap": EVENT.format(
        column="after_gap_m2", types="'forest_loss'"),
    "mining_new": EVENT.format(column="area_m2", types="'mining_new'"),
    "mining_again": EVENT.format(column="area_m2", types="'mining_again'"),
    "mining_footprint": EVENT.format(column="area_m2",
                                     types="'mining_footprint'"),
}


def main():
    db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    got = {name: {(s, k, str(y or "")): v for s, k, y, v in db.execute(query)}
           for name, query in QUERIES.items()}
    area = {(s, k): v for (s, k, _), v in got["area"].items()}
    compared, wrong, worst = 0, 0, {}
    with open(sys.argv[2], encoding="utf-8") as text:
        for row in csv.DictReader(text):
            name, want = row["quantity"], float(row["value"])
            if name not in QUERIES:
                sys.exit(f"{name}: no query for this quantity of the truth")
            key = (row["zone_set"], row["zone"], row["year"])
            have = got[name].get(key, 0.0)
            slack = (1e-9 * area[key[:2]] +
                     TOLERANCE.get(name, 1e-6) * abs(want))
            compared += 1
            off = abs(have - want) / max(abs(want), 1e-3 * area[key[:2]])
            worst[name] = max(worst.get(name, 0), off)
            if abs(have - want) > slack:
                wrong += 1
                if wrong <= 20:
                    print(f"not ok - {name} {key}: {have}, not {want}")
    for name, off in sorted(worst.items()):
        print(f"{name}: largest relative difference {off:.2e}")
    print(f"{compared} figures compared, {wrong} wrong")
    sys.exit(1 if wrong or compared < 500 else 0)


main()
