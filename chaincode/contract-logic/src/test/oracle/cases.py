"""Hand-written cases: each a prologue, some steps, and the reason expected of the last, written by hand."""

from forms import DAY, T0, canonical, digest
from task import (LOANS, PARTIES, RUN, SUBSCRIBERS, TASK, abort, algorithm, approve, approved, attest, commit, fund,
                  go, limits, manifest, proposed, release, review, start, terms, version)
from world import Line, cert_id, certificate, frame, policy

ACCEPTED = None


class Cases:
    def __init__(self, stages):
        self.stages, self.lines = stages, []

    def line(self, name, stage):
        line = Line(name, self.stages[stage] if isinstance(stage, str) else stage)
        self.lines.append(line)
        return line

    def one(self, name, stage, who, kind, body, expect, seconds=1, **header):
        """One command on a stage with the reason expected by hand; the oracle must agree."""
        return self.line(name, stage).tell(who, kind, body, seconds, **header).must(expect)


def form(c):
    stage = c.stages["proposed"]
    base = Line("form", stage)
    good = base.payload("bank-a/approver", "approve-task", approve())
    broken = {
        "unknown-field": {**good, "extra": 1}, "unknown-field-in-body": {**good, "body": {**good["body"], "extra": 1}},
        "no-nonce": {k: v for k, v in good.items() if k != "nonce"}, "short-nonce": {**good, "nonce": "ab"},
        "capital-nonce": {**good, "nonce": "AB" * 16}, "version": {**good, "version": 2},
        "unknown-type": {**good, "type": "datapact/command/none"}, "no-body": {k: v for k, v in good.items() if k != "body"},
        "negative-after": {**good, "body": approve(after=-1)}, "text-for-number": {**good, "body": approve(after="0")},
        "short-digest": {**good, "body": approve(manifest="00")}, "capital-task": {**good, "body": approve(task="Bank-a/1")},
        "unknown-role": {**good, "role": "none"}, "third-slot": {**good, "body": approve(slot=3)},
        "task-of-three-segments": {**good, "body": approve(task="bank-a/1/2")},
    }
    for name, payload in broken.items():
        c.line("form-" + name, stage).send(payload, form="MALFORMED")
    text = canonical(good)
    spelled = {
        "space": text.replace(":", ": ", 1), "twice": text.replace("{", '{"body":{},', 1), "float": text.replace('"after":0', '"after":0.0'),
        "exponent": text.replace('"after":0', '"after":0e0'), "leading-zero": text.replace('"after":0', '"after":00'),
        "minus-zero": text.replace('"after":0', '"after":-0'), "null": text.replace('"after":0', '"after":null'),
        "unsorted": text.replace('"version":1', '"aversion":1'), "end": text[:-1], "more": text + " ", "empty": "",
        "too-large": text.replace('"after":0', '"after":9007199254740992'), "escaped-slash": text.replace("/", "\\/", 1),
        "lone-surrogate": text.replace('"approver"', '"\\ud800"'), "deep": "[" * 17 + "]" * 17,
        "array": "[]", "true": "true",
    }
    for name, raw in spelled.items():
        c.line("form-" + name, stage).raw(raw, "MALFORMED")
    c.line("form-wrong-signature", stage).send({**good, "nonce": digest("x")[:32]}, signature="CERTIFICATE_UNKNOWN")
    c.one("chain-that-is-none", "registered", "bank-a/admin", "register-certificate",
          {"member": "bank-a", "role": "node", "chain": ["AAAA"], "possession": "AAAA"}, "MALFORMED")


