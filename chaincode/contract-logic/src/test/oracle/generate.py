"""Makes rulebook.json. Run by hand in this folder: python3 generate.py [file]

Everything is deterministic: hand-written cases, faults in pairs, and histories from one seed.
"""

import sys

import cases
import closings
import denials
import oracle
import histories
import leaving
import precedence
from forms import canonical
from task import prologues
from world import NETWORK, world

TARGET = "../resources/io/datapact/contract/vectors/rulebook.json"
# Reasons that no command the oracle knows gives: standing approvals are not in it.
PENDING = ["STANDING_EXCEEDED"]


def main():
    oracle.TABLE["record-denial"] = (("node",), oracle.PS, None, denials.record_denial)
    oracle.TABLE.update(leaving.TABLE)
    stages = prologues()
    shown = []
    lines = cases.all_cases(stages) + closings.all_closings(stages) + precedence.all_pairs(stages, shown)
    lines += denials.all_denials(stages) + leaving.all_leaving(stages) + histories.all_histories(stages)
    names = [line.name for line in lines]
    assert len(names) == len(set(names)), "a name twice: %s" % [n for n in names if names.count(n) > 1][:3]
    extra = []
    for line in lines:
        before = line.before
        while before and before.name not in stages and before not in extra:
            extra.insert(0, before)
            before = before.before
    document = {
        "type": "datapact/rulebook-vectors/1", "network": NETWORK, "pending": PENDING,
        "world": [{"key": k, "record": r} for k, r in sorted(world().items())],
        "prologues": [line.json() for line in list(stages.values()) + extra],
        "sequences": [line.json() for line in lines], "precedence": shown,
    }
    target = sys.argv[1] if len(sys.argv) > 1 else TARGET
    with open(target, "w", encoding="utf-8") as out:
        out.write(canonical(document))
    reasons = {s["expect"] for line in lines for s in line.steps if "expect" in s}
    print(len(lines), "sequences,", len(shown), "pairs,", len(reasons) - 1, "reasons,", len(canonical(document)), "bytes")


main()
