"""OpenDispute on released runs, PayOut and RequestLeave: their rows of contract.md section 5, and their cases."""

from cases import Cases
from closing import Closing
from facts import need, party_members
from forms import digest, run_path
from oracle import MONEY, PS
from registry import account
from running import run_of
from task import PARTIES, RUN, approve, attested, committed, fund, go, manifest, released, terms
from world import MEMBERS


def open_dispute(c):
    facts = run_of(c)
    key = "dispute/%s/%s" % (run_path(c.body["run"]), c.member)
    need(key not in c.state, "ALREADY_DECIDED")
    need(facts.state() in ("RELEASED", "WITHHELD", "ABORTED", "LATE"), "STATE_FORBIDS")
    need(c.member in party_members(facts.manifest) + [facts.manifest["payer"]], "NOT_A_PARTY")
    need(facts.manifest["terms"]["arbiters"]["members"], "MANIFEST_MISMATCH")
    end = Closing(c.state, c.body["run"], c.t).end(facts.state())
    need(facts.tau <= end + facts.policy["windowSeconds"] * 1000, "WINDOW_OVER")
    acct, balance = account(c, facts.manifest["terms"]["currency"])
    bond = facts.policy["disputes"]["bond"]
    need(balance >= bond, "BALANCE_TOO_LOW")
    c.put(acct, {"balance": balance - bond})
    c.put(key, {"cause": c.body["cause"], "statement": c.body["statement"], "bond": bond, "at": c.tau})


def pay_out(c):
    acct, balance = account(c, c.body["currency"])
    need(balance >= c.body["amount"], "BALANCE_TOO_LOW")
    c.put(acct, {"balance": balance - c.body["amount"]})


def request_leave(c):
    need("leavingSince" not in c.state["member/" + c.member], "ALREADY_DECIDED")
    left = [m for m in c.state["network/roster"]["members"] if m != c.member]
    need(len(left) >= 2, "QUORUM_MISSING")
    c.put("network/roster", {"members": left})
    c.put("member/" + c.member, {**c.state["member/" + c.member], "leavingSince": c.tau})


TABLE = {
    "open-dispute": (MONEY, PS, None, open_dispute),
    "pay-out": (MONEY, PS, None, pay_out),
    "request-leave": (("admin",), PS, None, request_leave),
}


def disputed(line):
    m = manifest(terms=terms(arbiters={"members": ["insure-d"], "needed": 1}))
    line.tell("bank-a/approver", "propose-task", {"manifest": m}).must()
    for member in PARTIES:
        line.tell(member + "/approver", "approve-task", approve(m)).must()
    return released(attested(committed(go(fund(line), m)), m))


def all_leaving(stages):
    c = Cases(stages)
    body = {"run": RUN, "cause": "result/wrong", "statement": digest("statement")}
    who = ("bank-a/node", "open-dispute", body)
    for name, seconds, reason in (("in-window", 1, None), ("last-second", 60, None), ("window-over", 61, "WINDOW_OVER")):
        disputed(c.line("dispute-" + name, "registered")).tell(*who, seconds=seconds).must(reason)
    disputed(c.line("dispute-twice", "registered")).tell(*who).must().tell(*who).must("ALREADY_DECIDED")
    disputed(c.line("dispute-outsider", "registered")).tell("insure-d/node", "open-dispute", body).must("NOT_A_PARTY")
    poor = disputed(c.line("dispute-poor", "registered")).put("acct/bank-a/CNY", {"balance": 999})
    poor.tell(*who).must("BALANCE_TOO_LOW")
    c.one("dispute-without-arbiters", "released", *who, "MANIFEST_MISMATCH")
    c.one("dispute-early", "attested", *who, "STATE_FORBIDS")
    order = {"currency": "CNY", "amount": 100_000, "order": digest("order")}
    c.one("pay-out-all", "registered", "telco-b/admin", "pay-out", order, None).tell(
        "telco-b/admin", "pay-out", {**order, "amount": 1}).must("BALANCE_TOO_LOW")
    c.one("pay-out-too-much", "registered", "telco-b/admin", "pay-out", {**order, "amount": 100_001}, "BALANCE_TOO_LOW")
    leave = ("bank-a/admin", "request-leave", {})
    c.one("leave", "registered", *leave, None).tell(*leave).must("ALREADY_DECIDED")
    c.line("leave-the-last-but-one", "registered").put("network/roster", {"members": [MEMBERS[0], MEMBERS[3]]}).tell(
        *leave).must("QUORUM_MISSING")
    return c.lines
