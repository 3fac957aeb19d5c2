#!/usr/bin/python3
"""Times `ecocrime tabulate` against the decode limit, in pairs.

  bench.py --program ECOCRIME --limit DECODE_LIMIT --data DIR
           [--pairs N] [--jobs A,B] [--history FILE]
  bench.py --plot HISTORY -o FILE.svg

A job is run N times, each time beside a run of decode_limit on the files that
it reads, on as many threads. Printed are medians of CPU seconds (user and
system), their ratio with its range, the target, wall seconds, and the most
private memory the program held (pages of files do not count).
"""
import argparse
import csv
import os
import statistics
import subprocess
import sys
import threading
import time

OPEN = "0-29:open;30-100:forest"
TEN = ("0-10:a;11-20:b;21-30:c;31-40:d;41-50:e;51-60:f;61-70:g;71-80:h;"
       "81-90:i;91-100:j")
ALL = ("admin", "hex", "reserves")


class Job:
    """Zone sets x rasters of one layout; `limits` are targets by decoder."""

    def __init__(self, name, zones, layout, gdal=None, own=None, legend=OPEN,
                 more=(), extra=(), threads=1, kind="cross"):
        self.name, self.zones, self.layout = name, zones, layout
        self.targets = {"gdal": gdal, "auto": own}
        self.legend, self.more, self.extra = legend, more, extra
        self.threads, self.kind = threads, kind

    def rasters(self):
        files = ["canopy_%s.tif" % self.layout]
        if self.kind == "cross":
            files.insert(0, "loss_%s.tif" % self.layout)
        return files + list(self.extra)

    def arguments(self, data, decode):
        path = lambda name: os.path.join(data, name)
        out = ["tabulate", "-k", "id", "--decode", decode, "-j",
               str(self.threads), "-o", path("out.csv")]
        for zones in self.zones:
            out += ["-z", path(zones + ".gpkg")]
        if self.kind == "cross":
            out += ["-c", "loss=" + path("loss_%s.tif" % self.layout), "-c",
                    "canopy=%s,legend=%s" % (
                        path("canopy_%s.tif" % self.layout), self.legend)]
        else:
            out += ["--value", "canopy=%s,kind=count" % path(
                "canopy_%s.tif" % self.layout)]
        return out + [m.replace("DATA", data) for m in self.more]


EVIDENCE = ("--value", "biomass=DATA/biomass.tif", "-e", "DATA/evidence.gpkg",
            "--evidence-date", "year")
JOBS = [
    Job("T1-admin-lzw", ["admin"], "lzw", kind="value"),
    Job("T2-admin-lzw", ["admin"], "lzw", 1.10, 0.80),
    Job("T2-hex-lzw", ["hex"], "lzw", 1.20, 0.90),
    Job("T2-reserves-lzw", ["reserves"], "lzw", 1.20, 0.90),
    Job("T3-admin-lzw", ["admin"], "lzw", 1.20, 0.90, legend=TEN),
    Job("T4-admin-lzw", ["admin"], "lzw", 1.35, 1.10, more=EVIDENCE,
        extra=["biomass.tif"]),
    Job("T5-all-lzw", ALL, "lzw", 1.35, 1.10),
    Job("T2-admin-tiled", ["admin"], "tiled", 1.25),
    Job("T2-hex-tiled", ["hex"], "tiled", 1.25),
    Job("T2-admin-lzw-2", ["admin"], "lzw", threads=2),
    Job("T2-admin-tiled-2", ["admin"], "tiled", threads=2),
    Job("T2-corner-lzw", ["corner"], "lzw"),
    Job("T2-corner-tiled", ["corner"], "tiled"),
    Job("T2-admin-light-lzw", ["admin"], "light_lzw"),
    Job("T2-admin-light-tiled", ["admin"], "light_tiled"),
]


class Watch(threading.Thread):
    """The most private memory of a process, looked at every 10 ms."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.path, self.most = "/proc/%d/status" % pid, 0

    def run(self):
        while True:
            try:
                with open(self.path) as f:
                    lines = [x for x in f if x.startswith("RssAnon")]
            except OSError:
                return
            if not lines:
                return
            self.most = max(self.most, int(lines[0].split()[1]))
            time.sleep(0.01)


def run(command):
    """CPU seconds, wall seconds, private MB."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    watch = Watch(process.pid)
    watch.start()
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if status:
        sys.exit("%s: failed: %s" % (" ".join(command), error.decode()))
    return usage.ru_utime + usage.ru_stime, wall, watch.most / 1024


def describe(values):
    return "%.2f (%.2f-%.2f)" % (statistics.median(values), min(values),
                                 max(values))


