"""Commands about tasks and runs: rows of contract.md section 5."""

import json

from binding import check_binding
from facts import (GRACE, RunFacts, approval, approval_fault, input_owners, manifest_of, need, party_members, period_of,
                   pinned_policy, recipients, slot_holders, slots, task_state)
from forms import DAY, MESSAGE, spent_of, canonical, digest, number, open_envelope, owner, run_path, unb64, verifies


def propose_task(c):
    m = c.body["manifest"]
    check_binding(c.state, c.frame, c.policy, m, c.t)
    need("policy/" + number(m["policy"]) in c.state, "MANIFEST_MISMATCH")
    need(m["policy"] == c.frame["policy"], "POLICY_OUTDATED")
    need(c.t < m["limits"]["notAfter"] <= c.t + 180 * DAY, "OUTSIDE_WINDOW")
    need("task/" + m["task"] not in c.state, "KEY_IN_USE")
    need(m["slot"] <= c.policy["openTasks"], "QUOTA_EXCEEDED")
    key = "slot/%s/%s" % (c.member, number(m["slot"]))
    if key in c.state:
        need(task_state(c.state, c.state[key]["task"], c.t) in ("CLOSED", "EXPIRED"), "QUOTA_EXCEEDED")
    c.put("task/" + m["task"], {
        "manifest": m, "digest": digest(canonical(m)), "proposerCertificate": c.signer["digest"], "proposed": c.t})
    c.put(key, {"task": m["task"]})


def open_task(c):
    manifest = manifest_of(c.state, c.body["task"])
    need(task_state(c.state, c.body["task"], c.t) not in ("CLOSED", "EXPIRED"), "STATE_FORBIDS")
    return manifest


def same_person(a, b):
    return a["member"] == b["member"] and a["handle"] == b["handle"] or a["spki"] == b["spki"]


def four_eyes(c, manifest, slot):
    task = c.state["task/" + c.body["task"]]
    need(not same_person(c.signer, c.state["cert/" + task["proposerCertificate"]]), "FOUR_EYES")
    other = approval(c.state, c.body["task"], c.member, 3 - slot)
    if other is not None and other["status"] == "APPROVED":
        need(not same_person(c.signer, c.state["cert/" + other["certificate"]]), "FOUR_EYES")


def write_approval(c, manifest, status):
    slot = c.body.get("slot", 1)
    old = approval(c.state, c.body["task"], c.member, slot)
    seq = old["seq"] if old else 0
    need(c.body["after"] == seq, "BASE_CHANGED")
    put_approval(c, manifest, status, "approval/%s/%s/%s" % (c.body["task"], c.member, number(slot)), seq, {})


def put_approval(c, manifest, status, key, seq, more):
    record = {"seq": seq + 1, "status": status, "certificate": c.signer["digest"], "handle": c.signer["handle"]}
    if status == "APPROVED":
        record["standsUntil"] = c.t + pinned_policy(c.state, manifest)["approvalSeconds"] * 1000
    c.put(key, {**record, **more})


def require_slot(c, manifest):
    need(c.member in slot_holders(c.state, manifest), "NOT_A_PARTY")
    need(c.body.get("slot", 1) in slots(c.state, manifest), "NOT_A_PARTY")


def approve_task(c):
    manifest = open_task(c)
    require_slot(c, manifest)
    need(c.body["manifest"] == c.state["task/" + c.body["task"]]["digest"], "MANIFEST_MISMATCH")
    if "standing" in c.body:
        import standing
        return standing.approve_by(c, manifest, lambda *at: put_approval(c, manifest, "APPROVED", *at))
    if len(slots(c.state, manifest)) == 2:
        four_eyes(c, manifest, c.body.get("slot", 1))
    write_approval(c, manifest, "APPROVED")


def revoke_approval(c):
    manifest = manifest_of(c.state, c.body["task"])
    require_slot(c, manifest)
    write_approval(c, manifest, "REVOKED")


def close_task(c):
    manifest = open_task(c)
    need(c.member in [manifest["proposer"]] + slot_holders(c.state, manifest), "NOT_A_PARTY")
    c.put("closed/" + c.body["task"], {"by": c.member, "code": c.body["code"], "at": c.t})


def check_readys(c, manifest, run, task_digest):
    readys = c.body["readys"]
    parties = manifest["parties"]
    need(len(readys) == len(parties), "PARTY_NOT_READY")
    resolved = []
    for party, text in zip(parties, readys):
        opened = open_envelope(text)
        need(opened is not None and opened[0] == MESSAGE, "PARTY_NOT_READY")
        ready = json.loads(opened[1])
        node = c.state.get("cert/" + ready["nodeCertificate"])
        tls = c.state.get("cert/" + ready["tlsCertificate"])
        for cert, role in ((node, "node"), (tls, "tls")):
            need(cert is not None and cert["role"] == role, "PARTY_NOT_READY")
            need(cert["member"] + "/" + cert["handle"] == party["node"], "PARTY_NOT_READY")
            need("revoked" not in cert and cert["effectiveFrom"] <= c.t <= cert["notAfter"], "PARTY_NOT_READY")
        need(verifies(node["spki"], opened[0], opened[1], opened[2]), "PARTY_NOT_READY")
        fits = (ready["network"] == c.frame["network"] and ready["run"] == run and ready["node"] == party["node"]
                and ready["manifestDigest"] == task_digest and abs(c.t - ready["at"]) <= 60_000)
        need(fits, "PARTY_NOT_READY")
        resolved.append({"index": party["index"], "node": party["node"],
                         "nodeCertificate": ready["nodeCertificate"], "tlsCertificate": ready["tlsCertificate"]})
    return resolved


