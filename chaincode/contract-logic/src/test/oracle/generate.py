"""Makes rulebook.json. Run by hand in this folder: python3 generate.py [file]

Everything is deterministic: hand-written cases, faults in pairs, and histories from one seed.
"""

import sys

import closings
import conditions
import deletions
import denials
import enrolments
import governing
import histories
import joining
import leaving
import motions
import oracle
import payments
import precedence
import proposals
import recoveries
import registrations
import runs
import standing
from cases import Cases
from forms import canonical
from task import prologues
from world import NETWORK, world

TARGET = "../resources/io/datapact/contract/vectors/rulebook.json"
# Neighbours in the order of precedence that no sequence can show, with why.
APART = [
    ("POLICY_OUTDATED", "FOUR_EYES", "ProposeTask and StartRun give the first, ApproveTask and GrantStanding the second"),
    ("OUTSIDE_WINDOW", "WINDOW_OVER", "only Vote gives both: its motion expires too far ahead, or has expired"),
    ("WINDOW_OVER", "FUNDS_MISSING", "Vote, Enact, OpenDispute and Rule give the first, StartRun, Unlock and Collect the second"),
    ("DEPOSIT_MISSING", "BALANCE_TOO_LOW", "StartRun gives the first and moves no money"),
    ("BALANCE_TOO_LOW", "PARTY_NOT_READY", "StartRun gives the second and moves no money"),
    ("PRIVACY_BUDGET_EXHAUSTED", "QUORUM_MISSING", "StartRun gives the first, Enact and RequestLeave the second"),
]


def by_hand(stages):
    c = Cases(stages)
    for part in (conditions.form, conditions.common, registrations.registry, proposals.proposals, proposals.approvals,
                 payments.money, runs.runs):
        part(c)
    return c.lines


def main():
    oracle.TABLE["record-denial"] = (("node",), oracle.PS, None, denials.record_denial)
    for table in (leaving.TABLE, governing.TABLE, standing.TABLE, deletions.TABLE):
        oracle.TABLE.update(table)
    stages = prologues()
    shown = []
    lines = by_hand(stages) + closings.all_closings(stages) + precedence.all_pairs(stages, shown)
    lines += denials.all_denials(stages) + leaving.all_leaving(stages) + histories.all_histories(stages)
    lines += motions.all_motions(stages, shown) + standing.all_standing(stages, shown)
    lines += deletions.all_deletions(stages, shown) + enrolments.all_enrolments(stages, shown)
    lines += joining.all_joining(stages, shown) + recoveries.all_recoveries(stages)
    names = [line.name for line in lines]
    assert len(names) == len(set(names)), "a name twice: %s" % [n for n in names if names.count(n) > 1][:3]
    extra = []
    for line in lines:
        before = line.before
        while before and before.name not in stages and before not in extra:
            extra.insert(0, before)
            before = before.before
    document = {
        "type": "datapact/rulebook-vectors/1", "network": NETWORK,
        "apart": [{"first": a, "second": b, "why": why} for a, b, why in APART],
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
