"""Cases of the motions that bear certificates: AddMember, SetRoots, ResetAdmins."""

import x509
from cases import Cases
from enrolments import body as registration
from forms import DAY, T0, digest
from governing import name_of
from motions import decided, motion, voted
from world import MEMBERS, NETWORK, cert_id
from x509 import leaf, root

NEW = "insure-e"
NODE = ("telco-b/node", "enact")


def adds(admins=None, member=NEW, **changes):
    admins = admins or [leaf(member, "admin", "first")]
    return {"member": member, "kinds": ["insurer"], "roots": [root(member).text], "admins": [a.chain() for a in admins],
            **changes}


def resets(member="bank-a", admins=None):
    return {"member": member, "admins": [a.chain() for a in admins or [leaf(member, "admin", "reset")]]}


def others(member):
    return [m for m in MEMBERS if m != member]


def as_new(made):
    return {"signer": made.digest, "role": made.subject[1][1]}


def unvoted(c, name, action, args, reason, **header):
    """An enactment that is refused before votes are counted."""
    line = c.line(name, "registered")
    line.tell(*NODE, {"motion": motion(line, action, args)}, **header).must(reason)
    return line


def malformed(c):
    first = leaf(NEW, "admin", "first")
    issuing = x509.authority("issuing of " + NEW, root(NEW), 0)
    forged = leaf(NEW, "admin", "first", issuing, signer=x509.key("forger"))
    wrong = {
        "no-roots": adds(roots=[]), "leaf-for-root": adds(roots=[first.text]), "no-certificate-for-root": adds(roots=["AAAA"]),
        "nine-roots": adds(roots=[root(NEW).text] * 9), "no-admins": {**adds(), "admins": []},
        "empty-chain": {**adds(), "admins": [[]]}, "admin-of-another": adds([leaf("bank-a", "admin", "first", root(NEW))]),
        "approver-for-admin": adds([leaf(NEW, "approver", "first")]), "authority-for-admin": adds([issuing]),
        "forged-chain": adds([forged]), "kind-in-capitals": adds(kinds=["Insurer"]),
    }
    for name, args in wrong.items():
        for who, kind, more in (("bank-a/admin", "vote", {"yes": True}), NODE + ({},)):
            line = c.line("%s-add-%s" % (kind, name), "registered")
            line.send(line.payload(who, kind, {"motion": motion(line, "add-member", args), **more}), form="MALFORMED")
    unvoted(c, "add-by-a-stranger-of-a-forged-chain", "add-member", adds([forged]), "CERTIFICATE_UNKNOWN", signer=digest("nobody"))
    for name, args in (("no-roots", {"roots": []}), ("leaf-for-root", {"roots": [first.text]})):
        line = c.line("set-" + name, "registered")
        asked = motion(line, "set-roots", {"member": "bank-a", **args})
        line.send(line.payload("telco-b/admin", "vote", {"motion": asked, "yes": True}), form="MALFORMED")


