"""The network that all sequences play in, and a line of steps told to the oracle."""

import copy

from facts import run_state, task_state
from forms import DAY, MESSAGE, T0, b64, canonical, digest, envelope, number
from oracle import PREFIX, decide
from x509 import root

NETWORK = digest("the vectors' network")
MEMBERS = ["bank-a", "clearing-c", "insure-d", "telco-b"]
ROLES = ["admin", "approver", "auto-approver", "node", "tls", "revoker", "market"]
QUIET = ("cmd/", "task/", "dsv/", "att/", "release/", "alg/")


def cert_id(who):
    return digest("certificate " + who)


def certificate(who, handle=None):
    member, role = who.split("/")[:2]
    return {
        "digest": cert_id(who), "member": member, "role": role, "chain": [b64("chain " + who)],
        "handle": handle or ("1" if role in ("node", "tls") else role + "-1"), "spki": b64("key " + who),
        "notBefore": T0 - DAY, "notAfter": T0 + 365 * DAY, "effectiveFrom": T0 - DAY,
    }


def policy(**changes):
    return {
        "version": 1, "approvalSeconds": 604_800, "maximumRunSeconds": 3_600, "releaseSeconds": 600,
        "windowSeconds": 60, "silencePenalty": 4_000, "releaseSharePercent": 5, "pool": "clearing-c",
        "minimumGroup": 5, "reviewsNeeded": 1, "openTasks": 4, "denialsPerDay": 8, "adminDelaySeconds": 3_600,
        "lookBackSeconds": 2_592_000, "graceUntil": 0, "approvals": {"fourEyes": False, "regulated": []},
        "disputes": {"bond": 1_000, "arbiterSeconds": 86_400, "faultPenalty": 4_000}, "periods": {"days": 30},
        **changes,
    }


def frame(**changes):
    return {"network": NETWORK, "rulesVersion": 1, "policy": 1, "reviewers": ["clearing-c"],
            "currencies": [{"currency": "CNY", "issuer": "clearing-c"}], **changes}


def world():
    state = {"network/frame": frame(), "network/roster": {"members": MEMBERS}, "policy/000001": policy()}
    for m in MEMBERS:
        state["member/" + m] = {"member": m, "kinds": ["bank"], "status": "ACTIVE", "roots": [root(m).text]}
        names = [m + "/" + r for r in ROLES] + [m + "/approver/2"]
        for who in names:
            record = certificate(who, "approver-2" if who.endswith("/2") else None)
            state["cert/" + record["digest"]] = record
            state["spki/" + digest("key " + who)] = {"certificate": record["digest"]}
        state["node/" + m + "/1"] = {"certificate": cert_id(m + "/node")}
    return state


def shown(touched):
    """What is told of the records that a step changed: none of the large ones, and of certificates no chain."""
    records = []
    for key, record in sorted(touched.items()):
        if key.startswith(QUIET):
            continue
        if key.startswith("cert/") and record:
            record = {name: value for name, value in record.items() if name != "chain"}
        records.append({"key": key, **({"record": copy.deepcopy(record)} if record is not None else {})})
    return records


class Line:
    """Steps from a prologue on, each decided by the oracle as it is told."""

    def __init__(self, name, before=None):
        self.name, self.before = name, before
        self.state = copy.deepcopy(before.state if before else world())
        self.t = before.t if before else T0
        self.steps = []
        self.last = None

    def json(self):
        return {"name": self.name, "from": self.before.name if self.before else "world", "steps": self.steps}

    def put(self, key, record):
        self.state.pop(key, None)
        if record is not None:
            self.state[key] = copy.deepcopy(record)
        step = {"put": key}
        if record is not None:
            step["record"] = copy.deepcopy(record)
        self.steps.append(step)
        return self

    def change(self, key, **changes):
        return self.put(key, {**self.state[key], **changes})

    def payload(self, who, kind, body, **header):
        seed = "%s %d" % (self.name, len(self.steps))
        return {
            "body": body, "network": NETWORK, "nonce": digest(seed)[:32], "role": who.split("/")[1],
            "signer": cert_id(who), "type": PREFIX + kind, "validUntil": self.t + 600_000, "version": 1, **header,
        }

    def tell(self, who, kind, body, seconds=1, **header):
        self.t += seconds * 1000
        return self.send(self.payload(who, kind, body, **header))

    def send(self, payload, form=None, signature=None):
        """Plays a payload; form and signature name a fault outside decide, with the reason written by hand."""
        before = set(self.state)
        old = self.state
        self.state = copy.deepcopy(old)
        reason = form or signature or decide(self.state, payload, self.t)
        step = {"t": self.t, "tx": "tx-%d" % len(self.steps), "payload": copy.deepcopy(payload)}
        if signature:
            step["signature"] = "wrong"
        step["expect"] = reason or "ACCEPTED"
        if reason is None:
            touched = {k: self.state.get(k) for k in before | set(self.state) if old.get(k) != self.state.get(k)}
            step["records"] = shown(touched)
        self.states(step, payload.get("body", {}))
        self.steps.append(step)
        self.last = reason
        return self

    def raw(self, text, reason):
        self.steps.append({"t": self.t, "tx": "tx-%d" % len(self.steps), "raw": text,
                           "signer": cert_id("bank-a/approver"), "expect": reason})
        return self

    def states(self, step, body):
        """The states of task and run that the payload names, after the step."""
        run = body.get("run") if isinstance(body.get("run"), dict) else None
        proposed = body["manifest"]["task"] if isinstance(body.get("manifest"), dict) else None
        task = run["task"] if run else body.get("task") or proposed
        if task and "task/" + task in self.state:
            step["taskState"] = {"task": task, "state": task_state(self.state, task, self.t)}
            if run and "run/%s/%s" % (task, number(run["run"])) in self.state:
                step["runState"] = {"run": run, "state": run_state(self.state, run, self.t)}

    def must(self, reason=None):
        if self.last != reason:
            raise AssertionError("%s: expected %s, found %s" % (self.name, reason, self.last))
        return self


def ready(member, run, manifest_digest, at, changes):
    message = {
        "type": "datapact/ready/1", "network": NETWORK, "run": run, "manifestDigest": manifest_digest,
        "node": member + "/1", "nodeCertificate": cert_id(member + "/node"), "tlsCertificate": cert_id(member + "/tls"),
        "checkpointSize": 1, "checkpointRoot": NETWORK, "at": at, "nonce": digest("ready %s" % at)[:32], **changes}
    return b64(envelope(MESSAGE, canonical(message).encode(), b64("key %s/node" % member)))
