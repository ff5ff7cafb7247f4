"""Cases of votes, enactments and pauses."""

from cases import Cases
from facts import active_time
from forms import DAY, digest
from governing import base_of, name_of
from task import approve
from world import MEMBERS, cert_id, policy

LOG_KEYS = [{"logKey": letter * 42 + "A="} for letter in "ABC"]
KEYS = {"long-pause": "network/pause", "resume": "network/pause", "add-member": "network/roster"}


def motion(line, action, args, **changes):
    key = "member/" + args["member"] if "member" in args else "network/frame"
    key = KEYS.get(action, "network/authority" if "logKey" in args else key)
    key = "admins/" + args["member"] if action == "reset-admins" else key
    return {"action": action, "args": args, "base": base_of(line.state, key), "nonce": "0" * 32,
            "expires": line.t + 7 * DAY, **changes}


def voted(line, asked, yes=MEMBERS):
    for m in yes:
        line.tell(m + "/admin", "vote", {"motion": asked, "yes": True}).must()
    return line


def decided(line, action, args, reason=None, yes=MEMBERS, **changes):
    """All members vote, then a node enacts."""
    asked = motion(line, action, args, **changes)
    voted(line, asked, yes).tell("telco-b/node", "enact", {"motion": asked}).must(reason)
    return asked


def motions(c):
    new, frame = policy(version=2), {"reviewers": ["bank-a"]}
    euro = {"currency": "EUR", "issuer": "bank-a"}
    for name, action, args, reason in (
            ("policy", "set-policy", {"policy": new}, None), ("policy-skips", "set-policy", {"policy": policy(version=3)}, "NOT_NEXT"),
            ("policy-of-nobody", "set-policy", {"policy": {**new, "pool": "nobody"}}, "NOT_A_PARTY"),
            ("suspend", "suspend", {"member": "bank-a"}, None), ("suspend-nobody", "suspend", {"member": "nobody"}, "NOT_A_PARTY"),
            ("reinstate-active", "reinstate", {"member": "bank-a"}, "ALREADY_DECIDED"),
            ("rules-again", "upgrade-rules", {"version": 1}, "NOT_NEXT"), ("rules-unknown", "upgrade-rules", {"version": 2}, "RULES_UNKNOWN"),
            ("reviewers", "set-frame", frame, None), ("reviewers-twice", "set-frame", {"reviewers": ["bank-a"] * 2}, "MANIFEST_MISMATCH"),
            ("reviewers-nobody", "set-frame", {"reviewers": ["nobody"]}, "NOT_A_PARTY"), ("currencies", "set-frame", {"currencies": [euro]}, None),
            ("currency-twice", "set-frame", {"currencies": [euro, euro]}, "MANIFEST_MISMATCH"),
            ("long-pause", "long-pause", {"seconds": 60}, None), ("resume-nothing", "resume", {}, "ALREADY_DECIDED")):
        decided(c.line("enact-" + name, "proposed"), action, args, reason)
    line = c.line("enact-twice", "proposed")
    asked = decided(line, "set-frame", frame)
    for who, kind, body in (("bank-a/node", "enact", {"motion": asked}), ("bank-a/admin", "vote", {"motion": asked, "yes": False})):
        line.tell(who, kind, body).must("ALREADY_DECIDED")
    line = c.line("suspended-and-back", "proposed")
    decided(line, "suspend", {"member": "telco-b"}, yes=["bank-a", "clearing-c", "insure-d"])
    line.tell("telco-b/approver", "approve-task", approve()).must("MEMBER_SUSPENDED")
    decided(line, "reinstate", {"member": "telco-b"})
    line.tell("telco-b/approver", "approve-task", approve()).must()
    line = c.line("paused-and-resumed", "proposed")
    decided(line, "long-pause", {"seconds": 3_600})
    line.tell("telco-b/approver", "approve-task", approve()).must("NETWORK_PAUSED")
    decided(line, "resume", {})
    line.tell("telco-b/approver", "approve-task", approve()).must()


def log(named, kind="embedded"):
    return {"kind": kind, "origin": "vectors.example/log", "key": named["logKey"]}


def log_keys(c):
    first, second, third = LOG_KEYS
    line = c.line("log-key-replaced-twice", "proposed").put("network/authority", log(first))
    decided(line, "set-frame", first, "ALREADY_DECIDED")
    decided(line, "set-frame", second)
    decided(line, "set-frame", first, "KEY_IN_USE")
    decided(line, "set-frame", third)
    decided(line, "set-frame", third, "ALREADY_DECIDED", nonce="1" * 32)
    decided(line, "set-frame", second, "KEY_IN_USE", nonce="1" * 32)
    line = c.line("log-key-without-a-log", "proposed").put("network/authority", log(first, "fabric"))
    decided(line, "set-frame", second, "MANIFEST_MISMATCH")


