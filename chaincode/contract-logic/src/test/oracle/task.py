"""The task that the sequences play: its manifest, its commands, and the prologues up to its release."""

from forms import DAY, T0, b64, canonical, digest
from world import NETWORK, Line, ready

TASK = "bank-a/2026-000001"
RUN = {"task": TASK, "run": 1}
PLUGIN = digest("plugin")
PARTIES = ["bank-a", "telco-b", "clearing-c"]
LOANS, SUBSCRIBERS = "bank-a/loans", "telco-b/subscribers"
PROLOGUES = []


def terms(price=100_000, deposit=10_000, **changes):
    return {
        "currency": "CNY", "price": price, "sharing": "fixed",
        "shares": [{"member": "telco-b", "weight": 60}, {"member": "bank-a", "weight": 0}],
        "fee": {"member": "clearing-c", "amount": price // 10},
        "deposits": [{"member": m, "amount": deposit} for m in PARTIES],
        "arbiters": {"members": [], "needed": 0}, **changes}


def manifest(**changes):
    return {
        "type": "datapact/task/1", "network": NETWORK, "task": TASK, "slot": 1, "policy": 1, "proposer": "bank-a",
        "payer": "bank-a", "purpose": "credit-risk/scoring",
        "algorithm": {"id": "clearing-c/mpc-statistics", "version": 1, "operation": "group-by"},
        "inputs": [
            {"name": "loans", "dataset": LOANS, "version": 1, "columns": ["id", "amount", "defaulted"],
             "sensitivity": 4, "epsilonMicros": 100},
            {"name": "subscribers", "dataset": SUBSCRIBERS, "version": 1, "columns": ["id", "segment"],
             "sensitivity": 3, "epsilonMicros": 200}],
        "parties": [
            {"index": 0, "node": "bank-a/1", "roles": ["input", "compute", "recipient"]},
            {"index": 1, "node": "telco-b/1", "roles": ["input", "compute"]},
            {"index": 2, "node": "clearing-c/1", "roles": ["compute"]}],
        "outputs": [{"name": "table", "recipients": ["bank-a"], "minimumGroup": 10, "maximumRows": 1_000,
                     "abroad": False}],
        "limits": {"runs": 1, "notBefore": 0, "notAfter": T0 + DAY, "runSeconds": 600, "peerBytes": "1000000000"},
        "terms": terms(), "trust": {"model": "semi-honest-3pc", "simulated": False, "fairness": "shares"},
        "bodyDigest": digest("body"), **changes}


def limits(**changes):
    return {**manifest()["limits"], **changes}


def data_terms(**changes):
    return {
        "purposes": ["credit-risk"], "operations": ["group-by"], "recipients": ["bank-a", "telco-b"],
        "trustModels": ["semi-honest-3pc"], "fairness": ["shares"], "simulated": False, "uses": 100,
        "epsilonMicros": 1_000_000, "usesPerPeriod": 100, "epsilonMicrosPerPeriod": 1_000_000,
        "expires": T0 + 90 * DAY, "minimumGroup": 10, "neverReleased": [], "currency": "CNY", "pricePerUse": 0,
        "retentionDays": 30, "legalBasis": "consent", "consent": digest("consent"), "abroad": False, **changes}


def column(name, sensitivity):
    return {"name": name, "type": "TEXT", "scale": 0, "sensitivity": sensitivity, "nullable": False}


def version(dataset, number=1, **changes):
    names = [("id", 4), ("amount", 4), ("defaulted", 4)] if dataset == LOANS else [("id", 3), ("segment", 2), ("phone", 5)]
    own = {} if dataset == LOANS else {"pricePerUse": 50_000, "neverReleased": ["phone"]}
    return {"dataset": dataset, "version": number, "schema": {"columns": [column(*n) for n in names], "key": ["id"]},
            "rowsBand": "1000-9999", "root": digest("rows of " + dataset), "terms": data_terms(**{**own, **changes})}


def algorithm(version=1, **changes):
    return {"algorithm": "clearing-c/mpc-statistics", "version": version, "plugin": "datapact/mpc-statistics",
            "pluginDigest": PLUGIN, "descriptor": digest("descriptor"), "operations": ["group-by"],
            "trustModel": "semi-honest-3pc", "fairness": "shares", "simulated": False, **changes}


def review(**changes):
    return {"algorithm": "clearing-c/mpc-statistics", "version": 1, "pluginDigest": PLUGIN, "accepted": True, **changes}


def approve(m=None, **changes):
    return {"task": TASK, "manifest": digest(canonical(m or manifest())), "after": 0, **changes}


def start(t, m=None, run=RUN, changes=None, members=PARTIES):
    of = digest(canonical(m or manifest()))
    return {"run": run, "readys": [ready(x, run, of, t, (changes or {}).get(x, {})) for x in members]}


def commit(name, run=RUN, **changes):
    dataset = {"loans": LOANS, "subscribers": SUBSCRIBERS}.get(name, LOANS)
    return {"run": run, "input": name, "registeredRoot": digest("rows of " + dataset),
            "projectedRoot": digest("projection " + name), **changes}


def key_message(party):
    return "key message %d" % party


def attest(member, run=RUN, m=None, own=None, **changes):
    index = PARTIES.index(member) if member in PARTIES else 0
    common = {
        "run": run, "manifestDigest": digest(canonical(m or manifest())), "pluginDigest": PLUGIN,
        "inputs": [{"input": i, "root": digest("projection " + i)} for i in ("loans", "subscribers")],
        "outputs": [{"output": "table", "party": p, "commitment": digest("share %d" % p)} for p in range(3)],
        "release": [{"output": "table", "party": p, "recipient": "bank-a", "sealedShare": digest("sealed %d" % p),
                     "keyMessage": digest(key_message(p))} for p in (1, 2)], **changes}
    mine = [i for i in (m or manifest())["inputs"] if i["dataset"].startswith(member + "/")]
    parts = {
        "evidenceHead": digest("head " + member), "evidenceCount": 1,
        "peers": [{"peer": p, "bytesSent": "1000", "sent": digest("%d to %d" % (index, p)), "bytesReceived": "1000",
                   "received": digest("%d to %d" % (p, index))} for p in range(3) if p != index],
        "handedOut": [{"input": i["name"], "root": digest("projection " + i["name"])} for i in mine],
        "columns": [{"input": i["name"], "columns": i["columns"]} for i in mine],
        "checks": ["maximum-rows", "minimum-group"], **(own or {})}
    return {"run": run, "common": common, "own": parts}


def release(member, run=RUN, message=None):
    index = PARTIES.index(member) if member in PARTIES else 0
    return {"run": run, "keys": [{"output": "table", "recipient": "bank-a",
                                  "keyMessage": b64(message or key_message(index))}]}


def abort(**changes):
    return {"run": RUN, "cause": "protocol/mac", "transcriptHead": digest("transcript"), **changes}


def pay_in(line, member, amount, tag=""):
    reference = digest("reference " + member + tag)
    line.tell("clearing-c/market", "pay-in",
              {"currency": "CNY", "reference": reference, "member": member, "amount": amount}).must()
    line.tell(member + "/admin", "collect", {"currency": "CNY", "payIns": [reference], "pays": []}).must()


def registered():
    line = Line("registered")
    for dataset in (LOANS, SUBSCRIBERS):
        who = dataset.split("/")[0] + "/approver"
        line.tell(who, "register-dataset", {"dataset": dataset}).must()
        line.tell(who, "publish-version", version(dataset)).must()
    line.tell("clearing-c/approver", "register-algorithm", algorithm()).must()
    line.tell("clearing-c/approver", "review-algorithm", review()).must()
    for member, amount in (("bank-a", 1_000_000), ("telco-b", 100_000), ("clearing-c", 100_000)):
        pay_in(line, member, amount)
    return line


def proposed(before, name="proposed", m=None):
    return Line(name, before).tell("bank-a/approver", "propose-task", {"manifest": m or manifest()}).must()


def approved(before, name="approved", m=None):
    line = Line(name, before)
    for member in PARTIES:
        line.tell(member + "/approver", "approve-task", approve(m)).must()
    return line


def fund(line, run=RUN):
    line.tell("bank-a/market", "fund-task", {"run": run}).must()
    for member in PARTIES:
        line.tell(member + "/node", "lock-deposit", {"run": run}).must()
    return line


def go(line, m=None, run=RUN):
    line.t += 1000
    return line.send(line.payload("bank-a/node", "start-run", start(line.t, m, run))).must()


def committed(line, run=RUN):
    line.tell("bank-a/node", "commit-input", commit("loans", run)).must()
    return line.tell("telco-b/node", "commit-input", commit("subscribers", run)).must()


def attested(line, m=None, run=RUN):
    for member in PARTIES:
        line.tell(member + "/node", "attest-result", attest(member, run, m)).must()
    return line


def released(line, run=RUN):
    for member in PARTIES[1:]:
        line.tell(member + "/node", "release", release(member, run)).must()
    return line


def prologues():
    """Every stage of the task by name, in the order in which they build on each other."""
    line = registered()
    found = [line]
    for name, tell in (
            ("proposed", lambda x: proposed(x)), ("approved", lambda x: approved(x)),
            ("funded", lambda x: fund(Line("funded", x))), ("started", lambda x: go(Line("started", x))),
            ("committed", lambda x: committed(Line("committed", x))),
            ("attested", lambda x: attested(Line("attested", x))),
            ("released", lambda x: released(Line("released", x)))):
        line = tell(line)
        found.append(line)
    return {line.name: line for line in found}
