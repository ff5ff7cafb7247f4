"""Cases of holds and deposits, and of money that comes in."""

from cases import ACCEPTED
from forms import digest
from task import RUN


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