def lineage_keys(state, dataset, period):
    """(key, which cap) of what a dataset's lineage has spent, in all and in a period."""
    root = state["ds/" + dataset].get("lineage", dataset)
    return [("used/%s/total" % root, ""), ("used/%s/%s" % (root, number(period)), "PerPeriod")]


def spend(c, manifest, reason):
    """Charges uses and epsilon, summed per key, against the stricter of pinned and newest terms."""
    period = period_of(c.policy, c.t)
    spent = {}
    limits = []
    for each in manifest["inputs"]:
        newest = c.state["ds/" + each["dataset"]]["newest"]
        terms = [c.state["dsv/%s/%s" % (each["dataset"], number(v))]["terms"] for v in {each["version"], newest}]
        for key, cap in lineage_keys(c.state, each["dataset"], period):
            uses, epsilon = spent.get(key) or spent_of(c.state.get(key))
            spent[key] = (uses + 1, epsilon + each["epsilonMicros"])
            limits += [(key, x["uses" + cap], x["epsilonMicros" + cap]) for x in terms]
    for key, (uses, epsilon) in spent.items():
        caps = [(u, e) for k, u, e in limits if k == key]
        if reason == "USES_EXHAUSTED":
            need(all(uses <= u for u, _ in caps), reason)
        else:
            need(all(epsilon <= e for _, e in caps), reason)
    for key, (uses, epsilon) in spent.items():
        c.put(key, {"uses": uses, "epsilonMicros": epsilon})


def start_run(c):
    run = c.body["run"]
    manifest = manifest_of(c.state, run["task"])
    task_digest = c.state["task/" + run["task"]]["digest"]
    need(task_state(c.state, run["task"], c.t) not in ("CLOSED", "EXPIRED"), "STATE_FORBIDS")
    check_binding(c.state, c.frame, c.policy, manifest, c.t)
    need(c.member in [manifest["proposer"]] + input_owners(manifest), "NOT_A_PARTY")
    need(manifest["policy"] == c.frame["policy"] or c.t <= c.policy["graceUntil"], "POLICY_OUTDATED")
    faults = [approval_fault(c.state, manifest, m, c.t) for m in slot_holders(c.state, manifest)]
    for fault in ("APPROVAL_MISSING", "APPROVAL_EXPIRED", "APPROVAL_REVOKED"):
        need(fault not in faults, fault)
    import standing
    standing.charge(c, manifest)
    need("run/" + run_path(run) not in c.state, "NOT_NEXT")
    before = {"task": run["task"], "run": run["run"] - 1}
    need(run["run"] == 1 or "run/" + run_path(before) in c.state, "NOT_NEXT")
    need(run["run"] <= manifest["limits"]["runs"], "USES_EXHAUSTED")
    spend(c, manifest, "USES_EXHAUSTED")
    need(c.t >= manifest["limits"]["notBefore"], "OUTSIDE_WINDOW")
    need("hold/" + run_path(run) in c.state, "FUNDS_MISSING")
    for deposit in manifest["terms"]["deposits"]:
        need("deposit/%s/%s" % (run_path(run), deposit["member"]) in c.state, "DEPOSIT_MISSING")
    parties = check_readys(c, manifest, run, task_digest)
    spend(c, manifest, "PRIVACY_BUDGET_EXHAUSTED")
    c.put("run/" + run_path(run), {
        "run": run, "manifestDigest": task_digest, "parties": parties, "started": c.tau,
        "deadline": c.tau + manifest["limits"]["runSeconds"] * 1000, "rulesVersion": 1,
        "policy": manifest["policy"], "period": period_of(c.policy, c.t)})


def run_of(c):
    manifest_of(c.state, c.body["run"]["task"])
    return RunFacts(c.state, c.body["run"], c.t)


def input_of(c, facts):
    found = [i for i in facts.manifest["inputs"] if i["name"] == c.body["input"]]
    need(found, "MANIFEST_MISMATCH")
    return found[0]


def own_once(c, key, facts):
    need(key not in c.state, "ALREADY_DECIDED")
    need(facts.outcome is None, "STATE_FORBIDS")


