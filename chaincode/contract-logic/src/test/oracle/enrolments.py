"""Cases of RegisterCertificate: chains of real certificates, well made and not."""

import x509
from cases import Cases
from forms import DAY, T0, digest
from world import NETWORK, cert_id
from x509 import leaf, possession, root

ADMIN = ("bank-a/admin", "register-certificate")
ISSUING = x509.authority("issuing of bank-a", root("bank-a"), 0)


def body(made, member="bank-a", role="approver", **changes):
    return {"member": member, "role": role, "chain": made.chain(),
            "possession": possession(made, NETWORK, member, role), **changes}


def good(c):
    for role in ("approver", "auto-approver", "node", "tls", "market", "revoker", "admin"):
        above = ISSUING if role in ("node", "tls") else None
        c.one("certificate-of-" + role, "registered", *ADMIN, body(leaf("bank-a", role, "new", above), role=role), None)
    line = c.one("certificate-signs-at-once", "registered", *ADMIN, body(leaf("bank-a", "approver", "new")), None)
    by = {"signer": leaf("bank-a", "approver", "new").digest}
    line.tell("bank-a/approver", "register-dataset", {"dataset": "bank-a/new"}, **by).must()
    line = c.one("admin-signs-after-the-delay", "registered", *ADMIN, body(leaf("bank-a", "admin", "new"), role="admin"), None)
    by = {"signer": leaf("bank-a", "admin", "new").digest}
    line.tell(*ADMIN, body(leaf("bank-a", "approver", "new")), 3_599, **by).must("CERTIFICATE_NOT_YET")
    line.tell(*ADMIN, body(leaf("bank-a", "approver", "new")), **by).must()
    line = c.one("revoker-signs-after-the-delay", "registered", *ADMIN, body(leaf("bank-a", "revoker", "new"), role="revoker"), None)
    revoke = {"certificate": cert_id("bank-a/node"), "reason": "superseded", "invalidityDate": T0}
    by = {"signer": leaf("bank-a", "revoker", "new").digest}
    line.tell("bank-a/revoker", "revoke-certificate", revoke, 3_599, **by).must("CERTIFICATE_NOT_YET")
    line.tell("bank-a/revoker", "revoke-certificate", revoke, **by).must()
    c.one("certificate-of-high-s", "registered", *ADMIN, body(leaf("bank-a", "approver", "high", low=False)), None)
    two = body(leaf("bank-a", "node", "2"), role="node")
    c.one("second-node", "registered", *ADMIN, two, None).tell(*ADMIN, two).must("KEY_IN_USE")
    line = c.one("certificate-while-paused", "registered", "telco-b/admin", "pause-briefly", {"seconds": 600}, None)
    line.change("member/bank-a", status="SUSPENDED").tell(*ADMIN, body(leaf("bank-a", "approver", "new"))).must()