def measure(args, job, decode):
    ours = [args.program] + job.arguments(args.data, decode)
    limit = [args.limit, str(job.threads)] + [
        os.path.join(args.data, f) for f in job.rasters()]
    run(limit)  # files into memory
    pairs = [(run(limit), run(ours)) for _ in range(args.pairs)]
    ratios = [b[0] / a[0] for a, b in pairs]
    return {
        "job": job.name, "decode": decode, "threads": job.threads,
        "ratio": statistics.median(ratios), "low": min(ratios),
        "high": max(ratios),
        "limit_cpu_s": statistics.median(a[0] for a, _ in pairs),
        "cpu_s": statistics.median(b[0] for _, b in pairs),
        "wall_s": statistics.median(b[1] for _, b in pairs),
        "private_mb": max(b[2] for _, b in pairs),
        "target": job.targets[decode] or "",
    }


COLUMNS = ["label", "job", "decode", "threads", "ratio", "low", "high",
           "limit_cpu_s", "cpu_s", "wall_s", "private_mb", "target"]


def remember(path, label, row):
    new = not os.path.exists(path)
    with open(path, "a", newline="") as f:
        out = csv.DictWriter(f, COLUMNS, lineterminator="\n")
        if new:
            out.writeheader()
        out.writerow({k: "%.4f" % v if isinstance(v, float) else v
                      for k, v in dict(row, label=label).items()})


def commit():
    done = subprocess.run(["git", "describe", "--always", "--dirty"],
                          capture_output=True, text=True,
                          cwd=os.path.dirname(os.path.abspath(__file__)))
    return done.stdout.strip() or "unknown"


def escape(text):
    for a, b in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(a, b)
    return text


def plot(history, out):
    """One line per job and decoder: the ratio at each label."""
    with open(history, newline="") as f:
        rows = list(csv.DictReader(f))
    labels = list(dict.fromkeys(r["label"] for r in rows))
    series = {}
    for r in rows:
        series.setdefault((r["job"], r["decode"]), {})[r["label"]] = float(
            r["ratio"])
    top = max(max(s.values()) for s in series.values()) * 1.05
    wide, high, left = 900, 480, 50
    x = lambda i: left + i * (wide - 300) / max(1, len(labels) - 1)
    y = lambda v: 20 + (high - 60) * (1 - v / top)
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" '
             'font-family="sans-serif" font-size="11">' % (wide, high),
             '<line x1="%d" x2="%d" y1="%.1f" y2="%.1f" stroke="#888" '
             'stroke-dasharray="4"/>' % (left, wide - 250, y(1), y(1)),
             '<text x="2" y="%.1f">limit</text>' % y(1)]
    for k, ((job, decode), points) in enumerate(sorted(series.items())):
        colour = "hsl(%d,70%%,40%%)" % (k * 360 // len(series))
        line = [(x(labels.index(n)), y(v)) for n, v in points.items()]
        parts.append('<polyline fill="none" stroke="%s" points="%s"/>' % (
            colour, " ".join("%.1f,%.1f" % p for p in line)))
        parts += ['<circle cx="%.1f" cy="%.1f" r="2.5" fill="%s"/>' % (
            p[0], p[1], colour) for p in line]
        parts.append('<text x="%d" y="%d" fill="%s">%s %s %.2f</text>' % (
            wide - 235, 20 + 14 * k, colour, escape(job), escape(decode),
            list(points.values())[-1]))
    for i, label in enumerate(labels):
        parts.append('<text x="%.1f" y="%d" text-anchor="middle">%s</text>' % (
            x(i), high - 20, escape(label)))
    with open(out, "w") as f:
        f.write("\n".join(parts + ["</svg>"]) + "\n")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--program")
    parser.add_argument("--limit")
    parser.add_argument("--data")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--jobs", default="")
    parser.add_argument("--history")
    parser.add_argument("--label", default=None)
    parser.add_argument("--plot")
    parser.add_argument("-o", dest="out")
    args = parser.parse_args()
    if args.plot:
        return plot(args.plot, args.out or args.plot + ".svg")
    wanted = [w for w in args.jobs.split(",") if w]
    label = args.label or commit()
    print("%-22s %-5s %-18s %-7s %8s %8s %8s %8s" % (
        "job", "path", "ratio to limit", "target", "limit s", "cpu s",
        "wall s", "MB"))
    for job in JOBS:
        if wanted and job.name not in wanted:
            continue
        for decode in ("gdal", "auto"):
            r = measure(args, job, decode)
            target = r["target"]
            print("%-22s %-5s %-18s %-7s %8.2f %8.2f %8.2f %8.0f" % (
                job.name, "own" if decode == "auto" else decode,
                "%.2f (%.2f-%.2f)" % (r["ratio"], r["low"], r["high"]),
                "<= %.2f" % target if target else "", r["limit_cpu_s"],
                r["cpu_s"], r["wall_s"], r["private_mb"]), flush=True)
            if args.history:
                remember(args.history, label, r)


if __name__ == "__main__":
    main()
