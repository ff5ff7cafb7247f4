"""Faults in pairs: a command with two faults is refused for the one that comes first."""

from forms import DAY, T0, canonical, digest
from task import PARTIES, RUN, SUBSCRIBERS, TASK, approve, limits, manifest, start, terms
from world import Line, cert_id, certificate, frame, policy

DSV = "dsv/telco-b/subscribers/000001"
ALG = "alg/clearing-c/mpc-statistics/000001"


class Fault:
    """A reason with what brings it about: puts, or changes of the header or body."""

    def __init__(self, reason, puts=None, header=None, body=None):
        self.reason, self.puts, self.header, self.body = reason, puts, header or {}, body or {}


def change(key, **changes):
    return lambda line: line.change(key, **changes)


def term(**changes):
    def put(line):
        version = line.state[DSV]
        line.put(DSV, {**version, "terms": {**version["terms"], **changes}})
    return put


def remove(key):
    return lambda line: line.put(key, None)


def common_faults(who):
    member, cert = who.split("/")[0], "cert/" + cert_id(who)
    revoked = {"reason": "superseded", "at": T0, "invalidityDate": T0}
    return [
        Fault("WRONG_NETWORK", header={"network": digest("other")}),
        Fault("RULES_UNKNOWN", change("network/frame", rulesVersion=999)),
        Fault("COMMAND_EXPIRED", header={"validUntil": T0}),
        Fault("CERTIFICATE_UNKNOWN", header={"signer": digest("nobody")}),
        Fault("CERTIFICATE_NOT_YET", change(cert, effectiveFrom=T0 + DAY)),
        Fault("CERTIFICATE_EXPIRED", change(cert, notAfter=T0)),
        Fault("CERTIFICATE_REVOKED", change(cert, revoked=revoked)),
        Fault("CERTIFICATE_WRONG_ROLE", header={"role": "market"}),
        Fault("MEMBER_SUSPENDED", change("member/" + member, status="SUSPENDED")),
        Fault("NETWORK_PAUSED", lambda line: line.put("network/pause", {"total": 0, "since": T0, "until": T0 + DAY})),
        Fault("ALREADY_DECIDED"),
        Fault("STATE_FORBIDS", lambda line: line.put("closed/" + TASK, {"by": "bank-a", "code": "done", "at": T0})),
    ]


def approve_faults():
    return common_faults("telco-b/approver") + [
        Fault("MANIFEST_MISMATCH", body={"manifest": digest("other")}), Fault("BASE_CHANGED", body={"after": 7})]


def start_faults():
    old = "approval/%s/%s/000001"
    newer = lambda line: line.put("policy/000002", policy(version=2)).change("network/frame", policy=2)
    task = "task/" + TASK
    return common_faults("bank-a/node") + [
        Fault("ALGORITHM_NOT_ACCEPTED", change(ALG, retired=True)),
        Fault("TRUST_NOT_ACCEPTED", term(trustModels=["other"])),
        Fault("SIMULATED_NOT_ACCEPTED", change(ALG, simulated=True)),
        Fault("DATASET_WITHDRAWN", change("ds/" + SUBSCRIBERS, status="WITHDRAWN")),
        Fault("COLUMN_NEVER_RELEASED", term(neverReleased=["segment"])),
        Fault("PURPOSE_NOT_ALLOWED", term(purposes=["other"])),
        Fault("OPERATION_NOT_ALLOWED", term(operations=["other"])),
        Fault("RECIPIENT_NOT_ALLOWED", term(recipients=["telco-b"])),
        Fault("GROUP_TOO_SMALL", term(minimumGroup=11)),
        Fault("PRICE_TOO_LOW", term(pricePerUse=100_001)),
        Fault("NODE_UNKNOWN", remove("node/clearing-c/1")),
        Fault("POLICY_OUTDATED", newer),
        Fault("APPROVAL_MISSING", remove(old % (TASK, "bank-a"))),
        Fault("APPROVAL_EXPIRED", change(old % (TASK, "telco-b"), standsUntil=T0)),
        Fault("APPROVAL_REVOKED", change(old % (TASK, "clearing-c"), status="REVOKED")),
        Fault("NOT_NEXT", body={"run": {**RUN, "run": 3}}),
        Fault("USES_EXHAUSTED", lambda line: line.put("used/bank-a/loans/total", {"uses": 100, "epsilonMicros": 0})),
        Fault("FUNDS_MISSING", remove("hold/%s/000001" % TASK)),
        Fault("DEPOSIT_MISSING", remove("deposit/%s/000001/telco-b" % TASK)),
        Fault("PARTY_NOT_READY", body={"readys": []}),
        Fault("PRIVACY_BUDGET_EXHAUSTED", lambda line: line.put("used/telco-b/subscribers/total", {"uses": 0, "epsilonMicros": 1_000_000})),
    ]


