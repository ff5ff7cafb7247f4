"""Cases of ProposeTask and of approvals."""

from cases import ACCEPTED
from forms import DAY, T0, digest
from task import SUBSCRIBERS, TASK, approve, commit, limits, manifest, start, terms, version
from world import Line, policy


def proposals(c):
    who = "bank-a/approver"
    m = manifest()
    loans, subscribers = m["inputs"]
    out = m["outputs"][0]
    changed = {
        "of-another": ({"task": "telco-b/1"}, "CERTIFICATE_WRONG_ROLE"),
        "unknown-algorithm": ({"algorithm": {**m["algorithm"], "version": 9}}, "ALGORITHM_NOT_ACCEPTED"),
        "other-trust": ({"trust": {**m["trust"], "model": "other"}}, "TRUST_NOT_ACCEPTED"),
        "other-fairness": ({"trust": {**m["trust"], "fairness": "none"}}, "TRUST_NOT_ACCEPTED"),
        "simulated": ({"trust": {**m["trust"], "simulated": True}}, "SIMULATED_NOT_ACCEPTED"),
        "unknown-dataset": ({"inputs": [{**loans, "dataset": "bank-a/none"}, subscribers]}, "DATASET_WITHDRAWN"),
        "unknown-version": ({"inputs": [{**loans, "version": 2}, subscribers]}, "DATASET_WITHDRAWN"),
        "unknown-column": ({"inputs": [{**loans, "columns": ["id", "none"]}, subscribers]}, "COLUMN_NEVER_RELEASED"),
        "never-released": ({"inputs": [loans, {**subscribers, "columns": ["id", "phone"], "sensitivity": 5}]}, "COLUMN_NEVER_RELEASED"),
        "other-purpose": ({"purpose": "marketing"}, "PURPOSE_NOT_ALLOWED"),
        "purpose-of-like-prefix": ({"purpose": "credit-risk-2"}, "PURPOSE_NOT_ALLOWED"),
        "wider-purpose": ({"purpose": "credit-risk"}, ACCEPTED),
        "other-recipient": ({"outputs": [{**out, "recipients": ["clearing-c"]}]}, "RECIPIENT_NOT_ALLOWED"),
        "abroad": ({"outputs": [{**out, "abroad": True}]}, "RECIPIENT_NOT_ALLOWED"),
        "small-group": ({"outputs": [{**out, "minimumGroup": 9}]}, "GROUP_TOO_SMALL"),
        "low-price": ({"terms": terms(49_999)}, "PRICE_TOO_LOW"),
        "least-price": ({"terms": terms(50_000)}, ACCEPTED),
        "unknown-node": ({"parties": [{**p, "node": p["node"].replace("clearing-c/1", "clearing-c/2")} for p in m["parties"]]}, "NODE_UNKNOWN"),
        "owner-no-party": ({"parties": [m["parties"][0], {**m["parties"][2], "index": 1}]}, "NOT_A_PARTY"),
        "owner-without-its-role": ({"parties": [{**m["parties"][0], "roles": ["compute", "recipient"]}] + m["parties"][1:]}, "NOT_A_PARTY"),
        "recipient-without-its-role": ({"parties": [{**m["parties"][0], "roles": ["compute", "input"]}] + m["parties"][1:]}, "NOT_A_PARTY"),
        "low-deposit": ({"terms": terms(100_000, 4_999)}, "MANIFEST_MISMATCH"),
        "least-deposit": ({"terms": terms(100_000, 5_000)}, ACCEPTED),
        "no-weights": ({"terms": terms(shares=[{"member": "telco-b", "weight": 0}])}, "MANIFEST_MISMATCH"),
        "fee-above-price": ({"terms": terms(fee={"member": "clearing-c", "amount": 100_001})}, "MANIFEST_MISMATCH"),
        "fee-is-price": ({"terms": terms(fee={"member": "clearing-c", "amount": 100_000})}, ACCEPTED),
        "half-the-arbiters": ({"terms": terms(arbiters={"members": ["insure-d", "x"], "needed": 1})}, "MANIFEST_MISMATCH"),
        "party-as-arbiter": ({"terms": terms(arbiters={"members": ["telco-b"], "needed": 1})}, "MANIFEST_MISMATCH"),
        "an-arbiter": ({"terms": terms(arbiters={"members": ["insure-d"], "needed": 1})}, ACCEPTED),
        "other-network-inside": ({"network": digest("other")}, "MANIFEST_MISMATCH"),
        "unknown-policy": ({"policy": 2}, "MANIFEST_MISMATCH"),
        "past": ({"limits": limits(notAfter=T0)}, "OUTSIDE_WINDOW"),
        "too-far": ({"limits": limits(notAfter=T0 + 182 * DAY)}, "OUTSIDE_WINDOW"),
        "slot-beyond": ({"slot": 5}, "QUOTA_EXCEEDED"),
        "last-slot": ({"slot": 4}, ACCEPTED),
    }
    for name, (changes, expect) in changed.items():
        c.one("propose-" + name, "registered", who, "propose-task", {"manifest": manifest(**changes)}, expect)
    for name, changes, expect in (("twice", {}, "KEY_IN_USE"), ("slot-taken", {"task": "bank-a/2"}, "QUOTA_EXCEEDED"),
                                  ("other-slot", {"task": "bank-a/2", "slot": 2}, ACCEPTED)):
        c.one("propose-" + name, "proposed", who, "propose-task", {"manifest": manifest(**changes)}, expect)
    c.one("slot-of-closed", "proposed", who, "close-task", {"task": TASK, "code": "done"}, ACCEPTED).tell(
        who, "propose-task", {"manifest": manifest(task="bank-a/2")}).must()
    c.line("slot-of-past", "proposed").tell(who, "propose-task", {"manifest": manifest(
        task="bank-a/2", limits=limits(notAfter=T0 + 3 * DAY))}, seconds=86_401).must()
    for name, changes, expect in (
            ("operations", {"operations": ["sum"]}, "OPERATION_NOT_ALLOWED"), ("expired", {"expires": T0 + 1}, "OUTSIDE_WINDOW"),
            ("dearer", {"pricePerUse": 100_001}, "PRICE_TOO_LOW"), ("purposes", {"purposes": ["marketing"]}, "PURPOSE_NOT_ALLOWED"),
            ("group", {"minimumGroup": 11}, "GROUP_TOO_SMALL"), ("columns", {"neverReleased": ["segment"]}, "COLUMN_NEVER_RELEASED"),
            ("looser", {"minimumGroup": 1}, ACCEPTED)):
        line = c.one("newer-terms-" + name, "funded", "telco-b/approver", "publish-version", version(SUBSCRIBERS, 2, **changes), ACCEPTED)
        line.tell("bank-a/node", "start-run", start(line.t + 1000)).must(expect)