def commit_input(c):
    facts = run_of(c)
    key = "input/%s/%s" % (run_path(c.body["run"]), c.body["input"])
    own_once(c, key, facts)
    need(facts.state() == "STARTED", "STATE_FORBIDS")
    each = input_of(c, facts)
    need(c.state["ds/" + each["dataset"]]["status"] == "ACTIVE", "DATASET_WITHDRAWN")
    deleted = "deletion/ds/%s/%s/whole" % (each["dataset"], number(each["version"]))
    need(deleted not in c.state, "DATASET_WITHDRAWN")
    need(owner(each["dataset"]) == c.member, "NOT_A_PARTY")
    version = c.state["dsv/%s/%s" % (each["dataset"], number(each["version"]))]
    need(version["root"] == c.body["registeredRoot"], "MANIFEST_MISMATCH")
    fault = approval_fault(c.state, facts.manifest, c.member, c.t)
    need(fault is None, fault)
    c.put(key, {"status": "COMMITTED", "registeredRoot": c.body["registeredRoot"],
                "projectedRoot": c.body["projectedRoot"]})


def return_reservation(c):
    facts = run_of(c)
    key = "input/%s/%s" % (run_path(c.body["run"]), c.body["input"])
    need(key not in c.state, "ALREADY_DECIDED")
    state = facts.state()
    late = state == "LATE" and facts.tau > facts.deadline + GRACE
    need(state in ("ABORTED", "DECIDED") or late, "STATE_FORBIDS")
    each = input_of(c, facts)
    need(owner(each["dataset"]) == c.member, "NOT_A_PARTY")
    for used, _ in lineage_keys(c.state, each["dataset"], facts.record["period"]):
        uses, epsilon = spent_of(c.state[used])
        c.put(used, {"uses": uses - 1, "epsilonMicros": epsilon - each["epsilonMicros"]})
    c.put(key, {"status": "RETURNED"})


def require_party(c, facts):
    need(c.member in party_members(facts.manifest), "NOT_A_PARTY")


def attest_result(c):
    facts = run_of(c)
    key = "att/%s/%s" % (run_path(c.body["run"]), c.member)
    own_once(c, key, facts)
    need(facts.state() == "COMPUTING", "STATE_FORBIDS")
    require_party(c, facts)
    m, common = facts.manifest, c.body["common"]
    ref = m["algorithm"]
    algorithm = c.state["alg/%s/%s" % (ref["id"], number(ref["version"]))]
    roots = [{"input": i["name"], "root": facts.inputs[i["name"]]["projectedRoot"]} for i in m["inputs"]]
    members = party_members(m)
    outputs = [(o["name"], p["index"]) for o in m["outputs"] for p in m["parties"]]
    due = [(o["name"], p["index"], r) for o in m["outputs"] for p in m["parties"] for r in o["recipients"]
           if members[p["index"]] != r]
    need(common["run"] == c.body["run"], "MANIFEST_MISMATCH")
    need(common["manifestDigest"] == facts.record["manifestDigest"], "MANIFEST_MISMATCH")
    need(common["pluginDigest"] == algorithm["pluginDigest"], "MANIFEST_MISMATCH")
    need(common["inputs"] == roots, "MANIFEST_MISMATCH")
    given = [(o["output"], o["party"]) for o in common["outputs"]]
    owed = [(d["output"], d["party"], d["recipient"]) for d in common["release"]]
    # Not every party need hold a share, and none need be due (section 6, "if none is due"); the order is the manifest's.
    need(given == [o for o in outputs if o in given] and owed == [d for d in due if d in owed], "MANIFEST_MISMATCH")
    need(all(any(g[0] == o["name"] for g in given) for o in m["outputs"]), "MANIFEST_MISMATCH")
    c.put(key, {"common": common, "own": c.body["own"], "certificate": c.signer["digest"], "at": c.tau})


def abort_run(c):
    facts = run_of(c)
    key = "abort/%s/%s" % (run_path(c.body["run"]), c.member)
    need(key not in c.state and c.member not in facts.attestations, "ALREADY_DECIDED")
    need(facts.state() in ("STARTED", "COMPUTING"), "STATE_FORBIDS")
    require_party(c, facts)
    record = {"cause": c.body["cause"], "transcriptHead": c.body["transcriptHead"], "at": c.tau}
    c.put(key, {**record, **({"peer": c.body["peer"]} if "peer" in c.body else {})})


def release(c):
    facts = run_of(c)
    key = "release/%s/%s" % (run_path(c.body["run"]), c.member)
    own_once(c, key, facts)
    need(facts.state() == "ATTESTED", "STATE_FORBIDS")
    require_party(c, facts)
    index = party_members(facts.manifest).index(c.member)
    due = [(d["output"], d["recipient"], d["keyMessage"]) for d in facts.commons[0]["release"] if d["party"] == index]
    need(due, "NOT_A_PARTY")
    given = [(k["output"], k["recipient"], digest(unb64(k["keyMessage"]))) for k in c.body["keys"]]
    need(given == due, "MANIFEST_MISMATCH")
    c.put(key, {"keys": c.body["keys"], "at": c.tau})


def confirm_receipt(c):
    facts = run_of(c)
    key = "rcpt/%s/%s" % (run_path(c.body["run"]), c.member)
    own_once(c, key, facts)
    need(facts.state() == "RELEASED", "STATE_FORBIDS")
    need(c.member in recipients(facts.manifest), "NOT_A_PARTY")
    c.put(key, {"result": c.body["result"]})