def common(c):
    a = ("bank-a/approver", "approve-task", approve())
    c.one("other-network", "proposed", *a, "WRONG_NETWORK", network=digest("other"))
    c.line("unknown-rules", "proposed").put("network/frame", frame(rulesVersion=999)).tell(*a).must("RULES_UNKNOWN")
    for name, ahead, expect in (("over", -1, "COMMAND_EXPIRED"), ("last-milli", 0, ACCEPTED), ("a-day", DAY, ACCEPTED),
                                ("beyond-a-day", DAY + 1, "COMMAND_EXPIRED")):
        line = c.line("valid-until-" + name, "proposed")
        line.tell(*a, validUntil=line.t + 1000 + ahead).must(expect)
    for name, ahead, expect in (("ten-minutes", 600_000, ACCEPTED), ("beyond", 600_001, "COMMAND_EXPIRED")):
        line = c.line("start-valid-" + name, "funded")
        line.tell("bank-a/node", "start-run", start(line.t + 1000), validUntil=line.t + 1000 + ahead).must(expect)
    c.one("unknown-certificate", "proposed", *a, "CERTIFICATE_UNKNOWN", signer=digest("nobody"))
    key, cert = "cert/" + cert_id("bank-a/approver"), certificate("bank-a/approver")
    revoked = {"reason": "key-compromise", "at": T0, "invalidityDate": T0}
    for name, changes, expect in (
            ("not-effective", {"effectiveFrom": T0 + DAY}, "CERTIFICATE_NOT_YET"),
            ("not-before", {"notBefore": T0 + DAY}, "CERTIFICATE_NOT_YET"),
            ("over", {"notAfter": T0}, "CERTIFICATE_EXPIRED"), ("revoked", {"revoked": revoked}, "CERTIFICATE_REVOKED")):
        c.line("certificate-" + name, "proposed").put(key, {**cert, **changes}).tell(*a).must(expect)
    c.one("claims-another-role", "proposed", "bank-a/node", "approve-task", approve(), "CERTIFICATE_WRONG_ROLE", role="approver")
    member = c.stages["proposed"].state["member/bank-a"]
    pause = {"total": 0, "since": T0, "until": T0 + DAY}
    for name, changes in (("suspended", {"status": "SUSPENDED"}), ("leaving", {"leavingSince": T0})):
        c.line(name + "-approves", "proposed").put("member/bank-a", {**member, **changes}).tell(*a).must("MEMBER_SUSPENDED")
        c.line(name + "-revokes", "proposed").put("member/bank-a", {**member, **changes}).tell(
            "bank-a/approver", "revoke-approval", {"task": TASK, "after": 0}).must()
    c.line("paused-approves", "proposed").put("network/pause", pause).tell(*a).must("NETWORK_PAUSED")
    c.line("paused-revokes", "proposed").put("network/pause", pause).tell(
        "bank-a/approver", "revoke-approval", {"task": TASK, "after": 0}).must()
    c.line("pause-is-over", "proposed").put("network/pause", {**pause, "until": T0 + 1}).tell(*a).must()
    c.line("paused-releases", "attested").put("network/pause", pause).tell("telco-b/node", "release", release("telco-b")).must("NETWORK_PAUSED")
    line = c.line("same-payload-again", "proposed")
    payload = line.payload(*a)
    line.send(payload).must()
    line.send(payload).must("ALREADY_DECIDED")
    for who, kind, body in (
            ("bank-a/node", "approve-task", approve()), ("bank-a/tls", "close-run", {"run": RUN}),
            ("bank-a/revoker", "fund-task", {"run": RUN}), ("bank-a/admin", "propose-task", {"manifest": manifest()}),
            ("bank-a/market", "revoke-approval", {"task": TASK, "after": 0}), ("bank-a/approver", "start-run", {"run": RUN, "readys": []}),
            ("bank-a/approver", "commit-input", commit("loans")), ("bank-a/node", "register-dataset", {"dataset": "bank-a/x"}),
            ("bank-a/admin", "pay-in", {"currency": "CNY", "reference": digest("r"), "member": "bank-a", "amount": 1}),
            ("bank-a/approver", "anchor-evidence", {"run": RUN, "seq": 1, "head": digest("h"), "count": 1}),
            ("bank-a/approver", "release", release("bank-a")), ("bank-a/admin", "confirm-receipt", {"run": RUN, "result": digest("r")}),
            ("bank-a/admin", "close-task", {"task": TASK, "code": "done"}),
            ("bank-a/node", "revoke-certificate", {"certificate": cert_id("bank-a/node"), "reason": "superseded", "invalidityDate": T0}),
            ("bank-a/market", "abort-run", abort()), ("bank-a/approver", "attest-result", attest("bank-a"))):
        c.one("role-%s-%s" % (who.split("/")[1], kind), "started", who, kind, body, "CERTIFICATE_WRONG_ROLE")


