"""Standing approvals, and budgets per period: contract.md sections 2, 3 and 5, and their cases."""

from cases import Cases
from closing import share
from facts import granted, granters, need, party_members, period_of, slot_holders, slots
from forms import DAY, covers, digest, number, owner
from oracle import PS
from task import LOANS, PARTIES, SUBSCRIBERS, abort, approve, fund, manifest, start, terms
from running import same_person
from world import Line, cert_id, policy

NAME = "telco-b/reports"


def grant_standing(c):
    key = "standing/" + c.body["standing"]
    known = c.state.get(key)
    grants = []
    if known:
        need("ended" not in known and len(known["grants"]) < 2, "ALREADY_DECIDED")
        need(known["template"] == c.body["template"], "MANIFEST_MISMATCH")
        need(not any(same_person(c.signer, g) for g in granters(c.state, known)), "FOUR_EYES")
        grants = known["grants"]
    c.put(key, {"standing": c.body["standing"], "template": c.body["template"], "grants": grants + [c.signer["digest"]]})


def end_standing(c):
    key = "standing/" + c.body["standing"]
    need(key in c.state, "MANIFEST_MISMATCH")
    need("ended" not in c.state[key], "ALREADY_DECIDED")
    c.put(key, {**c.state[key], "ended": c.t})


def certain(member, money):
    """What a settled run pays a member of the price whatever the parties attest."""
    fee = money["fee"]
    left = money["price"] - fee["amount"]
    weights = {s["member"]: s["weight"] for s in money["shares"]}
    sure = left > 0 and (money["sharing"] == "fixed" or len(weights) == 1)
    own = share(left, weights).get(member, 0) if sure else 0
    return own + (fee["amount"] if fee["member"] == member else 0)


def own_epsilon(m, member):
    return sum(i["epsilonMicros"] for i in m["inputs"] if owner(i["dataset"]) == member)


def within(template, member, m):
    """Whether a template covers a task."""
    columns = {i["dataset"]: i["columns"] for i in template["inputs"]}
    money, ref = m["terms"], m["algorithm"]
    return all((
        any(covers(p, m["purpose"]) for p in template["purposes"]),
        (ref["id"], ref["version"]) == (template["algorithm"], template["version"]),
        ref["operation"] in template["operations"],
        all(set(i["columns"]) <= set(columns.get(i["dataset"], [])) for i in m["inputs"]),
        own_epsilon(m, member) <= template["epsilonMicros"],
        set(party_members(m)) <= set(template["parties"]),
        all(set(o["recipients"]) <= set(template["recipients"]) and o["minimumGroup"] >= template["minimumGroup"]
            and o["maximumRows"] <= template["maximumRows"] and (template["abroad"] or not o["abroad"]) for o in m["outputs"]),
        m["limits"]["runs"] <= template["runs"], money["currency"] == template["currency"],
        template["leastPrice"] <= money["price"] <= template["mostPrice"],
        certain(member, money) >= template["leastOwn"]))


def approve_by(c, m, put):
    """ApproveTask by a standing approval: fills all slots of its member."""
    standing = c.state.get("standing/" + c.body["standing"])
    need(standing is not None, "MANIFEST_MISMATCH")
    people = len(slots(c.state, m))
    if people == 2:
        proposer = c.state["cert/" + c.state["task/" + m["task"]]["proposerCertificate"]]
        need(not any(same_person(proposer, g) for g in granters(c.state, standing) + [c.signer]), "FOUR_EYES")
    need(len(standing["grants"]) >= people, "APPROVAL_MISSING")
    need(granted(c.state, standing, people), "APPROVAL_REVOKED")
    need(within(standing["template"], c.member, m), "STANDING_EXCEEDED")
    keys = ["approval/%s/%s/%s" % (m["task"], c.member, number(s)) for s in slots(c.state, m)]
    seqs = [c.state.get(k, {"seq": 0})["seq"] for k in keys]
    need(c.body["after"] == sum(seqs), "BASE_CHANGED")
    for key, seq in zip(keys, seqs):
        put(key, seq, {"standing": c.body["standing"]})


