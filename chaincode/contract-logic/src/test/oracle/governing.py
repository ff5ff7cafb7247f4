"""Votes, enactments and pauses: their rows of contract.md section 5."""

import base64
import hashlib

import enrolling
from facts import need, paused
from forms import DAY, canonical, digest, number
from oracle import ANY, PS

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
    if action in ("set-roots", "reset-admins"):
        members(c, [args["member"]])
        if action == "reset-admins":
            return "admins/" + args["member"], {"era": enrolling.era_of(c.state, args["member"]) + 1}
        return "member/" + args["member"], {**c.state["member/" + args["member"]], "roots": args["roots"]}
    if action == "add-member":
        return "network/roster", enrolling.added(c, args)
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
    name, action, args = name_of(motion), motion["action"], motion["args"]
    first = enrolling.first_admins(c, args)
    need("enacted/" + name not in c.state, "ALREADY_DECIDED")
    key, record = change(c, action, args)
    need(c.t < motion["expires"], "WINDOW_OVER")
    voters = [m for m in c.state["network/roster"]["members"] if m != args.get("member")]
    votes = [c.state.get("vote/%s/%s" % (name, m)) for m in voters]
    yes = [v for v in votes if v and v["yes"] and v["network"] == c.frame["network"]
           and not enrolling.revoked(c.state, c.state["cert/" + v["certificate"]])]
    need(len(yes) >= max(2, 2 * len(voters) // 3 + 1), "QUORUM_MISSING")
    need(motion["base"] == base_of(c.state, key), "BASE_CHANGED")
    if key == "network/authority":
        need(log_key(record["key"]) not in c.state, "KEY_IN_USE")
        c.put(log_key(c.state[key]["key"]), {"until": c.t})
    if action == "add-member":
        enrolling.join(c, args, first)
    if action == "reset-admins":
        enrolling.reset(c, args, first)
    c.put(key, record)
    c.put("enacted/" + name, {"action": action, "at": c.t})


TABLE = {
    "vote": (("admin",), PS, None, vote),
    "enact": (ANY, PS, None, enact),
    "pause-briefly": (("admin",), (), None, pause_briefly),
    "resume": (("admin",), ("P",), None, resume),
}