def add(c):
    first, second = leaf(NEW, "admin", "first"), leaf(NEW, "admin", "second")
    line = c.line("add-member", "registered")
    asked = decided(line, "add-member", adds([first, second]))
    line.tell(*NODE, {"motion": asked}).must("ALREADY_DECIDED")
    approver = leaf(NEW, "approver", "new")
    line.tell(NEW + "/admin", "register-certificate", registration(approver, NEW), **as_new(first)).must()
    line.tell(NEW + "/approver", "register-dataset", {"dataset": NEW + "/claims"}, **as_new(approver)).must()
    asked = motion(line, "long-pause", {"seconds": 60})
    voted(line, asked, MEMBERS[:3]).tell(*NODE, {"motion": asked}).must("QUORUM_MISSING")
    line.tell(NEW + "/admin", "vote", {"motion": asked, "yes": True}, **as_new(second)).must()
    line.tell(*NODE, {"motion": asked}).must()
    line = c.line("add-member-again", "registered")
    decided(line, "add-member", adds())
    again = motion(line, "add-member", adds([second]))
    line.tell(NEW + "/admin", "vote", {"motion": again, "yes": True}, **as_new(first)).must()
    voted(line, again).tell(*NODE, {"motion": again}).must("KEY_IN_USE")
    left = c.one("add-member-that-left", "registered", "insure-d/admin", "request-leave", {}, None)
    decided(left, "add-member", adds(member="insure-d"), "KEY_IN_USE", others("insure-d"))
    decided(c.line("add-member-of-one-key-twice", "registered"), "add-member",
            adds([first, leaf(NEW, "admin", "second", pair=first.key)]), "KEY_IN_USE")
    line = c.line("add-member-of-anothers-key", "registered")
    theirs = leaf("bank-a", "approver", "new", pair=first.key)
    line.tell("bank-a/admin", "register-certificate", registration(theirs)).must()
    decided(line, "add-member", adds(), "KEY_IN_USE")
    decided(c.line("add-member-by-three", "registered"), "add-member", adds(), None, MEMBERS[:3])
    decided(c.line("add-member-by-two", "registered"), "add-member", adds(), "QUORUM_MISSING", MEMBERS[:2])
    line = c.line("add-two-members-at-once", "registered")
    later = motion(line, "add-member", adds(member="insure-f"))
    voted(line, later)
    decided(line, "add-member", adds())
    line.tell(NEW + "/admin", "vote", {"motion": later, "yes": True}, **as_new(first)).must()
    line.tell(*NODE, {"motion": later}).must("BASE_CHANGED")
    unvoted(c, "add-of-another-root", "add-member", adds([leaf(NEW, "admin", "first", root("bank-a"))]), "CERTIFICATE_UNKNOWN")
    for name, changes, reason in (("early", {"not_before": T0 + DAY}, "CERTIFICATE_NOT_YET"),
                                  ("late", {"not_after": T0 - 1000}, "CERTIFICATE_EXPIRED")):
        unvoted(c, "add-of-%s-admin" % name, "add-member", adds([first, leaf(NEW, "admin", name, **changes)]), reason)


