"""RecordDenial: its row of contract.md section 5, and its cases."""

import json

from cases import Cases
from facts import manifest_of, need, party_members
from forms import DAY, MESSAGE, b64, canonical, digest, envelope, number, open_envelope, verifies
from task import RUN, manifest
from world import NETWORK, cert_id


def record_denial(c):
    body = c.body
    kind, payload, signature = open_envelope(body["about"])
    asked = json.loads(payload)
    need(asked["network"] == c.frame["network"], "WRONG_NETWORK")
    asker = c.state.get("cert/" + asked["nodeCertificate"])
    need(asker is not None and verifies(asker["spki"], kind, payload, signature), "CERTIFICATE_UNKNOWN")
    member = c.state["member/" + asker["member"]]
    need(member["status"] == "ACTIVE" and "leavingSince" not in member, "MEMBER_SUSPENDED")
    gate = c.member + "/" + c.signer["handle"]
    denied = "denied/%s/%s" % (gate, digest(payload))
    need(denied not in c.state, "ALREADY_DECIDED")
    need(asker["member"] == body["asker"], "NOT_A_PARTY")
    need(gate in [p["node"] for p in manifest_of(c.state, asked["run"]["task"])["parties"]], "NOT_A_PARTY")
    row = "denial/%s/%s/%s/" % (gate, body["asker"], number(body["day"]))
    need(row + number(body["seq"]) not in c.state, "NOT_NEXT")
    need(body["seq"] == 1 or row + number(body["seq"] - 1) in c.state, "NOT_NEXT")
    need(0 <= c.t // DAY - body["day"] <= (7 if "overflow" in body else 1), "OUTSIDE_WINDOW")
    need(body["seq"] <= c.policy["denialsPerDay"], "QUOTA_EXCEEDED")
    c.put(row + number(body["seq"]), {"about": digest(payload), "reason": body["reason"]})
    c.put(denied, {"asker": body["asker"], "day": body["day"], "seq": body["seq"]})


def ask(t, signer="telco-b/node", **changes):
    """A signed AskReady of telco-b's node, in base64."""
    message = {"type": "datapact/ask-ready/1", "network": NETWORK, "run": RUN, "manifestDigest": digest(canonical(manifest())),
               "asker": "telco-b/1", "nodeCertificate": cert_id("telco-b/node"), "at": t, **changes}
    return b64(envelope(MESSAGE, canonical(message).encode(), b64("key " + signer)))


def body(t, **changes):
    return {"asker": "telco-b", "day": t // DAY, "seq": 1, "about": ask(t), "reason": "APPROVAL_MISSING", **changes}


def all_denials(stages):
    c = Cases(stages)
    t = stages["proposed"].t
    who = ("bank-a/node", "record-denial")
    c.one("denial", "proposed", *who, body(t), None).tell(*who, body(t, seq=2)).must("ALREADY_DECIDED")
    for name, changes, expect in (
            ("of-another-network", {"about": ask(t, network=digest("other"))}, "WRONG_NETWORK"),
            ("of-nobody", {"about": ask(t, nodeCertificate=digest("nobody"))}, "CERTIFICATE_UNKNOWN"),
            ("of-wrong-signature", {"about": ask(t, signer="insure-d/node")}, "CERTIFICATE_UNKNOWN"),
            ("names-another", {"asker": "clearing-c"}, "NOT_A_PARTY"), ("skips", {"seq": 2}, "NOT_NEXT"),
            ("of-tomorrow", {"day": t // DAY + 1}, "OUTSIDE_WINDOW"), ("of-yesterday", {"day": t // DAY - 1}, None),
            ("of-the-day-before", {"day": t // DAY - 2}, "OUTSIDE_WINDOW")):
        c.one("denial-" + name, "proposed", *who, body(t, **changes), expect)
    c.one("denial-by-outsider", "proposed", "insure-d/node", "record-denial", body(t), "NOT_A_PARTY")
    c.one("denial-by-approver", "proposed", "bank-a/approver", "record-denial", body(t), "CERTIFICATE_WRONG_ROLE")
    suspended = {**stages["proposed"].state["member/telco-b"], "status": "SUSPENDED"}
    c.line("denial-of-suspended", "proposed").put("member/telco-b", suspended).tell(*who, body(t)).must("MEMBER_SUSPENDED")
    line = c.line("denials-of-a-day", "proposed")
    for seq in range(1, 8):
        line.tell(*who, body(t, seq=seq, about=ask(t + seq))).must()
    overflow = {"count": 3, "root": digest("overflow")}
    line.tell(*who, body(t, seq=8, about=ask(t + 8), overflow=overflow)).must()
    line.tell(*who, body(t, seq=9, about=ask(t + 9))).must("QUOTA_EXCEEDED")
    return c.lines
