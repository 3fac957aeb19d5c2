#!/usr/bin/python3
"""Ctrl-C, SIGTERM and kill -9 at different moments of a run: the store of the
run before stays as it was, or the new one is whole; the next run succeeds.

    stop.py ECOCRIME DIR        DIR holds sample/
"""
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time

ENDINGS = {
    # negative: it came before the program had begun to watch for it
    signal.SIGINT: (130, -signal.SIGINT),
    signal.SIGTERM: (143, -signal.SIGTERM),
    signal.SIGKILL: (-signal.SIGKILL,),
}


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def stop_after(command, work, seconds, how):
    """Exit status of a run that is sent a signal (None when it was done), and
    what it said."""
    err = work + "/err"
    with open(err, "wb") as text:
        job = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=text)
        time.sleep(seconds)
        if job.poll() is None:
            job.send_signal(how)
            status = job.wait(60)
        else:
            status = None
    with open(err, encoding="utf-8") as text:
        return status, text.read().splitlines()


def main(ecocrime, folder):
    failures = []
    with tempfile.TemporaryDirectory() as work:
        out = work + "/out"
        command = [ecocrime, "run", folder + "/sample/assessment.yaml",
                   "-o", out, "-q", "-j", "2"]
        started = time.time()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        whole = time.time() - started
        good = digest(out + "/sample.sqlite")
        names = sorted(os.listdir(out))
        for how, endings in ENDINGS.items():
            for share in (0.02, 0.2, 0.5, 0.8, 0.95):
                status, said = stop_after(command, work, share * whole, how)
                what = "%s after %d %%" % (how.name, 100 * share)
                if status is None or status == 0:
                    continue  # it was faster: nothing to see
                if status not in endings:
                    failures.append("%s: exit %s" % (what, status))
                if status > 0 and len(said) != 1:
                    failures.append("%s: said %s" % (what, said))
                if digest(out + "/sample.sqlite") != good:
                    failures.append("%s: the store changed" % what)
                # what was counted may be kept, for the next run
                left = sorted(set(os.listdir(out)) - {"sample.resume"})
                if how != signal.SIGKILL and left != names:
                    failures.append("%s: left %s" % (what, left))
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        if digest(out + "/sample.sqlite") != good:
            failures.append("the run after all that differs")
        left = sorted(os.listdir(out))
        if left != names:
            failures.append("left after the last run: %s" % left)
    for line in failures:
        print("not ok -", line)
    if not failures:
        print("ok - the store was as it was, or whole")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
