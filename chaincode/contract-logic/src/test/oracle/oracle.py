"""The rule book as contract.md words it: decide(state, payload, t) -> None or the reason."""

import enrolling
import registry
import running
from facts import Refused, active_time, need, paused
from forms import canonical, digest, number, owner

MONEY = ("admin", "approver", "node", "market")
ANY = ("admin", "approver", "auto-approver", "node", "revoker", "market")
S_ONLY = ("S",)
PS = ("P", "S")
# type: roles, P and S, whose name it must bear, decision
TABLE = {
    "register-certificate": (("admin",), PS, lambda b: b["member"], enrolling.register_certificate),
    "revoke-certificate": (("admin", "revoker"), PS, None, registry.revoke_certificate),
    "register-dataset": (("approver",), (), lambda b: owner(b["dataset"]), registry.register_dataset),
    "publish-version": (("approver",), (), lambda b: owner(b["dataset"]), registry.publish_version),
    "withdraw-dataset": (("approver",), PS, lambda b: owner(b["dataset"]), registry.withdraw_dataset),
    "register-algorithm": (("approver",), (), lambda b: owner(b["algorithm"]), registry.register_algorithm),
    "retire-algorithm": (("approver",), (), lambda b: owner(b["algorithm"]), registry.retire_algorithm),
    "review-algorithm": (("approver",), (), None, registry.review_algorithm),
    "propose-task": (("approver",), (), lambda b: owner(b["manifest"]["task"]), running.propose_task),
    "approve-task": (("approver", "auto-approver"), (), lambda b: owner(b["standing"]) if "standing" in b else None,
                     running.approve_task),
    "revoke-approval": (("approver", "admin"), PS, None, running.revoke_approval),
    "close-task": (("approver",), PS, None, running.close_task),
    "fund-task": (MONEY, (), None, registry.fund_task),
    "lock-deposit": (MONEY, (), None, registry.lock_deposit),
    "unlock": (MONEY, PS, None, registry.unlock),
    "start-run": (("node",), (), None, running.start_run),
    "commit-input": (("node",), (), None, running.commit_input),
    "return-reservation": (("node",), PS, None, running.return_reservation),
    "attest-result": (("node",), PS, None, running.attest_result),
    "abort-run": (("node", "approver", "admin"), PS, None, running.abort_run),
    "release": (("node",), S_ONLY, None, running.release),
    "confirm-receipt": (("node",), PS, None, running.confirm_receipt),
    "close-run": (ANY, PS, None, registry.close_run),
    "anchor-evidence": (("node",), PS, None, registry.anchor_evidence),
    "pay-in": (("market",), (), None, registry.pay_in),
    "collect": (MONEY, PS, None, registry.collect),
}
PREFIX = "datapact/command/"


class Command:
    """A command under decision: what it reads, and the writes it collects."""

    def __init__(self, state, payload, signer, t):
        self.state, self.body, self.signer, self.t = state, payload["body"], signer, t
        self.member = signer["member"]
        self.frame = state["network/frame"]
        self.policy = state["policy/" + number(self.frame["policy"])]
        self.tau = active_time(state, t)
        self.writes = {}

    def put(self, key, record):
        self.writes[key] = record


def check_common(state, payload, kind, t):
    enrolling.check_form(state, payload, kind)
    frame = state["network/frame"]
    need(payload["network"] == frame["network"], "WRONG_NETWORK")
    need(frame["rulesVersion"] == 1, "RULES_UNKNOWN")
    motion = payload["body"].get("motion", {}) if kind == "enact" else {}
    need(motion.get("action") != "upgrade-rules" or motion["args"]["version"] == 1, "RULES_UNKNOWN")
    longest = 600_000 if kind == "start-run" else 86_400_000
    need(t <= payload["validUntil"] <= t + longest, "COMMAND_EXPIRED")
    signer = state.get("cert/" + payload["signer"])
    need(signer is not None, "CERTIFICATE_UNKNOWN")
    need(signer["effectiveFrom"] <= t and signer["notBefore"] <= t, "CERTIFICATE_NOT_YET")
    need(t <= signer["notAfter"], "CERTIFICATE_EXPIRED")
    need(not enrolling.revoked(state, signer), "CERTIFICATE_REVOKED")
    return signer


def decide(state, payload, t):
    """Applies the writes to the state where the command holds; returns the reason where it does not."""
    kind = payload["type"][len(PREFIX):]
    try:
        signer = check_common(state, payload, kind, t)
        roles, flags, named, rule = TABLE[kind]
        need(signer["role"] == payload["role"] and payload["role"] in roles, "CERTIFICATE_WRONG_ROLE")
        need(named is None or named(payload["body"]) in (None, signer["member"]), "CERTIFICATE_WRONG_ROLE")
        by_standing = "standing" in payload["body"]
        need(kind != "approve-task" or by_standing == (signer["role"] == "auto-approver"), "CERTIFICATE_WRONG_ROLE")
        member = state["member/" + signer["member"]]
        active = member["status"] == "ACTIVE" and "leavingSince" not in member
        need(active or "S" in flags, "MEMBER_SUSPENDED")
        need(not paused(state, t) or "P" in flags, "NETWORK_PAUSED")
        key = "cmd/" + digest(canonical(payload))
        need(key not in state, "ALREADY_DECIDED")
        command = Command(state, payload, signer, t)
        rule(command)
    except Refused as refusal:
        return refusal.reason
    command.put(key, {"type": payload["type"], "signer": payload["signer"], "at": t})
    for path, record in command.writes.items():
        if record is None:
            state.pop(path, None)
        else:
            state[path] = record
    return None