def charge(c, m):
    """Caps of the standing approvals that the slots name, each once; STANDING_EXCEEDED where one does not suffice."""
    entries = [c.state.get("approval/%s/%s/%s" % (m["task"], x, number(s)), {}) for x in slot_holders(c.state, m) for s in slots(c.state, m)]
    for name in sorted({e["standing"] for e in entries if "standing" in e}):
        caps = c.state["standing/" + name]["template"]["perPeriod"]
        key = "standing-used/%s/%s" % (name, number(period_of(c.policy, c.t)))
        spent = c.state.get(key, {"runs": 0, "epsilonMicros": 0, "price": 0})
        more = {"runs": 1, "epsilonMicros": own_epsilon(m, owner(name)), "price": m["terms"]["price"]}
        after = {k: spent[k] + more[k] for k in more}
        need(all(after[k] <= caps[k] for k in caps), "STANDING_EXCEEDED")
        c.put(key, after)


TABLE = {
    "grant-standing": (("approver",), (), lambda b: owner(b["standing"]), grant_standing),
    "end-standing": (("approver",), PS, lambda b: owner(b["standing"]), end_standing),
}


def template(**changes):
    return {
        "purposes": ["credit-risk"], "algorithm": "clearing-c/mpc-statistics", "version": 1, "operations": ["group-by"],
        "inputs": [{"dataset": LOANS, "columns": ["id", "amount", "defaulted"]}, {"dataset": SUBSCRIBERS, "columns": ["id", "segment"]}],
        "parties": PARTIES, "recipients": ["bank-a"], "minimumGroup": 10, "maximumRows": 1_000, "abroad": False, "currency": "CNY",
        "leastPrice": 100_000, "mostPrice": 100_000, "leastOwn": 90_000, "epsilonMicros": 200, "runs": 1,
        "parameters": digest("parameters"), "perPeriod": {"runs": 2, "epsilonMicros": 400, "price": 200_000}, **changes}


def grant(line, who="telco-b/approver", name=NAME, **changes):
    return line.tell(who, "grant-standing", {"standing": name, "template": template(**changes)})


def by(line, who="telco-b/auto-approver", name=NAME, **changes):
    return line.tell(who, "approve-task", approve(**{"standing": name, **changes}))


def grants(c):
    line = grant(c.line("standing", "proposed")).must()
    by(line).must()
    by(line).must("BASE_CHANGED")
    by(line, after=1).must()
    line.tell("telco-b/approver", "end-standing", {"standing": NAME}).must()
    by(line, after=2).must("APPROVAL_REVOKED")
    line.tell("telco-b/approver", "end-standing", {"standing": NAME}).must("ALREADY_DECIDED")
    grant(line, "telco-b/approver/2").must("ALREADY_DECIDED")
    line.tell("telco-b/approver", "end-standing", {"standing": "telco-b/none"}).must("MANIFEST_MISMATCH")
    by(line, name="telco-b/none", after=2).must("MANIFEST_MISMATCH")
    by(line, "telco-b/approver", after=2).must("CERTIFICATE_WRONG_ROLE")
    by(line, "bank-a/auto-approver").must("CERTIFICATE_WRONG_ROLE")
    line.tell("telco-b/auto-approver", "approve-task", approve(after=2)).must("CERTIFICATE_WRONG_ROLE")
    line = grant(c.line("standing-twice", "proposed")).must()
    grant(line).must("FOUR_EYES")
    grant(line, "telco-b/approver/2", runs=2).must("MANIFEST_MISMATCH")
    grant(line, "telco-b/approver/2").must()
    grant(line, "bank-a/approver").must("CERTIFICATE_WRONG_ROLE")
    line = grant(c.line("standing-of-revoked", "proposed")).must()
    line.tell("telco-b/admin", "revoke-certificate", {
        "certificate": cert_id("telco-b/approver"), "reason": "superseded", "invalidityDate": line.t}).must()
    by(line).must("APPROVAL_REVOKED")