def propose_faults():
    m = manifest()
    slot = lambda line: line.put("task/bank-a/9", {**line_task(m), "manifest": {**m, "task": "bank-a/9"}}).put("slot/bank-a/000001", {"task": "bank-a/9"})
    return common_faults("bank-a/approver")[:11] + [
        Fault("PRICE_TOO_LOW", term(pricePerUse=100_001)),
        Fault("NODE_UNKNOWN", remove("node/clearing-c/1")),
        Fault("NOT_A_PARTY", body={"outputs": [{**m["outputs"][0], "recipients": ["insure-d"]}]},
              puts=lambda line: [open_terms(line, d) for d in ("telco-b/subscribers", "bank-a/loans")]),
        Fault("MANIFEST_MISMATCH", body={"terms": terms(100_000, 4_999)}),
        Fault("POLICY_OUTDATED", lambda line: line.put("policy/000002", policy(version=2)).change("network/frame", policy=2)),
        Fault("OUTSIDE_WINDOW", body={"limits": limits(notAfter=T0)}),
        Fault("KEY_IN_USE", lambda line: line.put("task/" + TASK, line_task(m))),
        Fault("QUOTA_EXCEEDED", slot),
    ]


def open_terms(line, dataset):
    version = line.state["dsv/%s/000001" % dataset]
    line.put("dsv/%s/000001" % dataset, {**version, "terms": {**version["terms"], "recipients": ["bank-a", "telco-b", "insure-d"]}})


def line_task(m):
    return {"manifest": m, "digest": digest(canonical(m)), "proposerCertificate": cert_id("bank-a/approver"), "proposed": T0}


def play(line, who, kind, body, faults, wrap):
    line.t += 1000
    for fault in faults:
        body = {**body, **fault.body}
    header = {k: v for fault in faults for k, v in fault.header.items()}
    for fault in faults:
        if fault.puts:
            fault.puts(line)
    payload = line.payload(who, kind, wrap(body), **header)
    if any(f.reason == "ALREADY_DECIDED" for f in faults):
        record = {"type": payload["type"], "signer": payload["signer"], "at": T0, "transactionId": "tx"}
        line.put("cmd/" + digest(canonical({**payload, "nonce": "0" * 32})), record)
        payload = {**payload, "nonce": "0" * 32}
    return line.send(payload)


def pairs(stage, name, who, kind, body, faults, near, shown, wrap=lambda b: b):
    lines = []
    for i, first in enumerate(faults):
        for second in faults[i + 1:i + 1 + near]:
            line = Line("%s-%s-before-%s" % (name, first.reason.lower(), second.reason.lower()), stage)
            play(line, who, kind, body, (first, second), wrap).must(first.reason)
            shown.append({"command": kind, "first": first.reason, "second": second.reason, "sequence": line.name})
            lines.append(line)
    for fault in faults:
        line = Line("%s-%s" % (name, fault.reason.lower()), stage)
        play(line, who, kind, body, (fault,), wrap).must(fault.reason)
        lines.append(line)
    return lines


