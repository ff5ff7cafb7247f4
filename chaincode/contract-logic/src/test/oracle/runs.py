"""Cases of a run from its start to its release, and of the evidence about it."""

from cases import ACCEPTED
from forms import digest
from task import PARTIES, RUN, abort, attest, commit, release, start
from world import cert_id


def runs(c):
    s = ("bank-a/node", "start-run")
    t = c.stages["funded"].t + 1000
    for name, changes in (
            ("stale", {"at": t - 60_001}), ("early", {"at": t + 60_001}), ("other-run", {"run": {**RUN, "run": 2}}),
            ("other-manifest", {"manifestDigest": digest("other")}), ("other-network", {"network": digest("other")}),
            ("other-node", {"node": "telco-b/2"}), ("unknown-certificate", {"nodeCertificate": digest("none")}),
            ("unknown-tls", {"tlsCertificate": digest("none")}), ("tls-of-another", {"tlsCertificate": cert_id("bank-a/tls")}),
            ("node-for-tls", {"tlsCertificate": cert_id("telco-b/node")}), ("approver-for-node", {"nodeCertificate": cert_id("telco-b/approver")})):
        c.one("ready-" + name, "funded", *s, start(t, changes={"telco-b": changes}), "PARTY_NOT_READY")
    c.one("ready-of-60-s", "funded", *s, start(t, changes={"telco-b": {"at": t - 60_000}}), ACCEPTED)
    c.one("ready-missing", "funded", *s, start(t, members=PARTIES[:2]), "PARTY_NOT_READY")
    c.one("ready-swapped", "funded", *s, start(t, members=["telco-b", "bank-a", "clearing-c"]), "PARTY_NOT_READY")
    c.one("start-by-owner", "funded", "telco-b/node", "start-run", start(t), ACCEPTED)
    c.one("start-by-compute-party", "funded", "clearing-c/node", "start-run", start(t), "NOT_A_PARTY")
    c.one("start-nothing", "funded", *s, {"run": {"task": "bank-a/none", "run": 1}, "readys": []}, "MANIFEST_MISMATCH")
    c.one("start-unapproved", "proposed", *s, start(t), "APPROVAL_MISSING")
    c.one("start-unfunded", "approved", *s, start(c.stages["approved"].t + 1000), "FUNDS_MISSING")
    c.one("start-past", "funded", *s, start(t), "STATE_FORBIDS", seconds=86_401)
    c.one("start-no-deposit", "funded", "clearing-c/node", "unlock", {"run": RUN}, ACCEPTED).tell(*s, start(t + 1000)).must("DEPOSIT_MISSING")
    for name, left, expect in (("last", 99, ACCEPTED), ("none", 100, "USES_EXHAUSTED")):
        c.line("use-" + name, "funded").put("used/telco-b/subscribers/total", {"uses": left, "epsilonMicros": 0}).tell(*s, start(t)).must(expect)
    for name, spent, expect in (("last", 999_800, ACCEPTED), ("none", 999_801, "PRIVACY_BUDGET_EXHAUSTED")):
        c.line("epsilon-" + name, "funded").put("used/telco-b/subscribers/total", {"uses": 0, "epsilonMicros": spent}).tell(*s, start(t)).must(expect)
    c.one("commit", "started", "telco-b/node", "commit-input", commit("subscribers"), ACCEPTED).tell(
        "telco-b/node", "commit-input", commit("subscribers")).must("ALREADY_DECIDED")
    c.one("commit-of-another", "started", "bank-a/node", "commit-input", commit("subscribers"), "NOT_A_PARTY")
    c.one("commit-other-root", "started", "bank-a/node", "commit-input", commit("loans", registeredRoot=digest("x")), "MANIFEST_MISMATCH")
    c.one("commit-no-run", "funded", "bank-a/node", "commit-input", commit("loans"), "NOT_NEXT")
    c.one("commit-late", "started", "bank-a/node", "commit-input", commit("loans"), "STATE_FORBIDS", seconds=601)
    c.one("commit-at-the-deadline", "started", "bank-a/node", "commit-input", commit("loans"), ACCEPTED, seconds=600)
    c.one("attest-early", "started", "bank-a/node", "attest-result", attest("bank-a"), "STATE_FORBIDS")
    c.one("attest-late", "committed", "bank-a/node", "attest-result", attest("bank-a"), "STATE_FORBIDS", seconds=601)
    c.one("attest-outsider", "committed", "insure-d/node", "attest-result", attest("insure-d"), "NOT_A_PARTY")
    c.one("attest-twice", "committed", "bank-a/node", "attest-result", attest("bank-a"), ACCEPTED).tell(
        "bank-a/node", "attest-result", attest("bank-a")).must("ALREADY_DECIDED")
    base = attest("bank-a")["common"]
    for name, changes in (("manifest", {"manifestDigest": digest("x")}), ("plugin", {"pluginDigest": digest("x")}),
                          ("inputs", {"inputs": base["inputs"][::-1]}), ("outputs", {"outputs": base["outputs"][::-1]}),
                          ("output", {"outputs": []}), ("release", {"release": base["release"][::-1]}), ("recipient", {"release": [{**base["release"][0], "recipient": "telco-b"}]})):
        c.one("attest-other-" + name, "committed", "bank-a/node", "attest-result", attest("bank-a", **changes), "MANIFEST_MISMATCH")
    c.one("abort", "started", "bank-a/node", "abort-run", abort(peer="telco-b"), ACCEPTED).tell("bank-a/admin", "abort-run", abort()).must("ALREADY_DECIDED")
    c.one("abort-second", "started", "bank-a/node", "abort-run", abort(), ACCEPTED).tell("telco-b/node", "abort-run", abort()).must("STATE_FORBIDS")
    c.one("abort-outsider", "started", "insure-d/node", "abort-run", abort(), "NOT_A_PARTY")
    c.one("abort-late", "committed", "bank-a/node", "abort-run", abort(), "STATE_FORBIDS", seconds=601)
    c.one("abort-attested", "attested", "bank-a/node", "abort-run", abort(), "ALREADY_DECIDED")
    c.one("abort-then-attest", "committed", "telco-b/approver", "abort-run", abort(), ACCEPTED).tell(
        "bank-a/node", "attest-result", attest("bank-a")).must("STATE_FORBIDS")
    c.one("return-after-abort", "started", "bank-a/node", "abort-run", abort(), ACCEPTED).tell(
        "telco-b/node", "return-reservation", {"run": RUN, "input": "subscribers"}).must()
    c.lines[-1].tell("telco-b/node", "return-reservation", {"run": RUN, "input": "subscribers"}).must("ALREADY_DECIDED")
    for name, seconds, expect in (("late", 720, "STATE_FORBIDS"), ("after-grace", 721, ACCEPTED)):
        c.one("return-" + name, "started", "telco-b/node", "return-reservation", {"run": RUN, "input": "subscribers"}, expect, seconds=seconds)
    c.one("return-of-another", "started", "bank-a/node", "return-reservation", {"run": RUN, "input": "subscribers"}, "NOT_A_PARTY", seconds=721)
    c.one("return-committed", "committed", "bank-a/node", "return-reservation", {"run": RUN, "input": "loans"}, "ALREADY_DECIDED", seconds=721)
    r = ("telco-b/node", "release")
    c.one("release", "attested", *r, release("telco-b"), ACCEPTED).tell(*r, release("telco-b")).must("ALREADY_DECIDED")
    c.one("release-early", "committed", *r, release("telco-b"), "STATE_FORBIDS")
    c.one("release-withheld", "attested", *r, release("telco-b"), "STATE_FORBIDS", seconds=601)
    c.one("release-in-time", "attested", *r, release("telco-b"), ACCEPTED, seconds=600)
    c.one("release-other-bytes", "attested", *r, release("telco-b", message="other"), "MANIFEST_MISMATCH")
    c.one("release-outsider", "attested", "insure-d/node", "release", release("insure-d"), "NOT_A_PARTY")
    receipt = {"run": RUN, "result": digest("result")}
    c.one("receipt", "released", "bank-a/node", "confirm-receipt", receipt, ACCEPTED).tell("bank-a/node", "confirm-receipt", receipt).must("ALREADY_DECIDED")
    c.one("receipt-early", "attested", "bank-a/node", "confirm-receipt", receipt, "STATE_FORBIDS")
    c.one("receipt-no-recipient", "released", "telco-b/node", "confirm-receipt", receipt, "NOT_A_PARTY")
    anchor = {"run": RUN, "seq": 1, "head": digest("head"), "count": 1}
    line = c.one("anchors", "started", "bank-a/node", "anchor-evidence", {**anchor, "seq": 2}, "NOT_NEXT")
    for seq in range(1, 17):
        line.tell("bank-a/node", "anchor-evidence", {**anchor, "seq": seq}).must()
    line.tell("bank-a/node", "anchor-evidence", {**anchor, "seq": 18}).must("NOT_NEXT")
    line.tell("bank-a/node", "anchor-evidence", {**anchor, "seq": 17}).must("QUOTA_EXCEEDED")
    c.one("anchor-outsider", "started", "insure-d/node", "anchor-evidence", anchor, "NOT_A_PARTY")