def registry(c):
    def revoke(who, target, date=T0, reason="superseded"):
        return who, "revoke-certificate", {"certificate": cert_id(target), "reason": reason, "invalidityDate": date}

    c.one("revoke-own", "registered", *revoke("bank-a/revoker", "bank-a/node"), ACCEPTED)
    c.one("revoke-unknown", "registered", *revoke("bank-a/admin", "nobody/x"), "CERTIFICATE_UNKNOWN")
    c.one("revoke-of-another", "registered", *revoke("bank-a/admin", "telco-b/node"), "CERTIFICATE_WRONG_ROLE")
    c.one("revoke-too-far-back", "registered", *revoke("bank-a/admin", "bank-a/node", T0 - 31 * DAY), "OUTSIDE_WINDOW")
    c.one("revoke-in-the-future", "registered", *revoke("bank-a/admin", "bank-a/node", T0 + DAY), "OUTSIDE_WINDOW")
    c.one("revoke-twice", "registered", *revoke("bank-a/admin", "bank-a/node"), ACCEPTED).tell(
        *revoke("bank-a/revoker", "bank-a/node")).must("ALREADY_DECIDED")
    c.one("revoked-signs", "registered", *revoke("bank-a/admin", "bank-a/approver"), ACCEPTED).tell(
        "bank-a/approver", "propose-task", {"manifest": manifest()}).must("CERTIFICATE_REVOKED")
    c.one("revoked-approver-counts-no-more", "funded", *revoke("telco-b/admin", "telco-b/approver"), ACCEPTED)
    last = c.lines[-1]
    last.tell("bank-a/node", "start-run", start(last.t + 1000)).must("APPROVAL_REVOKED")

    c.one("dataset-of-another", "registered", "bank-a/approver", "register-dataset", {"dataset": "telco-b/x"}, "CERTIFICATE_WRONG_ROLE")
    c.one("dataset-twice", "registered", "bank-a/approver", "register-dataset", {"dataset": LOANS}, "KEY_IN_USE")
    c.one("dataset-derived", "registered", "bank-a/approver", "register-dataset", {"dataset": "bank-a/x", "lineage": LOANS}, ACCEPTED).tell(
        "bank-a/approver", "register-dataset", {"dataset": "bank-a/y", "lineage": "bank-a/x"}).must()
    c.one("dataset-from-nothing", "registered", "bank-a/approver", "register-dataset", {"dataset": "bank-a/x", "lineage": "bank-a/z"}, "DATASET_WITHDRAWN")
    c.one("version-next", "registered", "bank-a/approver", "publish-version", version(LOANS, 2), ACCEPTED)
    c.one("version-skips", "registered", "bank-a/approver", "publish-version", version(LOANS, 3), "NOT_NEXT")
    c.one("version-of-nothing", "registered", "bank-a/approver", "publish-version", version("bank-a/none"), "DATASET_WITHDRAWN")
    c.one("version-of-another", "registered", "bank-a/approver", "publish-version", version(SUBSCRIBERS, 2), "CERTIFICATE_WRONG_ROLE")
    withdraw = ("bank-a/approver", "withdraw-dataset", {"dataset": LOANS})
    c.one("withdraw", "registered", *withdraw, ACCEPTED).tell(*withdraw).must("ALREADY_DECIDED")
    c.one("withdraw-nothing", "registered", "bank-a/approver", "withdraw-dataset", {"dataset": "bank-a/none"}, "DATASET_WITHDRAWN")
    c.one("version-of-withdrawn", "registered", *withdraw, ACCEPTED).tell("bank-a/approver", "publish-version", version(LOANS, 2)).must("DATASET_WITHDRAWN")
    c.one("propose-on-withdrawn", "registered", *withdraw, ACCEPTED).tell("bank-a/approver", "propose-task", {"manifest": manifest()}).must("DATASET_WITHDRAWN")
    c.one("start-on-withdrawn", "funded", *withdraw, ACCEPTED)
    c.lines[-1].tell("bank-a/node", "start-run", start(c.lines[-1].t + 1000)).must("DATASET_WITHDRAWN")
    c.one("commit-on-withdrawn", "started", *withdraw, ACCEPTED).tell("bank-a/node", "commit-input", commit("loans")).must("DATASET_WITHDRAWN")

    own = "clearing-c/approver"
    named = {"algorithm": "clearing-c/mpc-statistics", "version": 1}
    c.one("algorithm-of-another", "registered", "bank-a/approver", "register-algorithm", algorithm(2), "CERTIFICATE_WRONG_ROLE")
    c.one("algorithm-next", "registered", own, "register-algorithm", algorithm(2), ACCEPTED)
    c.one("algorithm-skips", "registered", own, "register-algorithm", algorithm(3), "NOT_NEXT")
    c.one("retire", "registered", own, "retire-algorithm", named, ACCEPTED).tell(own, "retire-algorithm", named).must("ALREADY_DECIDED")
    c.one("retire-nothing", "registered", own, "retire-algorithm", {**named, "version": 2}, "ALGORITHM_NOT_ACCEPTED")
    c.one("retired-is-proposed", "registered", own, "retire-algorithm", named, ACCEPTED).tell(
        "bank-a/approver", "propose-task", {"manifest": manifest()}).must("ALGORITHM_NOT_ACCEPTED")
    c.one("review-by-no-reviewer", "registered", "bank-a/approver", "review-algorithm", review(), "CERTIFICATE_WRONG_ROLE")
    c.one("review-of-nothing", "registered", own, "review-algorithm", review(version=2), "ALGORITHM_NOT_ACCEPTED")
    c.one("review-of-other-bytes", "registered", own, "review-algorithm", review(pluginDigest=digest("other")), "MANIFEST_MISMATCH")


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