def others(stages, shown):
    """Neighbours that need a state or a form of their own."""
    line = Line("malformed-before-wrong-network", stages["proposed"])
    payload = line.payload("bank-a/approver", "approve-task", approve(after=-1), network=digest("other"))
    line.send(payload, form="MALFORMED")
    shown.append({"command": "approve-task", "first": "MALFORMED", "second": "WRONG_NETWORK", "sequence": line.name})
    window = Line("outside-window-before-funds-missing", stages["registered"])
    m = manifest(limits=limits(notBefore=T0 + DAY // 2))
    window.tell("bank-a/approver", "propose-task", {"manifest": m}).must()
    for member in PARTIES:
        window.tell(member + "/approver", "approve-task", approve(m)).must()
    window.tell("bank-a/node", "start-run", start(window.t + 1000, m)).must("OUTSIDE_WINDOW")
    shown.append({"command": "start-run", "first": "OUTSIDE_WINDOW", "second": "FUNDS_MISSING", "sequence": window.name})
    spent = Line("uses-exhausted-before-outside-window", window)
    spent.put("used/bank-a/loans/total", {"uses": 100, "epsilonMicros": 0})
    spent.tell("bank-a/node", "start-run", start(spent.t + 1000, m)).must("USES_EXHAUSTED")
    shown.append({"command": "start-run", "first": "USES_EXHAUSTED", "second": "OUTSIDE_WINDOW", "sequence": spent.name})
    poor = Line("uses-exhausted-before-balance-too-low", stages["approved"]).put("acct/bank-a/CNY", {"balance": 1})
    poor.tell("bank-a/node", "fund-task", {"run": {**RUN, "run": 2}}).must("USES_EXHAUSTED")
    shown.append({"command": "fund-task", "first": "USES_EXHAUSTED", "second": "BALANCE_TOO_LOW", "sequence": poor.name})
    runs = Line("not-next-before-runs-exhausted", stages["funded"])
    runs.tell("bank-a/node", "start-run", start(runs.t + 1000, run={**RUN, "run": 2})).must("NOT_NEXT")
    outsider = Line("not-a-party-before-manifest-mismatch", stages["proposed"])
    outsider.tell("insure-d/approver", "approve-task", approve(manifest=digest("other"))).must("NOT_A_PARTY")
    closed = Line("state-forbids-before-not-a-party", stages["proposed"])
    closed.put("closed/" + TASK, {"by": "bank-a", "code": "done", "at": T0})
    closed.tell("insure-d/approver", "approve-task", approve()).must("STATE_FORBIDS")
    for found, kind, first, second in ((runs, "start-run", "NOT_NEXT", "USES_EXHAUSTED"),
                                       (outsider, "approve-task", "NOT_A_PARTY", "MANIFEST_MISMATCH"),
                                       (closed, "approve-task", "STATE_FORBIDS", "NOT_A_PARTY")):
        shown.append({"command": kind, "first": first, "second": second, "sequence": found.name})
    return [line, window, spent, poor, runs, outsider, closed] + eyes(stages, shown)


def eyes(stages, shown):
    """FOUR_EYES between MANIFEST_MISMATCH and BASE_CHANGED."""
    found = []
    for first, second, body in (("MANIFEST_MISMATCH", "FOUR_EYES", {"manifest": digest("other")}),
                                ("FOUR_EYES", "BASE_CHANGED", {"after": 7})):
        line = Line("%s-before-%s" % (first.lower(), second.lower()), stages["registered"])
        line.put("policy/000001", policy(approvals={"fourEyes": True, "regulated": []}))
        line.tell("bank-a/approver", "propose-task", {"manifest": manifest()}).must()
        line.tell("bank-a/approver", "approve-task", approve(**body)).must(first)
        shown.append({"command": "approve-task", "first": first, "second": second, "sequence": line.name})
        found.append(line)
    return found


def all_pairs(stages, shown):
    lines = pairs(stages["proposed"], "approve", "telco-b/approver", "approve-task", approve(), approve_faults(), 20, shown)
    begin = stages["funded"].t + 1000
    faults = start_faults()
    lines += pairs(stages["funded"], "start", "bank-a/node", "start-run", start(begin), faults[8:], 1, shown)
    lines += pairs(stages["registered"], "propose", "bank-a/approver", "propose-task", manifest(), propose_faults()[9:], 20, shown,
                   lambda b: {"manifest": b})
    return lines + others(stages, shown)
