"""OpenDispute, Rule, PayOut and RequestLeave: their rows of contract.md section 5, and their cases."""

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
    need(facts.tau <= Closing(c.state, c.body["run"], c.t).disputable_until(facts.state()), "WINDOW_OVER")
    acct, balance = account(c, facts.manifest["terms"]["currency"])
    bond = facts.policy["disputes"]["bond"]
    need(balance >= bond, "BALANCE_TOO_LOW")
    c.put(acct, {"balance": balance - bond})
    c.put(key, {"cause": c.body["cause"], "statement": c.body["statement"], "bond": bond, "at": c.tau})


def rule(c):
    facts = run_of(c)
    key = "ruling/%s/%s" % (run_path(c.body["run"]), c.member)
    state, verdict, terms = facts.state(), c.body["verdict"], facts.manifest["terms"]
    need(state != "DECIDED" and key not in c.state, "ALREADY_DECIDED")
    need(state in ("RELEASED", "WITHHELD", "ABORTED", "LATE"), "STATE_FORBIDS")
    closing = Closing(c.state, c.body["run"], c.t)
    need(closing.disputes and (state in ("RELEASED", "WITHHELD") or verdict["price"] == "REFUND"), "STATE_FORBIDS")
    need(c.member in terms["arbiters"]["members"], "NOT_A_PARTY")
    bound = party_members(facts.manifest) + [facts.manifest["payer"]]
    need(set(verdict["faults"]) <= set(bound + [d["member"] for d in terms["deposits"]]), "NOT_A_PARTY")
    need(set(verdict["harmed"]) <= set(bound + [s["member"] for s in terms["shares"]]), "NOT_A_PARTY")
    need(set(verdict["frivolous"]) <= set(closing.disputes), "NOT_A_PARTY")
    need(facts.tau <= closing.ruled_until(state), "WINDOW_OVER")
    c.put(key, {"verdict": verdict, "at": c.tau})


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
    "rule": (("approver",), ("P",), None, rule),
    "pay-out": (MONEY, PS, None, pay_out),
    "request-leave": (("admin",), PS, None, request_leave),
}


def disputed(line):
    m = manifest(terms=terms(arbiters={"members": ["insure-d"], "needed": 1}))
    line.tell("bank-a/approver", "propose-task", {"manifest": m}).must()
    for member in PARTIES:
        line.tell(member + "/approver", "approve-task", approve(m)).must()
    return released(attested(committed(go(fund(line), m)), m))


def verdict(price="SETTLE", faults=(), harmed=(), frivolous=()):
    return {"run": RUN, "verdict": {"price": price, "faults": list(faults), "harmed": list(harmed), "frivolous": list(frivolous)}}


def rulings(c, opened):
    """Row 2 of the closing table, and rulings that are not taken."""
    close = ("telco-b/node", "close-run", {"run": RUN})
    arbiter, kind = "insure-d/approver", "rule"
    for name, ruled in (
            ("settle", verdict()), ("refund", verdict("REFUND")), ("frivolous", verdict(frivolous=["bank-a"])),
            ("fault-to-pool", verdict("REFUND", ["telco-b"])), ("fault-to-one", verdict("REFUND", ["telco-b"], ["bank-a"])),
            ("faults-to-none-and-frivolous", verdict("SETTLE", ["clearing-c", "telco-b"], [], ["bank-a"])),
            ("fault-to-two", verdict("SETTLE", ["clearing-c"], ["bank-a", "telco-b"]))):
        line = opened(c.line("ruled-" + name, "registered")).tell(arbiter, kind, ruled).must()
        line.tell(arbiter, kind, verdict()).must("ALREADY_DECIDED")
        line.tell(*close).must("STATE_FORBIDS")
        line.tell(*close, seconds=61).must()
        assert line.state["outcome/bank-a/2026-000001/000001"]["row"] == 2, line.name
        line.tell(arbiter, kind, verdict()).must("ALREADY_DECIDED")
        line.tell("bank-a/node", "collect", {"currency": "CNY", "payIns": [], "pays": [RUN]}).must()
    line = opened(c.line("not-ruled", "registered"))
    for who, ruled, reason in (
            ("telco-b/approver", verdict(), "NOT_A_PARTY"), ("insure-d/node", verdict(), "CERTIFICATE_WRONG_ROLE"),
            (arbiter, verdict(faults=["insure-d"]), "NOT_A_PARTY"), (arbiter, verdict(frivolous=["telco-b"]), "NOT_A_PARTY"),
            (arbiter, verdict("SETTLE", ["telco-b"], ["insure-d"]), "NOT_A_PARTY")):
        line.tell(who, kind, ruled).must(reason)
    line.tell(*close, seconds=100).must("STATE_FORBIDS")
    line.tell(*close, seconds=86_355).must()
    assert line.state["outcome/bank-a/2026-000001/000001"]["row"] == 3, line.name
    line = opened(c.line("ruled-too-late", "registered"))
    line.tell(arbiter, kind, verdict(), seconds=86_461).must("WINDOW_OVER")
    disputed(c.line("ruled-without-dispute", "registered")).tell(arbiter, kind, verdict()).must("STATE_FORBIDS")


def all_leaving(stages):
    c = Cases(stages)
    body = {"run": RUN, "cause": "result/wrong", "statement": digest("statement")}
    who = ("bank-a/node", "open-dispute", body)
    for name, seconds, reason in (("in-window", 1, None), ("last-second", 60, None), ("window-over", 61, "WINDOW_OVER")):
        disputed(c.line("dispute-" + name, "registered")).tell(*who, seconds=seconds).must(reason)
    disputed(c.line("dispute-twice", "registered")).tell(*who).must().tell(*who).must("ALREADY_DECIDED")
    disputed(c.line("dispute-outsider", "registered")).tell("insure-d/node", "open-dispute", body).must("NOT_A_PARTY")
    rulings(c, lambda line: disputed(line).tell(*who).must())
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