def bounds(c):
    other = template()["inputs"]
    narrow = [other[0], {**other[1], "columns": ["id"]}]
    for name, changes in (
            ("purpose", {"purposes": ["credit-risk/other"]}), ("algorithm", {"algorithm": "clearing-c/other"}), ("version", {"version": 2}),
            ("operation", {"operations": ["count"]}), ("dataset", {"inputs": other[1:]}), ("columns", {"inputs": narrow}),
            ("epsilon", {"epsilonMicros": 199}), ("parties", {"parties": PARTIES[:2]}), ("recipients", {"recipients": ["telco-b"]}),
            ("group", {"minimumGroup": 11}), ("rows", {"maximumRows": 999}), ("currency", {"currency": "EUR"}),
            ("dear", {"leastPrice": 0, "mostPrice": 99_999}), ("cheap", {"leastPrice": 100_001, "mostPrice": 100_001}),
            ("own", {"leastOwn": 90_001})):
        by(grant(c.line("standing-exceeds-" + name, "proposed"), **changes).must()).must("STANDING_EXCEEDED")
    for name, sharing, shares, expect in (
            ("attested-among-two", "attested/usage", [("telco-b", 0), ("bank-a", 0)], "STANDING_EXCEEDED"),
            ("attested-alone", "attested/usage", [("telco-b", 0)], None), ("fixed-half", "fixed", [("telco-b", 1), ("bank-a", 1)], "STANDING_EXCEEDED")):
        m = manifest(terms=terms(sharing=sharing, shares=[{"member": x, "weight": w} for x, w in shares]))
        line = c.line("standing-" + name, "registered").tell("bank-a/approver", "propose-task", {"manifest": m}).must()
        by(grant(line).must(), manifest=approve(m)["manifest"]).must(expect)


def standing_task(c, name, **changes):
    line = grant(c.line(name, "proposed"), **changes).must()
    by(line).must()
    for member in ("bank-a", "clearing-c"):
        line.tell(member + "/approver", "approve-task", approve()).must()
    return fund(line)


def caps(c):
    """What is spent in the period and what a run adds must fit each cap."""
    for name, spent, expect in (
            ("last", {"runs": 1, "epsilonMicros": 200, "price": 100_000}, None), ("runs", {"runs": 2, "epsilonMicros": 0, "price": 0}, "STANDING_EXCEEDED"),
            ("epsilon", {"runs": 0, "epsilonMicros": 201, "price": 0}, "STANDING_EXCEEDED"), ("price", {"runs": 0, "epsilonMicros": 0, "price": 100_001}, "STANDING_EXCEEDED")):
        line = standing_task(c, "standing-cap-" + name)
        line.put("standing-used/%s/%s" % (NAME, number(period_of(policy(), line.t))), spent)
        line.t += 1000
        line.tell("bank-a/node", "start-run", start(line.t), seconds=0).must(expect)
    line = standing_task(c, "standing-ended-before-start")
    line.tell("telco-b/approver", "end-standing", {"standing": NAME}).must()
    line.tell("bank-a/node", "start-run", start(line.t + 1000)).must("APPROVAL_REVOKED")


