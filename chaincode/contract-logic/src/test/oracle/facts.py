"""What follows from a state: active time, task and run states, approvals (contract.md sections 1, 3, 4)."""

from forms import DAY, covers, number, owner, run_path

GRACE = 120_000


class Refused(Exception):
    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def need(condition, reason):
    if not condition:
        raise Refused(reason)


def active_time(state, t):
    pause = state.get("network/pause", {"total": 0, "since": 0, "until": 0})
    return t - pause["total"] - max(0, min(t, pause["until"]) - pause["since"])


def paused(state, t):
    pause = state.get("network/pause")
    return pause is not None and pause["since"] <= t < pause["until"]


def manifest_of(state, task):
    record = state.get("task/" + task)
    need(record is not None, "MANIFEST_MISMATCH")
    return record["manifest"]


def party_members(manifest):
    return [owner(party["node"]) for party in manifest["parties"]]


def recipients(manifest):
    return [m for output in manifest["outputs"] for m in output["recipients"]]


def input_owners(manifest):
    return [owner(i["dataset"]) for i in manifest["inputs"]]


def pinned_policy(state, manifest):
    return state["policy/" + number(manifest["policy"])]


def regulators(policy, purpose):
    """Of the entries that cover a purpose the most specific one's regulator, then those of all entries below it."""
    entries = policy["approvals"]["regulated"]
    over = sorted((r for r in entries if covers(r["purpose"], purpose)), key=lambda r: -len(r["purpose"]))
    return [r["regulator"] for r in over[:1] + [r for r in entries if covers(purpose, r["purpose"])]]


def slot_holders(state, manifest):
    """Members whose approval a task needs: owners, compute parties, recipients, payer, the regulators."""
    compute = [owner(p["node"]) for p in manifest["parties"] if "compute" in p["roles"]]
    named = regulators(pinned_policy(state, manifest), manifest["purpose"])
    asked = input_owners(manifest) + compute + recipients(manifest) + [manifest["payer"]]
    found = []
    for m in asked + named:
        if m not in found:
            found.append(m)
    return found


def slots(state, manifest):
    return [1, 2] if pinned_policy(state, manifest)["approvals"]["fourEyes"] else [1]


def approval(state, task, member, slot):
    return state.get("approval/%s/%s/%s" % (task, member, number(slot)))


def period_of(policy, t):
    return t // (policy["periods"]["days"] * DAY)


def granters(state, standing):
    return [state["cert/" + g] for g in standing["grants"]]


def granted(state, standing, people):
    """Whether enough people of unrevoked certificates stand behind a standing approval that has not ended."""
    live = [g for g in granters(state, standing) if "revoked" not in g]
    return "ended" not in standing and len(live) >= people


def approval_fault(state, manifest, member, t):
    for slot in slots(state, manifest):
        entry = approval(state, manifest["task"], member, slot)
        fault = slot_fault(state, entry, member, t)
        if not fault and "standing" in entry:
            stands = granted(state, state["standing/" + entry["standing"]], len(slots(state, manifest)))
            fault = None if stands else "APPROVAL_REVOKED"
        if fault:
            return fault
    return None


def slot_fault(state, entry, member, t):
    if entry is None:
        return "APPROVAL_MISSING"
    if entry["status"] == "REVOKED":
        return "APPROVAL_REVOKED"
    if t > entry["standsUntil"]:
        return "APPROVAL_EXPIRED"
    if "revoked" in state["cert/" + entry["certificate"]]:
        return "APPROVAL_REVOKED"
    who = state["member/" + member]
    return None if who["status"] == "ACTIVE" and "leavingSince" not in who else "APPROVAL_REVOKED"


def task_state(state, task, t):
    manifest = manifest_of(state, task)
    if "closed/" + task in state:
        return "CLOSED"
    if t > manifest["limits"]["notAfter"]:
        return "EXPIRED"
    faults = [approval_fault(state, manifest, m, t) for m in slot_holders(state, manifest)]
    return "PROPOSED" if any(faults) else "APPROVED"


class RunFacts:
    """A started run's facts and the state derived from them."""

    def __init__(self, state, run, t):
        path = run_path(run)
        self.record = state.get("run/" + path)
        need(self.record is not None, "NOT_NEXT")
        self.tau = active_time(state, t)
        self.manifest = state["task/" + run["task"]]["manifest"]
        self.policy = state["policy/" + number(self.record["policy"])]
        self.deadline = self.record["deadline"]
        self.outcome = state.get("outcome/" + path)
        members = party_members(self.manifest)
        self.attestations = self._of(state, "att/", path, members)
        self.releases = self._of(state, "release/", path, members)
        self.aborts = self._of(state, "abort/", path, members)
        self.inputs = {}
        for each in self.manifest["inputs"]:
            found = state.get("input/%s/%s" % (path, each["name"]))
            if found is not None:
                self.inputs[each["name"]] = found
        self.commons = [a["common"] for a in self.attestations.values()]

    @staticmethod
    def _of(state, prefix, path, members):
        found = {m: state.get(prefix + path + "/" + m) for m in members}
        return {m: r for m, r in found.items() if r is not None}

    def committed(self):
        return [n for n, r in self.inputs.items() if r["status"] == "COMMITTED"]

    def whole(self):
        return len(self.committed()) == len(self.manifest["inputs"])

    def equal(self):
        return all(c == self.commons[0] for c in self.commons)

    def all_attested(self):
        return len(self.attestations) == len(self.manifest["parties"]) and self.equal()

    def due(self):
        """Members that owe a release."""
        members = party_members(self.manifest)
        return sorted({members[d["party"]] for d in self.commons[0]["release"]})

    def last_attestation(self):
        return max(a["at"] for a in self.attestations.values())

    def release_deadline(self):
        return self.last_attestation() + self.policy["releaseSeconds"] * 1000

    def unreleased(self):
        return [m for m in self.due() if m not in self.releases]

    def state(self):
        if self.outcome is not None:
            return "DECIDED"
        if self.all_attested():
            if not self.unreleased():
                return "RELEASED"
            return "ATTESTED" if self.tau <= self.release_deadline() else "WITHHELD"
        if self.aborts:
            return "ABORTED"
        if self.tau > self.deadline:
            return "LATE"
        return "COMPUTING" if self.whole() else "STARTED"


def run_state(state, run, t):
    return RunFacts(state, run, t).state() if "run/" + run_path(run) in state else None
