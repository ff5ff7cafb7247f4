"""What commands that bear certificates ask of them: RegisterCertificate, and the motions that name admins or roots."""

import re

import p256
import x509
from facts import need
from forms import digest, unb64

HANDLE = re.compile("[a-z0-9-]{1,40}")
POWERS = ("admin", "revoker")


def may_issue(issuer, issued, intermediates):
    return (issuer.subject == issued.issuer and issuer.authority
            and (issuer.path is None or intermediates <= issuer.path))


def signed(issuer, issued):
    return x509.signed_by(issuer.key.spki, issued.tbs, issued.signature)


def chain_of(texts):
    """A chain of good form, leaf first; whether its signatures hold is asked apart."""
    need(1 <= len(texts) <= 4, "MALFORMED")
    chain = [x509.MADE.get(text) for text in texts]
    need(all(made is not None and made.sound for made in chain), "MALFORMED")
    need(not chain[0].authority and chain[0].signs, "MALFORMED")
    for i in range(1, len(chain)):
        need(may_issue(chain[i], chain[i - 1], i - 1), "MALFORMED")
    return chain


def borne(kind, body):
    """(chain, member, role) of each chain in a command, and the roots that it names."""
    if kind == "register-certificate":
        return [(body["chain"], body["member"], body["role"])], []
    args = body["motion"]["args"] if kind in ("vote", "enact") else {}
    return [(chain, args["member"], "admin") for chain in args.get("admins", [])], args.get("roots", [])


def check_form(state, payload, kind):
    """MALFORMED: of anyone what bytes alone tell, of a registered signer the signatures inside too."""
    chains, roots = borne(kind, payload["body"])
    for text in roots:
        made = x509.MADE.get(text)
        need(made is not None and made.sound and made.authority, "MALFORMED")
    for texts, member, role in chains:
        subject = chain_of(texts)[0].subject
        need([part for part, _ in subject] == ["O", "OU", "CN"], "MALFORMED")
        need(subject[0][1] == member and subject[1][1] == role, "MALFORMED")
        need(HANDLE.fullmatch(subject[2][1]), "MALFORMED")
    if "cert/" + payload["signer"] in state:
        for texts, member, role in chains:
            chain = chain_of(texts)
            need(all(signed(above, below) for below, above in zip(chain, chain[1:])), "MALFORMED")
            if kind == "register-certificate":
                message = x509.possessed(chain[0], payload["network"], member, role)
                need(p256.verifies(chain[0].key.spki, message, unb64(payload["body"]["possession"])), "MALFORMED")


def registered(texts, member, role, roots, t, effective):
    """The record of a certificate whose chain reaches one of the roots and is valid, all of it."""
    chain = chain_of(texts)
    tops = [x509.MADE.get(text) for text in roots]
    reached = [r for r in tops if r and may_issue(r, chain[-1], len(chain) - 1) and signed(r, chain[-1])]
    need(reached, "CERTIFICATE_UNKNOWN")
    whole = chain + reached[:1]
    record = {
        "digest": chain[0].digest, "member": member, "handle": chain[0].subject[2][1], "role": role, "chain": texts,
        "spki": chain[0].spki(), "notBefore": max(made.not_before for made in whole),
        "notAfter": min(made.not_after for made in whole), "effectiveFrom": effective}
    need(t >= record["notBefore"], "CERTIFICATE_NOT_YET")
    need(t <= record["notAfter"], "CERTIFICATE_EXPIRED")
    return record


def key_of(record):
    return "spki/" + digest(unb64(record["spki"]))


def era_of(state, member):
    return state.get("admins/" + member, {"era": 0})["era"]


def revoked(state, record):
    """Whether a certificate is revoked, or an admin's or revoker's of an era that was reset."""
    now = era_of(state, record["member"])
    entered = state.get("admin/%s/%s" % (record["member"], record["digest"]), {"era": 0})["era"]
    return "revoked" in record or record["role"] in POWERS and entered != now


def enter(c, record, era):
    c.put("cert/" + record["digest"], record)
    c.put(key_of(record), {"certificate": record["digest"]})
    if record["role"] in POWERS and era > 0:
        c.put("admin/%s/%s" % (record["member"], record["digest"]), {"era": era})


def register_certificate(c):
    member, role = c.body["member"], c.body["role"]
    effective = c.t + (c.policy["adminDelaySeconds"] * 1000 if role in POWERS else 0)
    roots = c.state["member/" + member]["roots"]
    record = registered(c.body["chain"], member, role, roots, c.t, effective)
    need(key_of(record) not in c.state, "KEY_IN_USE")
    enter(c, record, era_of(c.state, member))
    if role == "node":
        c.put("node/%s/%s" % (member, record["handle"]), {"certificate": record["digest"]})


def first_admins(c, args):
    """The first admins that AddMember or ResetAdmins names, effective at once."""
    roots = args.get("roots", c.state.get("member/" + args.get("member", ""), {"roots": []})["roots"])
    return [registered(chain, args["member"], "admin", roots, c.t, c.t) for chain in args.get("admins", [])]


def require_free(c, records):
    keys = [key_of(record) for record in records]
    need(len(set(keys)) == len(keys) and not any(key in c.state for key in keys), "KEY_IN_USE")


def added(c, args):
    """The roster with a new member."""
    return {"members": sorted(c.state["network/roster"]["members"] + [args["member"]])}


def join(c, args, first):
    key = "member/" + args["member"]
    need(key not in c.state, "KEY_IN_USE")
    require_free(c, first)
    need(len(c.state["network/roster"]["members"]) < 64, "QUOTA_EXCEEDED")
    c.put(key, {"member": args["member"], "kinds": args["kinds"], "status": "ACTIVE", "roots": args["roots"]})
    for record in first:
        enter(c, record, 0)


def reset(c, args, first):
    require_free(c, first)
    for record in first:
        enter(c, record, era_of(c.state, args["member"]) + 1)