def periods(c):
    for name, key, expect in (("this", 0, "USES_EXHAUSTED"), ("the-one-before", -1, None)):
        line = c.line("uses-of-" + name + "-period", "funded")
        at = number(period_of(policy(), line.t) + key)
        line.put("used/telco-b/subscribers/" + at, {"uses": 100, "epsilonMicros": 0})
        line.tell("bank-a/node", "start-run", start(line.t + 1000)).must(expect)
    for name, spent, expect in (("last", 999_800, None), ("none", 999_801, "PRIVACY_BUDGET_EXHAUSTED")):
        line = c.line("period-epsilon-" + name, "funded")
        line.put("used/telco-b/subscribers/" + number(period_of(policy(), line.t)), {"uses": 0, "epsilonMicros": spent})
        line.tell("bank-a/node", "start-run", start(line.t + 1000)).must(expect)
    line = c.one("period-gets-back", "started", "bank-a/node", "abort-run", abort(), None)
    line.tell("telco-b/node", "return-reservation", {"run": abort()["run"], "input": "subscribers"}).must()
    line = c.line("period-of-changed-length", "funded")
    line.put("policy/000001", policy(periods={"days": 1}))
    line.put("used/telco-b/subscribers/" + number(line.t // DAY), {"uses": 100, "epsilonMicros": 0})
    line.tell("bank-a/node", "start-run", start(line.t + 1000)).must("USES_EXHAUSTED")


def precedence(c, shown):
    def show(line, kind, first, second):
        shown.append({"command": kind, "first": first, "second": second, "sequence": line.name})

    line = c.line("four-eyes-before-approval-missing", "registered")
    line.put("policy/000001", policy(approvals={"fourEyes": True, "regulated": []}))
    line.tell("bank-a/approver", "propose-task", {"manifest": manifest()}).must()
    own = "bank-a/reports"
    grant(line, "bank-a/approver", own, leastOwn=0, epsilonMicros=100).must()
    by(line, "bank-a/auto-approver", own).must("FOUR_EYES")
    show(line, "approve-task", "FOUR_EYES", "APPROVAL_MISSING")
    line = c.line("standing-of-two-people", Line("four-eyes-proposed", c.stages["registered"]))
    line.put("policy/000001", policy(approvals={"fourEyes": True, "regulated": []}))
    line.tell("bank-a/approver", "propose-task", {"manifest": manifest()}).must()
    grant(line).must()
    by(line).must("APPROVAL_MISSING")
    grant(line, "telco-b/approver/2").must()
    by(line).must()
    line = grant(c.line("approval-revoked-before-standing-exceeded", "proposed"), minimumGroup=11).must()
    line.tell("telco-b/approver", "end-standing", {"standing": NAME}).must()
    by(line).must("APPROVAL_REVOKED")
    show(line, "approve-task", "APPROVAL_REVOKED", "STANDING_EXCEEDED")
    line = standing_task(c, "standing-exceeded-before-not-next", perPeriod={"runs": 0, "epsilonMicros": 400, "price": 200_000})
    line.tell("bank-a/node", "start-run", start(line.t + 1000, run={"task": manifest()["task"], "run": 3})).must("STANDING_EXCEEDED")
    show(line, "start-run", "STANDING_EXCEEDED", "NOT_NEXT")


def regulators(c):
    """A wide purpose needs the regulators of those below it; arbiters are neither pool nor depositor."""
    regulated = [{"purpose": "credit-risk/scoring/deep", "regulator": "insure-d"}]
    line = c.line("regulator-below", "registered").put("policy/000001", policy(approvals={"fourEyes": False, "regulated": regulated}))
    line.tell("bank-a/approver", "propose-task", {"manifest": manifest()}).must()
    line.tell("insure-d/approver", "approve-task", approve()).must()
    judge = {"members": ["insure-d"], "needed": 1}
    deposits = terms()["deposits"] + [{"member": "insure-d", "amount": 1}]
    c.one("depositor-as-arbiter", "registered", "bank-a/approver", "propose-task",
          {"manifest": manifest(terms=terms(arbiters=judge, deposits=deposits))}, "MANIFEST_MISMATCH")
    c.line("pool-as-arbiter", "registered").put("policy/000001", policy(pool="insure-d")).tell(
        "bank-a/approver", "propose-task", {"manifest": manifest(terms=terms(arbiters=judge))}).must("MANIFEST_MISMATCH")


def all_standing(stages, shown):
    c = Cases(stages)
    for part in (grants, bounds, caps, periods, regulators):
        part(c)
    precedence(c, shown)
    return c.lines
