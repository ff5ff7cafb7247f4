"""Votes, enactments and pauses: their rows of contract.md section 5, and their cases. No action that bears X.509."""

import base64
import hashlib

from cases import Cases
from facts import active_time, need, paused
from forms import DAY, canonical, digest, number
from oracle import ANY, PS
from task import approve
from world import MEMBERS, cert_id, policy

LOG_KEYS = [{"logKey": letter * 42 + "A="} for letter in "ABC"]
NO_PAUSE = {"total": 0, "since": 0, "until": 0}


def passed(pause, t):
    return max(0, min(t, pause["until"]) - pause["since"])


def ended(pause, t):
    if not pause["since"] <= t < pause["until"]:
        return pause
    return {**pause, "until": t, **({"briefEnd": t} if "by" in pause else {})}


def begun(pause, t, millis, by=None):
    brief = t + millis if by else ended(pause, t).get("briefEnd")
    return {"total": pause["total"] + passed(pause, t), "since": t, "until": t + millis,
            **({"by": by} if by else {}), **({"briefEnd": brief} if brief is not None else {})}


def current(c):
    return c.state.get("network/pause", NO_PAUSE)


def pause_briefly(c):
    own, last = c.state.get("paused/" + c.member), current(c).get("briefEnd")
    need(own is None or c.t - own["since"] >= 30 * DAY, "QUOTA_EXCEEDED")
    need(last is None or c.t - last >= DAY, "QUOTA_EXCEEDED")
    millis = c.body["seconds"] * 1000
    c.put("network/pause", begun(current(c), c.t, millis, c.member))
    c.put("paused/" + c.member, {"since": c.t, "until": c.t + millis})


def resume(c):
    need(paused(c.state, c.t), "ALREADY_DECIDED")
    need(current(c).get("by") == c.member, "NOT_A_PARTY")
    c.put("network/pause", ended(current(c), c.t))


def name_of(motion):
    return digest(canonical(motion))


def vote(c):
    motion = c.body["motion"]
    need("enacted/" + name_of(motion) not in c.state, "ALREADY_DECIDED")
    need(c.member in c.state["network/roster"]["members"], "NOT_A_PARTY")
    need(motion["expires"] - c.t <= 30 * DAY, "OUTSIDE_WINDOW")
    need(c.t < motion["expires"], "WINDOW_OVER")
    c.put("vote/%s/%s" % (name_of(motion), c.member), {
        "yes": c.body["yes"], "certificate": c.signer["digest"], "at": c.t, "network": c.frame["network"]})


def members(c, named):
    for m in named:
        need("member/" + m in c.state, "NOT_A_PARTY")


def change(c, action, args):
    """(key that changes, its record after); refuses what the action itself forbids."""
    if action in ("suspend", "reinstate"):
        key, status = "member/" + args["member"], "SUSPENDED" if action == "suspend" else "ACTIVE"
        record = c.state.get(key)
        need(record is None or record["status"] != status, "ALREADY_DECIDED")
        need(record is not None, "NOT_A_PARTY")
        return key, {**record, "status": status}
    if action == "set-policy":
        new = args["policy"]
        members(c, [new["pool"]] + [r["regulator"] for r in new["approvals"]["regulated"]])
        need(new["version"] == c.frame["policy"] + 1, "NOT_NEXT")
        c.put("policy/" + number(new["version"]), new)
        return "network/frame", {**c.frame, "policy": new["version"]}
    if action == "upgrade-rules":
        need(args["version"] == c.frame["rulesVersion"] + 1, "NOT_NEXT")
    if action == "set-frame":
        members(c, args.get("reviewers", []) + [i["issuer"] for i in args.get("currencies", [])])
        for listed in (args.get("reviewers", []), [i["currency"] for i in args.get("currencies", [])]):
            need(len(listed) == len(set(listed)), "MANIFEST_MISMATCH")
        if "logKey" in args:
            now = c.state["network/authority"]
            need(args["logKey"] != now["key"], "ALREADY_DECIDED")
            need(now["kind"] == "embedded", "MANIFEST_MISMATCH")
            return "network/authority", {**now, "key": args["logKey"]}
        return "network/frame", {**c.frame, **args}
    if action == "resume":
        need(paused(c.state, c.t), "ALREADY_DECIDED")
        return "network/pause", ended(current(c), c.t)
    return "network/pause", begun(current(c), c.t, args["seconds"] * 1000)


def base_of(state, key):
    return digest(canonical(state[key]) if key in state else "")


def log_key(key):
    return "log-key/" + hashlib.sha256(base64.b64decode(key)).hexdigest()


def enact(c):
    motion = c.body["motion"]
    name = name_of(motion)
    need("enacted/" + name not in c.state, "ALREADY_DECIDED")
    key, record = change(c, motion["action"], motion["args"])
    need(c.t < motion["expires"], "WINDOW_OVER")
    voters = [m for m in c.state["network/roster"]["members"] if m != motion["args"].get("member")]
    votes = [c.state.get("vote/%s/%s" % (name, m)) for m in voters]
    yes = [v for v in votes if v and v["yes"] and v["network"] == c.frame["network"]
           and "revoked" not in c.state["cert/" + v["certificate"]]]
    need(len(yes) >= max(2, 2 * len(voters) // 3 + 1), "QUORUM_MISSING")
    need(motion["base"] == base_of(c.state, key), "BASE_CHANGED")
    if key == "network/authority":
        need(log_key(record["key"]) not in c.state, "KEY_IN_USE")
        c.put(log_key(c.state[key]["key"]), {"until": c.t})
    c.put(key, record)
    c.put("enacted/" + name, {"action": motion["action"], "at": c.t})


TABLE = {
    "vote": (("admin",), PS, None, vote),
    "enact": (ANY, PS, None, enact),
    "pause-briefly": (("admin",), (), None, pause_briefly),
    "resume": (("admin",), ("P",), None, resume),
}
KEYS = {"long-pause": "network/pause", "resume": "network/pause"}


def motion(line, action, args, **changes):
    key = "member/" + args["member"] if "member" in args else KEYS.get(action, "network/frame")
    key = "network/authority" if "logKey" in args else key
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


def all_governing(stages, shown):
    c = Cases(stages)
    for part in (motions, log_keys, quorums, pauses):
        part(c)
    precedence(c, shown)
    return c.lines