def full(c, name, members):
    """A roster of many, of which all have voted for a new member."""
    line = c.line(name, "registered").put("network/roster", {"members": members})
    asked = motion(line, "add-member", adds())
    for m in members[:len(members) * 2 // 3 + 1]:
        line.put("vote/%s/%s" % (name_of(asked), m), {
            "yes": True, "certificate": cert_id("bank-a/admin"), "at": line.t, "network": NETWORK})
    return line, asked


def roster(c):
    crowd = ["member-%02d" % i for i in range(64)]
    for name, members, reason in (("last-place", crowd[:63], None), ("no-place", crowd, "QUOTA_EXCEEDED")):
        line, asked = full(c, "add-member-to-the-" + name, members)
        line.tell(*NODE, {"motion": asked}).must(reason)


def set_roots(c):
    next_root = x509.authority("next root of bank-a", path=1)
    under_old, under_new = leaf("bank-a", "approver", "old"), leaf("bank-a", "approver", "new", next_root)
    args = {"member": "bank-a", "roots": [next_root.text]}
    line = c.line("set-roots", "registered")
    asked = decided(line, "set-roots", args, None, others("bank-a"))
    line.tell(*NODE, {"motion": asked}).must("ALREADY_DECIDED")
    line.tell("bank-a/admin", "register-certificate", registration(under_old)).must("CERTIFICATE_UNKNOWN")
    line.tell("bank-a/admin", "register-certificate", registration(under_new)).must()
    line.tell("bank-a/approver", "register-dataset", {"dataset": "bank-a/new"}, **as_new(under_new)).must()
    line = c.line("set-roots-to-both", "registered")
    decided(line, "set-roots", {**args, "roots": [root("bank-a").text, next_root.text]})
    for made in (under_old, under_new):
        line.tell("bank-a/admin", "register-certificate", registration(made)).must()
    decided(c.line("set-roots-by-its-own-vote", "registered"), "set-roots", args, "QUORUM_MISSING", ["bank-a", "telco-b", "insure-d"])
    decided(c.line("set-roots-of-nobody", "registered"), "set-roots", {**args, "member": "nobody"}, "NOT_A_PARTY")
    line = c.line("set-roots-of-what-changed", "registered")
    asked = motion(line, "set-roots", args)
    voted(line, asked).tell("bank-a/admin", "request-leave", {}).must()
    line.tell(*NODE, {"motion": asked}).must("BASE_CHANGED")


def reset(c):
    fresh, spare = leaf("bank-a", "admin", "reset"), leaf("bank-a", "admin", "spare")
    line = c.line("reset-admins", "registered")
    long_pause = motion(line, "long-pause", {"seconds": 60})
    voted(line, long_pause, MEMBERS[:3])
    asked = decided(line, "reset-admins", resets())
    line.tell(*NODE, {"motion": asked}).must("ALREADY_DECIDED")
    line.tell(*NODE, {"motion": long_pause}).must("QUORUM_MISSING")
    revoke = {"certificate": fresh.digest, "reason": "superseded", "invalidityDate": T0}
    for role in ("admin", "revoker"):
        line.tell("bank-a/" + role, "revoke-certificate", revoke).must("CERTIFICATE_REVOKED")
    line.tell("bank-a/approver", "register-dataset", {"dataset": "bank-a/new"}).must()
    line.tell("bank-a/admin", "vote", {"motion": long_pause, "yes": True}, **as_new(fresh)).must()
    line.tell(*NODE, {"motion": long_pause}).must()
    line.tell("bank-a/admin", "register-certificate", registration(spare, role="admin"), **as_new(fresh)).must()
    line.tell("bank-a/admin", "revoke-certificate", revoke, 3_599, **as_new(spare)).must("CERTIFICATE_NOT_YET")
    line.tell("bank-a/admin", "revoke-certificate", revoke, **as_new(spare)).must()
    line = c.line("reset-admins-twice", "registered")
    decided(line, "reset-admins", resets())
    third = motion(line, "reset-admins", resets(admins=[spare]))
    voted(line, third, others("bank-a")).tell(*NODE, {"motion": third}).must()
    line.tell("bank-a/admin", "vote", {"motion": motion(line, "long-pause", {"seconds": 60}), "yes": True},
              **as_new(fresh)).must("CERTIFICATE_REVOKED")
    line = c.line("reset-admins-of-what-changed", "registered")
    stale = motion(line, "reset-admins", resets(admins=[spare]))
    voted(line, stale)
    decided(line, "reset-admins", resets())
    line.tell(*NODE, {"motion": stale}).must("BASE_CHANGED")
    line = c.one("reset-admins-to-a-registered-key", "registered", "bank-a/admin", "register-certificate",
                 registration(leaf("bank-a", "approver", "new", pair=fresh.key)), None)
    decided(line, "reset-admins", resets(), "KEY_IN_USE")
    decided(c.line("reset-admins-by-its-own-vote", "registered"), "reset-admins", resets(), "QUORUM_MISSING",
            ["bank-a", "telco-b", "insure-d"])
    unvoted(c, "reset-admins-of-nobody", "reset-admins", resets("nobody"), "CERTIFICATE_UNKNOWN")
    unvoted(c, "reset-admins-of-another-root", "reset-admins",
            resets(admins=[leaf("bank-a", "admin", "reset", root("telco-b"))]), "CERTIFICATE_UNKNOWN")


def precedence(c, shown):
    early, late = {"not_before": T0 + DAY}, {"not_after": T0 - 1000}
    issuing = x509.authority("late issuing of " + NEW, root(NEW), **late)
    strange = leaf(NEW, "admin", "early", root("bank-a"), **early)
    mixed = leaf(NEW, "admin", "mixed", issuing, **early)
    pairs = [(unvoted(c, "enact-certificate_unknown-before-certificate_not_yet", "add-member", adds([strange]),
                      "CERTIFICATE_UNKNOWN"), "CERTIFICATE_UNKNOWN", "CERTIFICATE_NOT_YET"),
             (unvoted(c, "enact-certificate_not_yet-before-certificate_expired", "add-member", adds([mixed]),
                      "CERTIFICATE_NOT_YET"), "CERTIFICATE_NOT_YET", "CERTIFICATE_EXPIRED")]
    line = c.line("enact-certificate_expired-before-already_decided", "registered")
    brief = leaf(NEW, "admin", "brief", not_after=T0 + 60_000)
    asked = decided(line, "add-member", adds([brief]))
    line.tell(*NODE, {"motion": asked}, 60).must("CERTIFICATE_EXPIRED")
    pairs.append((line, "CERTIFICATE_EXPIRED", "ALREADY_DECIDED"))
    line, asked = full(c, "enact-key_in_use-before-quota_exceeded", ["member-%02d" % i for i in range(64)])
    line.put("member/" + NEW, {**line.state["member/bank-a"], "member": NEW})
    line.tell(*NODE, {"motion": asked}).must("KEY_IN_USE")
    pairs.append((line, "KEY_IN_USE", "QUOTA_EXCEEDED"))
    for line, first, second in pairs:
        shown.append({"command": "enact", "first": first, "second": second, "sequence": line.name})


def all_joining(stages, shown):
    c = Cases(stages)
    for part in (malformed, add, roster, set_roots, reset):
        part(c)
    precedence(c, shown)
    return c.lines