def money(c):
    c.one("fund-no-payer", "approved", "telco-b/node", "fund-task", {"run": RUN}, "NOT_A_PARTY")
    c.one("fund-twice", "funded", "bank-a/node", "fund-task", {"run": RUN}, "ALREADY_DECIDED")
    c.one("fund-beyond", "approved", "bank-a/node", "fund-task", {"run": {**RUN, "run": 2}}, "USES_EXHAUSTED")
    c.one("fund-nothing", "approved", "bank-a/node", "fund-task", {"run": {"task": "bank-a/none", "run": 1}}, "MANIFEST_MISMATCH")
    c.one("fund-past", "approved", "bank-a/node", "fund-task", {"run": RUN}, "STATE_FORBIDS", seconds=86_401)
    c.line("fund-poor", "approved").put("acct/bank-a/CNY", {"balance": 99_999}).tell("bank-a/node", "fund-task", {"run": RUN}).must("BALANCE_TOO_LOW")
    c.line("fund-exact", "approved").put("acct/bank-a/CNY", {"balance": 100_000}).tell("bank-a/node", "fund-task", {"run": RUN}).must()
    c.one("fund-before-approval", "proposed", "bank-a/node", "fund-task", {"run": RUN}, ACCEPTED)
    c.one("deposit-outsider", "approved", "insure-d/node", "lock-deposit", {"run": RUN}, "NOT_A_PARTY")
    c.one("deposit-twice", "funded", "telco-b/node", "lock-deposit", {"run": RUN}, "ALREADY_DECIDED")
    c.one("unlock-deposit", "funded", "telco-b/node", "unlock", {"run": RUN}, ACCEPTED)
    c.one("unlock-both", "funded", "bank-a/node", "unlock", {"run": RUN}, ACCEPTED)
    c.one("unlock-nothing", "approved", "telco-b/node", "unlock", {"run": RUN}, "FUNDS_MISSING")
    c.one("unlock-started", "started", "telco-b/node", "unlock", {"run": RUN}, "STATE_FORBIDS")
    pay = {"currency": "CNY", "reference": digest("new"), "member": "telco-b", "amount": 5}
    c.one("pay-in-no-issuer", "registered", "bank-a/market", "pay-in", pay, "CERTIFICATE_WRONG_ROLE")
    c.one("pay-in-nobody", "registered", "clearing-c/market", "pay-in", {**pay, "member": "nobody"}, "NOT_A_PARTY")
    line = c.one("pay-in-twice", "registered", "clearing-c/market", "pay-in", pay, ACCEPTED)
    line.tell("clearing-c/market", "pay-in", pay, nonce="0" * 32).must("KEY_IN_USE")
    take = {"currency": "CNY", "payIns": [digest("new")], "pays": []}
    line = c.one("collect-of-another", "registered", "clearing-c/market", "pay-in", pay, ACCEPTED)
    line.tell("bank-a/admin", "collect", take).must("NOT_A_PARTY")
    line.tell("telco-b/admin", "collect", take).must()
    line.tell("telco-b/admin", "collect", take).must("ALREADY_DECIDED")
    c.one("collect-nothing", "registered", "telco-b/admin", "collect", take, "FUNDS_MISSING")
    c.one("collect-no-pay", "released", "telco-b/admin", "collect", {**take, "payIns": [], "pays": [RUN]}, "FUNDS_MISSING")
    c.line("collect-overflow", "registered").put("acct/telco-b/CNY", {"balance": 2**53 - 5}).tell("clearing-c/market", "pay-in", pay).must()
    c.lines[-1].tell("telco-b/admin", "collect", take).must("QUOTA_EXCEEDED")


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


def all_cases(stages):
    c = Cases(stages)
    for part in (form, common, registry, proposals, approvals, money, runs):
        part(c)
    return c.lines
