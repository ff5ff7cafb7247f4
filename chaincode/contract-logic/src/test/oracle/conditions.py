"""Cases of the form of commands and of the conditions that all commands share."""

from cases import ACCEPTED
from forms import DAY, T0, canonical, digest
from task import RUN, TASK, abort, approve, attest, commit, manifest, release, start
from world import Line, cert_id, certificate, frame


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
