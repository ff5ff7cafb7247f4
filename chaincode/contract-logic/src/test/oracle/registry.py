"""Commands about certificates, datasets and algorithms, and about money: rows of contract.md section 5."""

from closing import Closing
from facts import RunFacts, manifest_of, need, task_state
from forms import number, owner, run_path


def revoke_certificate(c):
    key = "cert/" + c.body["certificate"]
    need(key in c.state, "CERTIFICATE_UNKNOWN")
    need(c.state[key]["member"] == c.member, "CERTIFICATE_WRONG_ROLE")
    need("revoked" not in c.state[key], "ALREADY_DECIDED")
    date = c.body["invalidityDate"]
    need(c.t - c.policy["lookBackSeconds"] * 1000 <= date <= c.t, "OUTSIDE_WINDOW")
    revoked = {"reason": c.body["reason"], "at": c.t, "invalidityDate": date}
    c.put(key, {**c.state[key], "revoked": revoked})


def register_dataset(c):
    name = c.body["dataset"]
    record = {"dataset": name, "status": "ACTIVE", "newest": 0}
    lineage = c.body.get("lineage")
    if lineage:
        need(owner(lineage) == c.member, "CERTIFICATE_WRONG_ROLE")
        need("ds/" + lineage in c.state, "DATASET_WITHDRAWN")
        record["lineage"] = c.state["ds/" + lineage].get("lineage", lineage)
    need("ds/" + name not in c.state, "KEY_IN_USE")
    c.put("ds/" + name, record)


def publish_version(c):
    name, version = c.body["dataset"], c.body["version"]
    dataset = c.state.get("ds/" + name)
    need(dataset is not None and dataset["status"] == "ACTIVE", "DATASET_WITHDRAWN")
    need(version == dataset["newest"] + 1, "NOT_NEXT")
    c.put("ds/" + name, {**dataset, "newest": version})
    c.put("dsv/%s/%s" % (name, number(version)), {**c.body, "published": c.t})


def withdraw_dataset(c):
    key = "ds/" + c.body["dataset"]
    need(key in c.state, "DATASET_WITHDRAWN")
    need(c.state[key]["status"] == "ACTIVE", "ALREADY_DECIDED")
    c.put(key, {**c.state[key], "status": "WITHDRAWN"})


def algorithm_key(body):
    return "alg/%s/%s" % (body["algorithm"], number(body["version"]))


def register_algorithm(c):
    key, version = algorithm_key(c.body), c.body["version"]
    before = algorithm_key({**c.body, "version": version - 1})
    need(version == 1 or before in c.state, "NOT_NEXT")
    need(key not in c.state, "KEY_IN_USE")
    c.put(key, {**c.body, "retired": False})


def retire_algorithm(c):
    key = algorithm_key(c.body)
    need(key in c.state, "ALGORITHM_NOT_ACCEPTED")
    need(not c.state[key]["retired"], "ALREADY_DECIDED")
    c.put(key, {**c.state[key], "retired": True})


def review_algorithm(c):
    key = algorithm_key(c.body)
    need(c.member in c.frame["reviewers"], "CERTIFICATE_WRONG_ROLE")
    need(key in c.state, "ALGORITHM_NOT_ACCEPTED")
    need(c.body["pluginDigest"] == c.state[key]["pluginDigest"], "MANIFEST_MISMATCH")
    review = {"pluginDigest": c.body["pluginDigest"], "accepted": c.body["accepted"], "at": c.t}
    c.put("review/%s/%s" % (key[4:], c.member), review)


def pay_in(c):
    issuers = {i["currency"]: i["issuer"] for i in c.frame["currencies"]}
    need(issuers.get(c.body["currency"]) == c.member, "CERTIFICATE_WRONG_ROLE")
    need("member/" + c.body["member"] in c.state, "NOT_A_PARTY")
    key = "payin/%s/%s" % (c.body["currency"], c.body["reference"])
    need(key not in c.state, "KEY_IN_USE")
    c.put(key, {"member": c.body["member"], "amount": c.body["amount"], "collected": False})


