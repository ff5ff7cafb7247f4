"""Random histories from one seed: what members may send at any stage, in any order, at any time."""

import random

from forms import digest
from task import (PARTIES, RUN, TASK, abort, approve, attest, commit, manifest, release, start)
from world import Line

SEED = 20_260_921
COUNT = 90
WHO = PARTIES + ["insure-d"]
PAUSES = [0, 1, 1, 1, 30, 61, 300, 601, 800]


def choices(rng, line):
    m = rng.choice(WHO)
    node, approver = m + "/node", m + "/approver"
    other = rng.choice(["loans", "subscribers"])
    after = rng.choice([0, 0, 1, 2])
    return [
        (approver, "approve-task", approve(after=after)),
        (approver, "revoke-approval", {"task": TASK, "after": after}),
        (rng.choice([node, m + "/market"]), "fund-task", {"run": RUN}),
        (node, "lock-deposit", {"run": RUN}), (node, "unlock", {"run": RUN}),
        (rng.choice(["bank-a/node", "telco-b/node", node]), "start-run", start),
        (node, "commit-input", commit(other)), (node, "commit-input", commit("loans" if m == "bank-a" else "subscribers")),
        (node, "attest-result", attest(m)), (node, "attest-result", attest(m)),
        (node, "release", release(m)), (node, "close-run", {"run": RUN}), (node, "close-run", {"run": RUN}),
        (node, "return-reservation", {"run": RUN, "input": other}),
        (node, "confirm-receipt", {"run": RUN, "result": digest("result")}),
        (node, "anchor-evidence", {"run": RUN, "seq": rng.choice([1, 1, 2]), "head": digest("head"), "count": 1}),
        (node, "collect", {"currency": "CNY", "payIns": [], "pays": [RUN]}),
    ] + ([(node, "abort-run", abort()), (approver, "close-task", {"task": TASK, "code": "done"})] if rng.random() < 0.2 else [])


def history(rng, name, stage):
    line = Line(name, stage)
    for _ in range(rng.randint(5, 9)):
        who, kind, body = rng.choice(choices(rng, line))
        line.t += rng.choice(PAUSES) * 1000
        line.tell(who, kind, start(line.t) if kind == "start-run" else body, seconds=0)
    return line


def all_histories(stages):
    rng = random.Random(SEED)
    names = ["proposed", "approved", "funded", "started", "committed", "attested", "released"]
    return [history(rng, "history-%03d" % i, stages[rng.choice(names)]) for i in range(COUNT)]