def approvals(c):
    a = ("telco-b/approver", "approve-task")
    c.one("approve", "proposed", *a, approve(), ACCEPTED)
    c.one("approve-nothing", "proposed", *a, approve(task="bank-a/none"), "MANIFEST_MISMATCH")
    c.one("approve-other-bytes", "proposed", *a, approve(manifest=digest("other")), "MANIFEST_MISMATCH")
    c.one("approve-outsider", "proposed", "insure-d/approver", "approve-task", approve(), "NOT_A_PARTY")
    c.one("approve-unseen", "proposed", *a, approve(after=1), "BASE_CHANGED")
    c.one("approve-stale", "approved", *a, approve(), "BASE_CHANGED")
    c.one("approve-again", "approved", *a, approve(after=1), ACCEPTED)
    c.one("approve-second-slot", "proposed", *a, approve(slot=2), "NOT_A_PARTY")
    c.one("approve-past", "proposed", *a, approve(), "STATE_FORBIDS", seconds=86_401)
    c.one("foreclose", "proposed", "telco-b/admin", "revoke-approval", {"task": TASK, "after": 0}, ACCEPTED).tell(*a, approve()).must("BASE_CHANGED")
    c.lines[-1].tell(*a, approve(after=1)).must()
    c.one("revoke-approval", "approved", "telco-b/approver", "revoke-approval", {"task": TASK, "after": 1}, ACCEPTED)
    c.one("revoke-stale", "approved", "telco-b/approver", "revoke-approval", {"task": TASK, "after": 0}, "BASE_CHANGED")
    c.one("revoke-outsider", "approved", "insure-d/admin", "revoke-approval", {"task": TASK, "after": 0}, "NOT_A_PARTY")
    c.one("revoke-then-start", "funded", "telco-b/approver", "revoke-approval", {"task": TASK, "after": 1}, ACCEPTED)
    c.lines[-1].tell("bank-a/node", "start-run", start(c.lines[-1].t + 1000)).must("APPROVAL_REVOKED")
    c.one("revoke-then-commit", "started", "telco-b/approver", "revoke-approval", {"task": TASK, "after": 1}, ACCEPTED).tell(
        "telco-b/node", "commit-input", commit("subscribers")).must("APPROVAL_REVOKED")
    close = ("telco-b/approver", "close-task", {"task": TASK, "code": "done"})
    c.one("close", "proposed", *close, ACCEPTED).tell(*close).must("STATE_FORBIDS")
    c.one("close-outsider", "proposed", "insure-d/approver", "close-task", {"task": TASK, "code": "done"}, "NOT_A_PARTY")
    c.one("close-past", "proposed", *close, "STATE_FORBIDS", seconds=86_401)
    c.one("close-then-approve", "proposed", *close, ACCEPTED).tell(*a, approve()).must("STATE_FORBIDS")
    c.one("close-then-commit", "started", *close, ACCEPTED).tell("telco-b/node", "commit-input", commit("subscribers")).must()
    four_eyes(c)


def four_eyes(c):
    eyes = {"fourEyes": True, "regulated": [{"purpose": "credit-risk", "regulator": "insure-d"}]}
    before = Line("four-eyes", c.stages["registered"]).put("policy/000001", policy(approvals=eyes))
    before.tell("bank-a/approver", "propose-task", {"manifest": manifest()}).must()
    one, two, kind = "telco-b/approver", "telco-b/approver/2", "approve-task"
    c.one("eyes-proposer", before, "bank-a/approver", kind, approve(), "FOUR_EYES")
    c.one("eyes-two", before, one, kind, approve(), ACCEPTED).tell(two, kind, approve(slot=2)).must()
    c.one("eyes-same", before, one, kind, approve(), ACCEPTED).tell(one, kind, approve(slot=2)).must("FOUR_EYES")
    c.one("eyes-same-and-unseen", before, one, kind, approve(), ACCEPTED).tell(one, kind, approve(slot=2, after=3)).must("FOUR_EYES")
    c.one("eyes-regulator", before, "insure-d/approver", kind, approve(), ACCEPTED)
    c.one("eyes-after-revocation", before, one, kind, approve(), ACCEPTED).tell(
        one, "revoke-approval", {"task": TASK, "after": 1}).must()
    c.lines[-1].tell(one, kind, approve(slot=2)).must()