def account(c, currency):
    key = "acct/%s/%s" % (c.member, currency)
    return key, c.state.get(key, {"balance": 0})["balance"]


def collect(c):
    currency = c.body["currency"]
    keys = ["payin/%s/%s" % (currency, r) for r in c.body["payIns"]]
    keys += ["pay/%s/%s/%s" % (c.member, currency, run_path(r)) for r in c.body["pays"]]
    key, balance = account(c, currency)
    found = [c.state.get(k) for k in keys]
    need(all(f is not None for f in found), "FUNDS_MISSING")
    for k, f in zip(keys, found):
        need(f["member"] == c.member, "NOT_A_PARTY")
        need(not f["collected"], "ALREADY_DECIDED")
        c.put(k, {**f, "collected": True})
        balance += f["amount"]
    need(balance <= 2**53 - 1, "QUOTA_EXCEEDED")
    c.put(key, {"balance": balance})


def lock(c, key, amounts):
    """FundTask and LockDeposit: amounts by the members that may."""
    run = c.body["run"]
    manifest = manifest_of(c.state, run["task"])
    key = key % run_path(run)
    need(key not in c.state, "ALREADY_DECIDED")
    need("run/" + run_path(run) not in c.state, "STATE_FORBIDS")
    need(task_state(c.state, run["task"], c.t) not in ("CLOSED", "EXPIRED"), "STATE_FORBIDS")
    amount = amounts(manifest)
    need(amount is not None, "NOT_A_PARTY")
    need(run["run"] <= manifest["limits"]["runs"], "USES_EXHAUSTED")
    currency = manifest["terms"]["currency"]
    acct, balance = account(c, currency)
    need(balance >= amount, "BALANCE_TOO_LOW")
    c.put(acct, {"balance": balance - amount})
    c.put(key, {"member": c.member, "currency": currency, "amount": amount})


def fund_task(c):
    lock(c, "hold/%s", lambda m: m["terms"]["price"] if m["payer"] == c.member else None)


def lock_deposit(c):
    def amount(manifest):
        named = [d["amount"] for d in manifest["terms"]["deposits"] if d["member"] == c.member]
        return sum(named) if named else None

    lock(c, "deposit/%s/" + c.member, amount)


def unlock(c):
    path = run_path(c.body["run"])
    manifest = manifest_of(c.state, c.body["run"]["task"])
    need("run/" + path not in c.state, "STATE_FORBIDS")
    keys = ["hold/" + path, "deposit/%s/%s" % (path, c.member)]
    own = [k for k in keys if k in c.state and c.state[k]["member"] == c.member]
    need(own, "FUNDS_MISSING")
    acct, balance = account(c, manifest["terms"]["currency"])
    for key in own:
        balance += c.state[key]["amount"]
        c.put(key, None)
    c.put(acct, {"balance": balance})


def close_run(c):
    run = c.body["run"]
    manifest = manifest_of(c.state, run["task"])
    kind, row, pays = Closing(c.state, run, c.t).decide()
    c.put("outcome/" + run_path(run), {"kind": kind, "row": row})
    for member, amount in pays.items():
        key = "pay/%s/%s/%s" % (member, manifest["terms"]["currency"], run_path(run))
        c.put(key, {"member": member, "amount": amount, "collected": False})


def anchor_evidence(c):
    body = c.body
    facts = RunFacts(c.state, body["run"], c.t)
    need(c.member in [p["node"].split("/")[0] for p in facts.manifest["parties"]], "NOT_A_PARTY")
    key = "anchor/%s/%s/" % (run_path(body["run"]), c.member)
    need(key + number(body["seq"]) not in c.state, "NOT_NEXT")
    need(body["seq"] == 1 or key + number(body["seq"] - 1) in c.state, "NOT_NEXT")
    need(body["seq"] <= 16, "QUOTA_EXCEEDED")
    c.put(key + number(body["seq"]), {"head": body["head"], "count": body["count"], "at": c.t})
