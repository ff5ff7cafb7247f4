"""Every row of the closing table, at the last moment at which it must not be decided and the first at which it may."""

from cases import Cases
from forms import DAY
from task import (PARTIES, RUN, abort, approved, attest, attested, commit, committed, fund, go, limits, manifest,
                  proposed, release, released, terms)
from world import Line, policy

CLOSE = ("insure-d/revoker", "close-run", {"run": RUN})


def close(c, line, seconds, row):
    """Too early by one millisecond, then closed; each member paid collects."""
    line.t += seconds * 1000 - 1000
    line.tell(*CLOSE).must("STATE_FORBIDS")
    line.t += 1
    line.tell(*CLOSE, seconds=0).must()
    assert line.state["outcome/bank-a/2026-000001/000001"]["row"] == row, line.name
    line.tell(*CLOSE).must("ALREADY_DECIDED")
    for member in PARTIES:
        if "pay/%s/CNY/bank-a/2026-000001/000001" % member in line.state:
            line.tell(member + "/node", "collect", {"currency": "CNY", "payIns": [], "pays": [RUN]}).must()
    return line


def rows(c, stages, tag):
    line = lambda name, stage: c.line(tag + name, stages[stage])
    close(c, line("released", "released"), 60, 3)
    close(c, line("withheld-by-telco", "attested").tell("clearing-c/node", "release", release("clearing-c")).must(), 600 + 120 + 60 - 1, 4)
    close(c, line("withheld-by-clearing", "attested").tell("telco-b/node", "release", release("telco-b")).must(), 600 + 120 + 60 - 1, 4)
    close(c, line("withheld-by-both", "attested"), 600 + 120 + 60, 4)
    close(c, line("aborted", "started").tell("telco-b/node", "abort-run", abort()).must(), 60, 6)
    close(c, line("aborted-whole", "committed").tell("bank-a/admin", "abort-run", abort()).must(), 60, 6)
    close(c, line("late-one-owner", "started").tell("bank-a/node", "commit-input", commit("loans")).must(), 600 + 120 + 60 - 1, 7)
    close(c, line("late-other-owner", "started").tell("telco-b/node", "commit-input", commit("subscribers")).must(), 600 + 120 + 60 - 1, 7)
    close(c, line("late-no-input", "started"), 600 + 120 + 60, 8)
    close(c, line("late-no-attestation", "committed"), 600 + 120 + 60 - 2, 8)
    two = line("late-one-silent", "committed")
    for member in PARTIES[:2]:
        two.tell(member + "/node", "attest-result", attest(member)).must()
    close(c, two, 600 + 120 + 60 - 4, 9)
    one = line("late-two-silent", "committed").tell("bank-a/node", "attest-result", attest("bank-a")).must()
    close(c, one, 600 + 120 + 60 - 3, 8)
    differ = line("attestations-differ", "committed")
    for member in PARTIES:
        common = attest(member)["common"]["outputs"]
        changed = [{**o, "commitment": "0" * 64} for o in common] if member == "telco-b" else common
        differ.tell(member + "/node", "attest-result", attest(member, outputs=changed)).must()
    close(c, differ, 600 + 120 + 60 - 5, 8)




def shares(c, stages):
    """Largest remainder, ties by member id, fee and price to the unit."""
    weighted = {
        "thirds": [("bank-a", 1), ("clearing-c", 1), ("telco-b", 1)], "sevenths": [("bank-a", 3), ("clearing-c", 3), ("telco-b", 1)],
        "zero-among": [("bank-a", 0), ("clearing-c", 1), ("telco-b", 2)], "one": [("telco-b", 1)],
        "large": [("bank-a", 999_999), ("clearing-c", 1_000_000), ("telco-b", 1)],
    }
    for name, weights in weighted.items():
        for price in (50_000, 100_001, 99_998):
            listed = [{"member": m, "weight": w} for m, w in weights]
            m = manifest(terms=terms(price, 10_000, shares=listed, fee={"member": "clearing-c", "amount": 1}))
            line = c.line("shares-%s-%d" % (name, price), stages["registered"])
            play(line, m)
            close(c, released(line), 60, 3)


def play(line, m):
    from task import approve
    line.tell("bank-a/approver", "propose-task", {"manifest": m}).must()
    for member in PARTIES:
        line.tell(member + "/approver", "approve-task", approve(m)).must()
    attested(committed(go(fund(line), m)), m)


def withheld_shares(c, stages):
    """Row 4: penalties go to share members outside S by weight, the rest to the pool."""
    for name, weights in (("outside", [("bank-a", 1), ("telco-b", 2)]), ("pool", [("telco-b", 1)]), ("spread", [("bank-a", 1), ("clearing-c", 2), ("telco-b", 4)])):
        listed = [{"member": m, "weight": w} for m, w in weights]
        line = c.line("withheld-" + name, stages["registered"])
        play(line, manifest(terms=terms(60_000, 40_001, shares=listed)))
        close(c, line, 600 + 120 + 60, 4)


def payer_withholds(c, stages):
    """Row 5: telco-b receives, bank-a pays and withholds."""
    parties = manifest()["parties"]
    parties[1]["roles"].append("recipient")
    m = manifest(parties=parties, outputs=[{**manifest()["outputs"][0], "recipients": ["telco-b"]}])
    line = c.line("withheld-by-payer", stages["registered"])
    line.tell("bank-a/approver", "propose-task", {"manifest": m}).must()
    from task import approve, key_message
    from forms import digest
    for member in PARTIES:
        line.tell(member + "/approver", "approve-task", approve(m)).must()
    committed(go(fund(line), m))
    due = [{"output": "table", "party": p, "recipient": "telco-b", "sealedShare": digest("sealed %d" % p),
            "keyMessage": digest(key_message(p))} for p in (0, 2)]
    for member in PARTIES:
        line.tell(member + "/node", "attest-result", attest(member, m=m, release=due)).must()
    close(c, line, 600 + 120 + 60, 5)


def paused(c, stages):
    """A pause stops the clock of deadlines."""
    line = c.line("pause-moves-the-deadline", stages["started"])
    line.put("network/pause", {"total": 0, "since": line.t + 1000, "until": line.t + 301_000})
    line.tell("bank-a/node", "commit-input", commit("loans"), seconds=900).must()
    line.tell("telco-b/node", "commit-input", commit("subscribers"), seconds=1).must("STATE_FORBIDS")
    line = c.line("pause-moves-the-window", stages["released"])
    line.put("network/pause", {"total": 0, "since": line.t, "until": line.t + 100_000})
    line.tell(*CLOSE, seconds=160).must("STATE_FORBIDS")
    line.tell(*CLOSE, seconds=1).must()


def all_closings(stages):
    c = Cases(stages)
    rows(c, stages, "close-")
    shares(c, stages)
    withheld_shares(c, stages)
    payer_withholds(c, stages)
    paused(c, stages)
    return c.lines