def quorums(c):
    args = {"seconds": 60}
    decided(c.line("two-of-four", "proposed"), "long-pause", args, "QUORUM_MISSING", MEMBERS[:2])
    decided(c.line("three-of-four", "proposed"), "long-pause", args, None, MEMBERS[:3])
    decided(c.line("target-does-not-count", "proposed"), "suspend", {"member": "bank-a"}, "QUORUM_MISSING", MEMBERS[:3])
    decided(c.line("all-but-the-target", "proposed"), "suspend", {"member": "bank-a"}, None, MEMBERS[1:])
    line = c.line("last-vote-counts", "proposed")
    asked = motion(line, "long-pause", args)
    voted(line, asked, MEMBERS[:3]).tell("bank-a/admin", "vote", {"motion": asked, "yes": False}).must()
    line.tell("bank-a/node", "enact", {"motion": asked}).must("QUORUM_MISSING")
    line = c.line("vote-of-revoked", "proposed")
    asked = motion(line, "long-pause", args)
    voted(line, asked, MEMBERS[:3])
    line.tell("bank-a/revoker", "revoke-certificate", {
        "certificate": cert_id("bank-a/admin"), "reason": "key-compromise", "invalidityDate": line.t}).must()
    line.tell("bank-a/node", "enact", {"motion": asked}).must("QUORUM_MISSING")
    line = c.line("vote-of-another-network", "proposed")
    asked = motion(line, "long-pause", args)
    voted(line, asked, MEMBERS[:3]).change("vote/%s/bank-a" % name_of(asked), network=digest("the network before"))
    line.tell("bank-a/node", "enact", {"motion": asked}).must("QUORUM_MISSING")
    line = c.line("vote-times", "proposed")
    for ahead, reason in ((30 * DAY + 1, "OUTSIDE_WINDOW"), (30 * DAY, None), (0, "WINDOW_OVER")):
        asked = motion(line, "long-pause", args, expires=line.t + 1000 + ahead)
        line.tell("bank-a/admin", "vote", {"motion": asked, "yes": True}).must(reason)
    line.tell("bank-a/node", "vote", {"motion": asked, "yes": True}).must("CERTIFICATE_WRONG_ROLE")
    c.line("vote-off-the-roster", "proposed").put("network/roster", {"members": MEMBERS[1:]}).tell(
        "bank-a/admin", "vote", {"motion": motion(line, "long-pause", args), "yes": True}).must("NOT_A_PARTY")


def pauses(c):
    brief = {"seconds": 600}
    line = c.one("brief-pause", "proposed", "bank-a/admin", "pause-briefly", brief, None)
    line.tell("telco-b/approver", "approve-task", approve()).must("NETWORK_PAUSED")
    line.tell("telco-b/admin", "pause-briefly", brief).must("NETWORK_PAUSED")
    line.tell("telco-b/admin", "resume", {}).must("NOT_A_PARTY")
    line.tell("bank-a/admin", "resume", {}).must()
    line.tell("bank-a/admin", "resume", {}).must("ALREADY_DECIDED")
    line.tell("telco-b/approver", "approve-task", approve()).must()
    line.tell("telco-b/admin", "pause-briefly", brief, seconds=86_397).must("QUOTA_EXCEEDED")
    line.tell("telco-b/admin", "pause-briefly", brief, seconds=2).must()
    line.tell("bank-a/admin", "pause-briefly", brief, seconds=28 * 86_400).must("QUOTA_EXCEEDED")
    line.tell("bank-a/admin", "pause-briefly", brief, seconds=86_400).must()
    assert active_time(line.state, line.t) < line.t
    c.one("pause-by-node", "proposed", "bank-a/node", "pause-briefly", brief, "CERTIFICATE_WRONG_ROLE")


def precedence(c, shown):
    """Neighbours that only an enactment has."""
    def show(line, first, second):
        shown.append({"command": "enact", "first": first, "second": second, "sequence": line.name})

    args = {"seconds": 60}
    for name, first, second, changes in (
            ("quorum-before-base", "QUORUM_MISSING", "BASE_CHANGED", {"base": digest("another")}),
            ("base-alone", "BASE_CHANGED", None, {"base": digest("another")})):
        line = c.line("enact-" + name, "proposed")
        decided(line, "long-pause", args, first, MEMBERS[:1] if second else MEMBERS, **changes)
        if second:
            show(line, first, second)
    line = c.line("enact-base-before-key-in-use", "proposed").put("network/authority", log(LOG_KEYS[0]))
    decided(line, "set-frame", LOG_KEYS[1])
    decided(line, "set-frame", LOG_KEYS[0], "BASE_CHANGED", base=digest("another"))
    show(line, "BASE_CHANGED", "KEY_IN_USE")
    line = c.line("enact-window-before-quorum", "proposed")
    asked = motion(line, "long-pause", args, expires=line.t)
    line.tell("bank-a/node", "enact", {"motion": asked}).must("WINDOW_OVER")
    show(line, "WINDOW_OVER", "QUORUM_MISSING")


def all_motions(stages, shown):
    c = Cases(stages)
    for part in (motions, log_keys, quorums, pauses):
        part(c)
    precedence(c, shown)
    return c.lines
