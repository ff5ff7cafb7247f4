"""Recovery by a new genesis: contract.md section 1, and this module's README. Reasons in the order of section 7."""

import hashlib

import enrolling
import p256
import x509
from facts import Refused, need
from forms import b64, canonical, digest, number, signed_bytes, unb64

GENESIS = "application/vnd.datapact.genesis+json"
LINE = "datapact/state/1 "


def key_id(name, public):
    return hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]


def checkpoint(log, origin, state_root, lines=None):
    """A log's signed checkpoint, C2SP signed-note, that commits to a state."""
    extension = [LINE + b64(bytes.fromhex(state_root))] if lines is None else lines
    text = "".join(line + "\n" for line in [origin, "7", b64(bytes.fromhex(digest("log")))] + extension)
    signature = b64(key_id(origin, log.public) + log.sign(text.encode()))
    return b64("%s\n\u2014 %s %s\n" % (text, origin, signature))


def note_of(text):
    """(signed text, key's name, key id and signature) of a note of one signature, or None."""
    try:
        body, line = unb64(text).decode().split("\n\n\u2014 ")
        name, signature = line.split(" ")
        return body + "\n", name, unb64(signature)
    except ValueError:
        return None


def signed_by_log(note, authority, logs):
    """Whether the key in force, one of the logs that the vectors know, signed a note."""
    if note is None or note[1] != authority["origin"]:
        return False
    public = unb64(authority["key"])
    held = [log for log in logs if log.public == public]
    return bool(held) and note[2] == key_id(authority["origin"], public) + held[0].sign(note[0].encode())


def commits_to(note):
    lines = [line for line in note[0].split("\n") if line.startswith(LINE)]
    return unb64(lines[0][len(LINE):]).hex() if len(lines) == 1 else None


def root_keys(founder):
    return [x509.MADE[text].key.spki for text in founder["roots"] if text in x509.MADE]


def signers(former, genesis, signatures):
    """MALFORMED: founders of the old genesis that signed; where any has, no signature is anyone else's."""
    message = signed_bytes(GENESIS, canonical(genesis).encode())
    found, used = [], set()
    for founder in former["founders"]:
        own = {s for s in signatures if any(p256.verifies(key, message, unb64(s)) for key in root_keys(founder))}
        used |= own
        found += [founder] if own else []
    need(not found or used == set(signatures), "MALFORMED")
    return found


def distinct(founders):
    """How many founders are independent: those that share a root's key, directly or through others, are one."""
    groups = []
    for founder in founders:
        keys = set(root_keys(founder))
        joined = [g for g in groups if g & keys]
        groups = [g for g in groups if not g & keys] + [keys.union(*joined)]
    return len(groups)


def check_form(genesis):
    names = [f["member"] for f in genesis["founders"]]
    need(names == sorted(set(names)) and all(f["roots"] and f["admins"] for f in genesis["founders"]), "MALFORMED")
    policy = genesis["policy"]
    named = [policy["pool"]] + [r["regulator"] for r in policy["approvals"]["regulated"]] + genesis["reviewers"]
    named += [i["issuer"] for i in genesis["currencies"]]
    need(set(named) <= set(names), "MALFORMED")
    need(genesis.get("recoverers", 0) <= distinct(genesis["founders"]), "MALFORMED")
    need("recovery" in genesis, "MALFORMED")
    for founder in genesis["founders"]:
        for texts in founder["admins"]:
            chain = enrolling.chain_of(texts)
            subject = chain[0].subject
            need([part for part, _ in subject] == ["O", "OU", "CN"], "MALFORMED")
            need(subject[0][1] == founder["member"] and subject[1][1] == "admin", "MALFORMED")


def check_links(genesis):
    for founder in genesis["founders"]:
        for texts in founder["admins"]:
            chain = enrolling.chain_of(texts)
            need(all(enrolling.signed(above, below) for below, above in zip(chain, chain[1:])), "MALFORMED")


def check_keys(state, genesis, authority, admins):
    """KEY_IN_USE: keys of others, one key twice, a key that was the log's before."""
    keys = [enrolling.key_of(record) for record in admins]
    need(len(set(keys)) == len(keys), "KEY_IN_USE")
    for key, record in zip(keys, admins):
        need(state.get(key, {"certificate": record["digest"]})["certificate"] == record["digest"], "KEY_IN_USE")
    need(log_key(genesis["authority"]["key"]) not in state, "KEY_IN_USE")


def log_key(key):
    return "log-key/" + hashlib.sha256(unb64(key)).hexdigest()


def writes(state, genesis, authority, admins):
    found = {"network/genesis": genesis, "network/authority": genesis["authority"]}
    found["network/frame"] = {
        "network": digest(canonical(genesis)), "rulesVersion": 1, "policy": genesis["policy"]["version"],
        "reviewers": genesis["reviewers"], "currencies": genesis["currencies"]}
    found["policy/" + number(genesis["policy"]["version"])] = genesis["policy"]
    found["network/roster"] = {"members": [f["member"] for f in genesis["founders"]]}
    if authority["key"] != genesis["authority"]["key"]:
        found[log_key(authority["key"])] = {"until": genesis["created"]}
    for founder in genesis["founders"]:
        m = founder["member"]
        found["member/" + m] = {"member": m, "kinds": founder["kinds"], "status": "ACTIVE", "roots": founder["roots"]}
        found["admins/" + m] = {"era": enrolling.era_of(state, m) + 1}
    for record in admins:
        found["cert/" + record["digest"]] = record
        found[enrolling.key_of(record)] = {"certificate": record["digest"]}
        found["admin/%s/%s" % (record["member"], record["digest"])] = found["admins/" + record["member"]]
    return found


def decide(state, genesis, signatures, logs):
    frame, former = state["network/frame"], state["network/genesis"]
    authority = state.get("network/authority", former["authority"])
    recovery, created = genesis.get("recovery"), genesis["created"]
    check_form(genesis)
    signed = signers(former, genesis, signatures)
    if signed:
        check_links(genesis)
    need(recovery["network"] == frame["network"], "WRONG_NETWORK")
    need(genesis["rulesVersion"] == 1, "RULES_UNKNOWN")
    note = note_of(recovery["checkpoint"])
    need(signed_by_log(note, authority, logs), "CERTIFICATE_UNKNOWN")
    admins = [enrolling.registered(texts, f["member"], "admin", f["roots"], created, created)
              for f in genesis["founders"] for texts in f["admins"]]
    known = [state["cert/" + record["digest"]] for record in admins if "cert/" + record["digest"] in state]
    need(not any(enrolling.revoked(state, record) for record in known), "CERTIFICATE_REVOKED")
    need(commits_to(note) == recovery["stateRoot"], "MANIFEST_MISMATCH")
    need(genesis["policy"]["version"] == frame["policy"] + 1, "NOT_NEXT")
    count = distinct(signed) if "recoverers" in former else len(signed)
    need(count >= former.get("recoverers", len(former["founders"])), "QUORUM_MISSING")
    check_keys(state, genesis, authority, admins)
    return writes(state, genesis, authority, admins)


def recover(state, genesis, signatures, logs):
    """Applies the writes to the state where the genesis recovers it; returns the reason where it does not."""
    try:
        state.update(decide(state, genesis, signatures, logs))
    except Refused as refusal:
        return refusal.reason
    return None