def bent():
    """Certificates that no member may register, each sound but for what its name says."""
    approver = ("bank-a", "approver")
    subject = (("O", "bank-a"), ("OU", "approver"), ("CN", "new"))
    more = lambda value: x509.extension(x509.NAME_CONSTRAINTS, value)
    return {
        "followed-by-a-byte": leaf(*approver, "new", bend=lambda b: b + b"\x00", sound=False),
        "of-long-length": leaf(*approver, "new", bend=lambda b: b"\x30\x83\x00" + b[2:], sound=False),
        "of-version-2": leaf(*approver, "new", inside=lambda b: b.replace(b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x01"), sound=False),
        "of-p-384-by-name": leaf(*approver, "new", inside=lambda b: b.replace(
            bytes.fromhex("2a8648ce3d030107"), bytes.fromhex("2a8648ce3d030108")), sound=False),
        "of-compressed-key": leaf(*approver, "new", inside=lambda b: b.replace(b"\x03\x42\x00\x04", b"\x03\x42\x00\x02"), sound=False),
        "critical-and-not-understood": leaf(*approver, "new", more=more(b"\x30\x00"), sound=False),
        "with-an-extension-twice": leaf(*approver, "new", more=x509.extension(x509.KEY_USAGE, b"\x03\x02\x07\x80"), sound=False),
        "that-certifies": x509.Made(subject, x509.key("certifies"), root("bank-a"), authority=True),
        "that-may-not-sign": leaf(*approver, "new", signs=False),
        "of-another-member": leaf("telco-b", "approver", "new", root("bank-a")),
        "of-another-role": leaf("bank-a", "node", "new"),
        "of-capital-handle": leaf(*approver, "New"),
        "of-handle-in-two-segments": leaf(*approver, "new/1"),
        "of-long-handle": leaf(*approver, "n" * 41),
        "without-a-unit": x509.Made((subject[0], subject[2]), x509.key("unit"), root("bank-a")),
        "of-two-units": x509.Made(subject[:2] + subject[1:], x509.key("units"), root("bank-a")),
    }


def malformed(c):
    for name, made in bent().items():
        c.one("certificate-" + name, "registered", *ADMIN, body(made), "MALFORMED")
    made = leaf("bank-a", "approver", "new", ISSUING)
    direct = leaf("bank-a", "approver", "new")
    deep = leaf("bank-a", "approver", "deep", x509.authority("below issuing", ISSUING))
    wide = root("bank-a")
    for i in range(4):
        wide = x509.authority("link %d" % i, wide)
    forged = leaf("bank-a", "approver", "new", ISSUING, signer=x509.key("forger"))
    chains = {
        "of-nothing": [], "upside-down": made.chain()[::-1], "with-its-leaf-twice": [made.text] + made.chain(),
        "of-leaves": [direct.text, leaf("bank-a", "approver", "other").text], "of-five": leaf("bank-a", "approver", "far", wide).chain(),
        "of-anothers-issuer": [made.text, x509.authority("issuing of telco-b", root("telco-b"), 0).text],
        "deeper-than-its-path": deep.chain(), "forged": forged.chain(),
    }
    for name, chain in chains.items():
        c.one("chain-" + name, "registered", *ADMIN, body(made, chain=chain), "MALFORMED")
    other = x509.key("another")
    for name, held in (
            ("by-another-key", possession(direct, NETWORK, "bank-a", "approver", other)),
            ("of-high-s", possession(direct, NETWORK, "bank-a", "approver", low=False)),
            ("in-another-network", possession(direct, digest("other"), "bank-a", "approver")),
            ("for-another-member", possession(direct, NETWORK, "telco-b", "approver")),
            ("for-another-role", possession(direct, NETWORK, "bank-a", "node")), ("of-no-bytes", "")):
        c.one("possession-" + name, "registered", *ADMIN, body(direct, possession=held), "MALFORMED")
    c.one("forged-chain-of-a-stranger", "registered", *ADMIN, body(forged), "CERTIFICATE_UNKNOWN", signer=digest("nobody"))
    c.line("forged-chain-in-a-forged-command", "registered")
    line = c.lines[-1]
    line.send(line.payload(*ADMIN, body(forged)), signature="CERTIFICATE_UNKNOWN")


def refused(c):
    new = leaf("bank-a", "approver", "new")
    c.one("certificate-by-anothers-admin", "registered", "telco-b/admin", ADMIN[1], body(new), "CERTIFICATE_WRONG_ROLE")
    for role in ("approver", "revoker", "node"):
        c.one("certificate-by-" + role, "registered", "bank-a/" + role, ADMIN[1], body(new), "CERTIFICATE_WRONG_ROLE")
    namesake = x509.Made((("CN", "root of bank-a"),), x509.key("namesake"), authority=True, signs=False)
    below = lambda above: leaf("bank-a", "approver", "new", above)
    second = x509.authority("second of bank-a", x509.authority("first of bank-a", root("bank-a")))
    for name, made in (("anothers", below(root("telco-b"))), ("namesakes", below(namesake)), ("too-far", below(second))):
        c.one("root-" + name, "registered", *ADMIN, body(made), "CERTIFICATE_UNKNOWN")
    late, early = {"not_after": T0 - 1000}, {"not_before": T0 + DAY}
    for name, changes, reason in (("early", early, "CERTIFICATE_NOT_YET"), ("late", late, "CERTIFICATE_EXPIRED")):
        c.one("certificate-" + name, "registered", *ADMIN, body(leaf("bank-a", "approver", name, **changes)), reason)
        above = x509.authority("issuing %s of bank-a" % name, root("bank-a"), **changes)
        c.one("issuer-" + name, "registered", *ADMIN, body(leaf("bank-a", "approver", name, above)), reason)
        old = x509.authority("root %s of bank-a" % name, **changes)
        c.line("root-" + name, "registered").change("member/bank-a", roots=[root("bank-a").text, old.text]).tell(
            *ADMIN, body(leaf("bank-a", "approver", name, old))).must(reason)
    t = c.stages["registered"].t + 1000
    for name, changes, reason in (
            ("first-second", {"not_before": t}, None), ("second-before", {"not_before": t + 1000}, "CERTIFICATE_NOT_YET"),
            ("last-second", {"not_after": t}, None), ("second-after", {"not_after": t - 1000}, "CERTIFICATE_EXPIRED")):
        c.one("certificate-in-its-" + name, "registered", *ADMIN, body(leaf("bank-a", "approver", name, **changes)), reason)
    renamed = leaf("bank-a", "approver", "renamed", pair=new.key)
    c.one("certificate-of-a-key-in-use", "registered", *ADMIN, body(new), None).tell(*ADMIN, body(renamed)).must("KEY_IN_USE")
    line = c.one("key-of-another-member", "registered", *ADMIN, body(new), None)
    theirs = leaf("telco-b", "approver", "new", pair=new.key)
    line.tell("telco-b/admin", ADMIN[1], body(theirs, "telco-b")).must("KEY_IN_USE")
    revoke = {"certificate": new.digest, "reason": "superseded", "invalidityDate": T0}
    line = c.one("key-of-a-revoked-certificate", "registered", *ADMIN, body(new), None)
    line.tell("bank-a/revoker", "revoke-certificate", revoke).must()
    line.tell(*ADMIN, body(renamed)).must("KEY_IN_USE")


def precedence(c, shown):
    elsewhere = digest("other")
    new = leaf("bank-a", "approver", "new")
    early, late = {"not_before": T0 + DAY}, {"not_after": T0 - 1000}
    telco = x509.authority("early issuing of telco-b", root("telco-b"), **early)
    mixed = x509.authority("late issuing of bank-a", root("bank-a"), **late)
    held = possession(new, elsewhere, "bank-a", "node")
    pairs = (
        ("MALFORMED", "WRONG_NETWORK", body(new, possession=held), {"network": elsewhere}),
        ("CERTIFICATE_UNKNOWN", "CERTIFICATE_NOT_YET", body(leaf("bank-a", "approver", "new", telco)), {}),
        ("CERTIFICATE_UNKNOWN", "CERTIFICATE_EXPIRED", body(leaf("bank-a", "approver", "old", root("telco-b"), **late)), {}),
        ("CERTIFICATE_NOT_YET", "CERTIFICATE_EXPIRED", body(leaf("bank-a", "approver", "new", mixed, **early)), {}),
        ("CERTIFICATE_EXPIRED", "KEY_IN_USE", body(leaf("bank-a", "approver", "late", pair=new.key, **late)), {}),
    )
    for first, second, asked, header in pairs:
        line = c.line("register-%s-before-%s" % (first.lower(), second.lower()), "registered")
        if second == "KEY_IN_USE":
            line.tell(*ADMIN, body(new)).must()
        line.tell(*ADMIN, asked, **header).must(first)
        shown.append({"command": "register-certificate", "first": first, "second": second, "sequence": line.name})


def all_enrolments(stages, shown):
    c = Cases(stages)
    for part in (good, malformed, refused):
        part(c)
    precedence(c, shown)
    return c.lines
