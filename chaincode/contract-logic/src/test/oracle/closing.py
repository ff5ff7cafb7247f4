"""CloseRun: the table of contract.md section 6, and sharing (section 5)."""

from facts import GRACE, RunFacts, input_owners, need, party_members
from forms import run_path


def share(amount, weights):
    """Amounts by member: largest remainder, ties by member id; all weights zero: equal parts."""
    members = sorted(weights)
    if not any(weights.values()):
        weights = {m: 1 for m in members}
    total = sum(weights.values())
    parts = {m: amount * weights[m] // total for m in members}
    left = amount - sum(parts.values())
    for m in sorted(members, key=lambda m: (-(amount * weights[m] % total), m))[:left]:
        parts[m] += 1
    return parts


class Closing:
    def __init__(self, state, run, t):
        self.facts = RunFacts(state, run, t)
        self.path = run_path(run)
        self.terms = self.facts.manifest["terms"]
        self.payer = self.facts.manifest["payer"]
        self.pool = self.facts.policy["pool"]
        self.bond = self.facts.policy["disputes"]["bond"] if self.terms["arbiters"]["members"] else 0
        may = party_members(self.facts.manifest) + [self.payer]
        keys = {m: "dispute/%s/%s" % (self.path, m) for m in may}
        self.disputes = {m: state[k] for m, k in keys.items() if k in state}
        named = self.terms["arbiters"]["members"]
        self.verdicts = [state[k]["verdict"] for k in ("ruling/%s/%s" % (self.path, a) for a in named) if k in state]
        self.deposits = {
            d["member"]: state["deposit/%s/%s" % (self.path, d["member"])]["amount"]
            for d in self.terms["deposits"]
            if "deposit/%s/%s" % (self.path, d["member"]) in state
        }
        self.pays = {}

    def pay(self, member, amount):
        self.pays[member] = self.pays.get(member, 0) + amount

    def settle_price(self):
        fee = self.terms["fee"]
        self.pay(fee["member"], fee["amount"])
        weights = {s["member"]: s["weight"] for s in self.terms["shares"]}
        if self.terms["price"] > fee["amount"]:
            for member, amount in share(self.terms["price"] - fee["amount"], weights).items():
                self.pay(member, amount)

    def give_back(self, taken):
        """Deposits back, less what was taken of each."""
        for member, amount in self.deposits.items():
            self.pay(member, amount - taken.get(member, 0))

    def verdict(self):
        """What enough arbiters rule alike."""
        same = [v for v in self.verdicts if self.verdicts.count(v) >= self.terms["arbiters"]["needed"]]
        return same[0] if same else None

    def window(self):
        money = self.terms["price"] > 0 or any(self.deposits.values()) or self.bond > 0
        return self.facts.policy["windowSeconds"] * 1000 if money else 0

    def disputable_until(self, state):
        late = GRACE if state in ("WITHHELD", "LATE") else 0
        return self.end(state) - late + self.window()

    def ruled_until(self, state):
        return self.disputable_until(state) + self.facts.policy["disputes"]["arbiterSeconds"] * 1000

    def end(self, state):
        f = self.facts
        if state == "RELEASED":
            return max([r["at"] for m, r in f.releases.items() if m in f.due()], default=f.last_attestation())
        if state == "WITHHELD":
            return f.release_deadline() + GRACE
        if state == "ABORTED":
            return min(a["at"] for a in f.aborts.values())
        return f.deadline + GRACE

    def row(self, state):
        f = self.facts
        if state == "RELEASED":
            return 3
        if state == "WITHHELD":
            return 5 if self.payer in f.unreleased() else 4
        if state == "ABORTED":
            return 6
        owners = input_owners(f.manifest)
        missing = {o for i, o in zip(f.manifest["inputs"], owners) if i["name"] not in f.committed()}
        if len(set(owners)) >= 2 and len(missing) == 1:
            return 7
        silent = [m for m in party_members(f.manifest) if m not in f.attestations]
        return 9 if f.whole() and len(silent) == 1 and f.equal() else 8

    def decide(self):
        state = self.facts.state()
        need(state != "DECIDED", "ALREADY_DECIDED")
        need(state not in ("STARTED", "COMPUTING", "ATTESTED"), "STATE_FORBIDS")
        need(self.facts.tau > self.end(state) + self.window(), "STATE_FORBIDS")
        verdict = self.verdict()
        need(not self.disputes or verdict or self.facts.tau > self.ruled_until(state), "STATE_FORBIDS")
        frivolous = verdict["frivolous"] if verdict else []
        for member, dispute in self.disputes.items():
            self.pay(self.pool if member in frivolous else member, dispute["bond"])
        if verdict:
            return self.row2(verdict), 2, {m: a for m, a in self.pays.items() if a > 0}
        row = self.row(state)
        getattr(self, "row%d" % row)()
        kind = {3: "SETTLED", 4: "REFUNDED", 5: "SETTLED", 6: "ABORTED"}.get(row, "FAILED")
        return kind, row, {m: a for m, a in self.pays.items() if a > 0}

    def row2(self, verdict):
        most = self.facts.policy["disputes"]["faultPenalty"]
        taken = {m: min(self.deposits.get(m, 0), most) for m in verdict["faults"]}
        pot = sum(taken.values())
        for member, amount in share(pot, {m: 1 for m in verdict["harmed"] or [self.pool]}).items():
            self.pay(member, amount)
        self.give_back(taken)
        if verdict["price"] == "SETTLE":
            self.settle_price()
            return "SETTLED"
        self.pay(self.payer, self.terms["price"])
        return "REFUNDED"

    def row3(self):
        self.settle_price()
        self.give_back({})

    def withheld(self):
        price = self.terms["price"]
        return {m: min(self.deposits.get(m, 0), price) for m in self.facts.unreleased()}

    def row4(self):
        self.pay(self.payer, self.terms["price"])
        taken = self.withheld()
        self.give_back(taken)
        total = sum(taken.values())
        outside = {s["member"]: s["weight"] for s in self.terms["shares"] if s["member"] not in taken}
        shared = min(total, self.terms["price"]) if any(outside.values()) else 0
        if shared:
            for member, amount in share(shared, outside).items():
                self.pay(member, amount)
        self.pay(self.pool, total - shared)

    def row5(self):
        self.settle_price()
        taken = self.withheld()
        self.give_back(taken)
        self.pay(self.pool, sum(taken.values()))

    def row6(self):
        self.pay(self.payer, self.terms["price"])
        self.give_back({})

    def row8(self):
        self.row6()

    def silence(self, member):
        self.pay(self.payer, self.terms["price"])
        taken = {member: min(self.deposits.get(member, 0), self.facts.policy["silencePenalty"])}
        self.give_back(taken)
        self.pay(self.pool, taken[member])

    def row7(self):
        f = self.facts
        owners = input_owners(f.manifest)
        self.silence(next(o for i, o in zip(f.manifest["inputs"], owners) if i["name"] not in f.committed()))

    def row9(self):
        f = self.facts
        self.silence(next(m for m in party_members(f.manifest) if m not in f.attestations))
