"""Cases of recovery: a new genesis on top of what is left of a network."""

import ed25519
import x509
from cases import Cases
from enrolments import body as registration
from forms import T0, b64, canonical, digest, signed_bytes
from motions import motion
from recovering import GENESIS, checkpoint, log_key, recover
from task import PARTIES, RUN, TASK, start
from world import NETWORK, Line, policy, shown
from x509 import leaf, root

FOUNDERS = sorted(PARTIES)
ORIGIN = "vectors.example/log"
LOG, NEXT_LOG, STRANGE_LOG = (ed25519.Key(name) for name in ("log", "next log", "strange log"))
STATE_ROOT = digest("state root")
CREATED = T0 + 3_600_000


def admin(member, handle):
    return leaf(member, "admin", handle)


def founder(member, handle, **changes):
    return {"member": member, "kinds": ["bank"], "roots": [root(member).text],
            "admins": [admin(member, handle).chain()], **changes}


def genesis(handle="next", log=LOG, version=2, network=NETWORK, **changes):
    return {
        "type": "datapact/genesis/1", "name": "vectors", "created": CREATED,
        "authority": {"kind": "embedded", "origin": ORIGIN, "key": b64(log.public)}, "rulesVersion": 1,
        "policy": policy(version=version), "founders": [founder(m, handle) for m in FOUNDERS], "reviewers": ["clearing-c"],
        "currencies": [{"currency": "CNY", "issuer": "clearing-c"}], "recoverers": 2,
        "recovery": {"network": network, "checkpoint": checkpoint(LOG, ORIGIN, STATE_ROOT), "stateRoot": STATE_ROOT},
        **changes}


def first(**changes):
    found = genesis("former", version=1, **changes)
    del found["recovery"]
    return found


def with_recovery(**changes):
    base = genesis()
    return {**base, "recovery": {**base["recovery"], **changes}}


def signed(asked, by):
    message = signed_bytes(GENESIS, canonical(asked).encode())
    keys = [x509.key(name) if "/" in name else root(name).key for name in by]
    return [b64(key.sign(message)) for key in keys]


def tell(line, asked, by, form=None, signatures=None):
    """A new genesis handed in, signed by the roots of members, or by keys whose name has a slash."""
    signatures = signed(asked, by) if signatures is None else signatures
    before = dict(line.state)
    line.state = dict(before)
    reason = form or recover(line.state, asked, signatures, [LOG, NEXT_LOG, STRANGE_LOG])
    step = {"genesis": asked, "signatures": signatures, "expect": reason or "ACCEPTED"}
    if reason is None:
        changed = {k: r for k, r in line.state.items() if before.get(k) != r and k != "network/genesis"}
        step["records"] = shown(changed)
    line.steps.append(step)
    line.t = max(line.t, asked["created"])
    line.last = reason
    return line


def lost(stages):
    return Line("lost", stages["funded"]).put("network/genesis", first())


def quorums(c, before):
    asked = genesis()
    for name, by, reason in (
            ("by-two", ["bank-a", "telco-b"], None), ("by-all", FOUNDERS, None), ("by-one", ["bank-a"], "QUORUM_MISSING"),
            ("by-one-twice", ["bank-a", "bank-a"], "QUORUM_MISSING"), ("by-strangers", ["a/key", "b/key"], "QUORUM_MISSING"),
            ("by-a-member-that-founded-nothing", ["insure-d"], "QUORUM_MISSING"),
            ("by-two-and-a-stranger", ["bank-a", "telco-b", "a/key"], "MALFORMED"),
            ("by-one-and-a-stranger", ["bank-a", "a/key"], "MALFORMED")):
        tell(c.line("recovery-" + name, before), asked, by).must(reason)
    high = [b64(root(m).key.sign(signed_bytes(GENESIS, canonical(asked).encode()), False)) for m in FOUNDERS]
    tell(c.line("recovery-of-high-s", before), asked, [], signatures=high).must("QUORUM_MISSING")
    roots = {m: {"roots": [root("bank-a").text]} for m in ("bank-a", "clearing-c")}
    shared = [founder(m, "former", **roots.get(m, {})) for m in FOUNDERS]
    for name, changes, by, reason in (
            ("one-root-of-two", {}, ["bank-a"], "QUORUM_MISSING"), ("both-roots-of-three", {}, ["bank-a", "telco-b"], None)):
        line = c.line("recovery-by-" + name, before).put("network/genesis", first(founders=shared, **changes))
        tell(line, asked, by).must(reason)
    every = first()
    del every["recoverers"]
    for name, by, reason in (("two-where-all-must", FOUNDERS[:2], "QUORUM_MISSING"), ("all-where-all-must", FOUNDERS, None)):
        tell(c.line("recovery-by-" + name, before).put("network/genesis", every), asked, by).must(reason)


def malformed(c, before):
    base, two = genesis(), FOUNDERS[:2]
    no = lambda name: {k: v for k, v in base.items() if k != name}
    bank = base["founders"][0]
    for name, asked in (
            ("without-a-type", no("type")), ("without-founders", genesis(founders=[])), ("with-an-unknown-field", {**base, "extra": 1}),
            ("by-one-recoverer", genesis(recoverers=1)), ("by-four-of-three", genesis(recoverers=4))):
        tell(c.line("recovery-" + name, before), asked, two, form="MALFORMED")
    issuing = x509.authority("issuing of founders", root("bank-a"), 0)
    forged = leaf("bank-a", "admin", "forged", issuing, signer=x509.key("forger"))
    for name, asked in (
            ("of-nothing", no("recovery")), ("unsorted", genesis(founders=base["founders"][::-1])),
            ("founder-twice", genesis(founders=[bank] + base["founders"])),
            ("without-roots", genesis(founders=[{**bank, "roots": []}] + base["founders"][1:])),
            ("without-admins", genesis(founders=[{**bank, "admins": []}] + base["founders"][1:])),
            ("pool-of-nobody", genesis(policy=policy(version=2, pool="insure-d"))),
            ("reviewer-of-nobody", genesis(reviewers=["insure-d"])),
            ("more-recoverers-than-roots", genesis(recoverers=3, founders=[
                {**f, "roots": [root("bank-a").text], "admins": [leaf(f["member"], "admin", "next", root("bank-a")).chain()]}
                for f in base["founders"]])),
            ("admin-of-another", genesis(founders=[{**bank, "admins": base["founders"][1]["admins"]}] + base["founders"][1:])),
            ("approver-for-admin", genesis(founders=[{**bank, "admins": [leaf("bank-a", "approver", "x").chain()]}] + base["founders"][1:])),
            ("forged-admin", genesis(founders=[{**bank, "admins": [forged.chain()]}] + base["founders"][1:]))):
        tell(c.line("recovery-" + name, before), asked, two).must("MALFORMED")


def refused(c, before):
    two = FOUNDERS[:2]
    base = genesis()
    bank = base["founders"][0]
    by = lambda made: genesis(founders=[{**bank, "admins": [made.chain()]}] + base["founders"][1:])
    cases = [
        ("of-another-network", genesis(network=digest("other")), "WRONG_NETWORK"),
        ("under-unknown-rules", genesis(rulesVersion=2), "RULES_UNKNOWN"),
        ("of-another-log", with_recovery(checkpoint=checkpoint(STRANGE_LOG, ORIGIN, STATE_ROOT)), "CERTIFICATE_UNKNOWN"),
        ("of-another-origin", with_recovery(checkpoint=checkpoint(LOG, "vectors.example/other", STATE_ROOT)), "CERTIFICATE_UNKNOWN"),
        ("of-no-checkpoint", with_recovery(checkpoint=b64("no note")), "CERTIFICATE_UNKNOWN"),
        ("of-another-state", with_recovery(stateRoot=digest("another state")), "MANIFEST_MISMATCH"),
        ("of-a-checkpoint-without-state", with_recovery(checkpoint=checkpoint(LOG, ORIGIN, STATE_ROOT, [])), "MANIFEST_MISMATCH"),
        ("of-the-same-policy", genesis(version=1), "NOT_NEXT"), ("that-skips-a-policy", genesis(version=3), "NOT_NEXT"),
        ("admin-of-another-root", by(leaf("bank-a", "admin", "x", root("telco-b"))), "CERTIFICATE_UNKNOWN"),
        ("admin-too-early", by(leaf("bank-a", "admin", "early", not_before=CREATED + 1000)), "CERTIFICATE_NOT_YET"),
        ("admin-too-late", by(leaf("bank-a", "admin", "late", not_after=CREATED - 1000)), "CERTIFICATE_EXPIRED"),
        ("admins-of-one-key", genesis(founders=[
            {**bank, "admins": bank["admins"] + [leaf("bank-a", "admin", "same", pair=admin("bank-a", "next").key).chain()]}]
            + base["founders"][1:]), "KEY_IN_USE"),
    ]
    for name, asked, reason in cases:
        tell(c.line("recovery-" + name, before), asked, two).must(reason)
    line = c.line("recovery-to-a-former-log-key", before).put(log_key(b64(NEXT_LOG.public)), {"until": T0})
    tell(line, genesis(log=NEXT_LOG), two).must("KEY_IN_USE")
    line = c.line("recovery-after-another-log-key", before).put(
        "network/authority", {"kind": "embedded", "origin": ORIGIN, "key": b64(NEXT_LOG.public)})
    tell(line, genesis(log=NEXT_LOG), two).must("CERTIFICATE_UNKNOWN")
    follows = {**genesis(log=NEXT_LOG)["recovery"], "checkpoint": checkpoint(NEXT_LOG, ORIGIN, STATE_ROOT)}
    tell(line, genesis(log=NEXT_LOG, recovery=follows), two).must()


def admins(c, before):
    two = FOUNDERS[:2]
    going, spare = admin("bank-a", "next"), leaf("bank-a", "approver", "x", pair=admin("bank-a", "next").key)
    line = c.line("recovery-with-admins-that-go-on", before)
    line.tell("bank-a/admin", "register-certificate", registration(going, role="admin")).must()
    tell(line, genesis(), two).must()
    line = c.line("recovery-with-a-revoked-admin", before)
    line.tell("bank-a/admin", "register-certificate", registration(going, role="admin")).must()
    line.tell("bank-a/revoker", "revoke-certificate", {
        "certificate": going.digest, "reason": "key-compromise", "invalidityDate": T0}).must()
    tell(line, genesis(), two).must("CERTIFICATE_REVOKED")
    line = c.line("recovery-with-an-admin-that-a-reset-made-void", before)
    line.tell("bank-a/admin", "register-certificate", registration(going, role="admin")).must()
    line.put("admins/bank-a", {"era": 1})
    tell(line, genesis(), two).must("CERTIFICATE_REVOKED")
    line.put("admin/bank-a/" + going.digest, {"era": 1})
    tell(line, genesis(), two).must()
    line = c.line("recovery-with-anothers-key", before)
    line.tell("bank-a/admin", "register-certificate", registration(spare)).must()
    tell(line, genesis(), two).must("KEY_IN_USE")
    tell(line, genesis(), ["bank-a"]).must("QUORUM_MISSING")


def after(c, before):
    """What a recovery leaves of the old network, and what it ends."""
    line = c.line("after-a-recovery", before)
    pause = motion(line, "long-pause", {"seconds": 60})
    for m in FOUNDERS:
        line.tell(m + "/admin", "vote", {"motion": pause, "yes": True}).must()
    asked = genesis(log=NEXT_LOG)
    tell(line, asked, FOUNDERS[:2]).must()
    tell(line, asked, FOUNDERS[:2]).must("WRONG_NETWORK")
    now = {"network": digest(canonical(asked))}
    new = {m: {**now, "signer": admin(m, "next").digest} for m in FOUNDERS}
    out = {"currency": "CNY", "amount": 1, "order": digest("order")}
    line.tell("telco-b/node", "pay-out", out).must("WRONG_NETWORK")
    line.tell("telco-b/node", "pay-out", out, **now).must()
    line.tell("bank-a/node", "enact", {"motion": pause}, **now).must("QUORUM_MISSING")
    for role in ("admin", "revoker"):
        line.tell("bank-a/" + role, "revoke-certificate", {
            "certificate": admin("bank-a", "next").digest, "reason": "superseded", "invalidityDate": T0}, **now).must("CERTIFICATE_REVOKED")
    line.tell("insure-d/admin", "vote", {"motion": pause, "yes": True}, **now).must("NOT_A_PARTY")
    line.tell("bank-a/node", "start-run", start(line.t + 1000), **now).must("MANIFEST_MISMATCH")
    line.tell("bank-a/node", "unlock", {"run": RUN}, **now).must()
    line.tell("bank-a/approver", "close-task", {"task": TASK, "code": "done"}, **now).must()
    helper = leaf("bank-a", "admin", "helper")
    held = x509.possession(helper, now["network"], "bank-a", "admin")
    line.tell("bank-a/admin", "register-certificate", registration(helper, role="admin", possession=held), **new["bank-a"]).must()
    for m in FOUNDERS:
        line.tell(m + "/admin", "vote", {"motion": pause, "yes": True}, **new[m]).must()
    line.tell("bank-a/node", "enact", {"motion": pause}, **now).must()
    again = genesis("third", log=NEXT_LOG, version=3, recovery={
        **asked["recovery"], "network": now["network"], "checkpoint": checkpoint(NEXT_LOG, ORIGIN, STATE_ROOT)})
    tell(line, {**again, "authority": genesis()["authority"]}, FOUNDERS[:2]).must("KEY_IN_USE")
    tell(line, again, FOUNDERS[:2]).must()


def precedence(c, before):
    """Each fault with the one that comes next; no command, so no pair of the list `precedence`."""
    base, two = genesis(), FOUNDERS[:2]
    bank = base["founders"][0]
    strange = checkpoint(STRANGE_LOG, ORIGIN, STATE_ROOT)
    by = lambda made, **more: genesis(founders=[{**bank, "admins": [made.chain()]}] + base["founders"][1:], **more)
    early, late = {"not_before": CREATED + 1000}, {"not_after": CREATED - 1000}
    above = x509.authority("late issuing of founders", root("bank-a"), **late)
    elsewhere = {**base["recovery"], "network": digest("other")}
    for name, asked, signers, reason in (
            ("form-before-network", genesis(reviewers=["insure-d"], recovery=elsewhere), two, "MALFORMED"),
            ("form-before-rules", genesis(reviewers=["insure-d"], rulesVersion=2), two, "MALFORMED"),
            ("signature-before-network", genesis(recovery=elsewhere), ["bank-a", "a/key"], "MALFORMED"),
            ("chain-before-checkpoint", by(leaf("bank-a", "approver", "x"), recovery={**base["recovery"], "checkpoint": strange}), two, "MALFORMED"),
            ("network-before-rules", genesis(rulesVersion=2, recovery=elsewhere), two, "WRONG_NETWORK"),
            ("rules-before-checkpoint", genesis(rulesVersion=2, recovery={**base["recovery"], "checkpoint": strange}), two, "RULES_UNKNOWN"),
            ("checkpoint-before-admin", by(leaf("bank-a", "admin", "early", **early), recovery={**base["recovery"], "checkpoint": strange}), two, "CERTIFICATE_UNKNOWN"),
            ("not-yet-before-expired", by(leaf("bank-a", "admin", "mixed", above, **early)), two, "CERTIFICATE_NOT_YET"),
            ("expired-before-state", by(leaf("bank-a", "admin", "late", **late), recovery={**base["recovery"], "stateRoot": digest("x")}), two, "CERTIFICATE_EXPIRED"),
            ("state-before-policy", genesis(version=3, recovery={**base["recovery"], "stateRoot": digest("x")}), two, "MANIFEST_MISMATCH"),
            ("policy-before-quorum", genesis(version=3), ["bank-a"], "NOT_NEXT"),
            ("quorum-before-key", genesis(founders=[{**bank, "admins": bank["admins"] * 2}] + base["founders"][1:]), ["bank-a"], "QUORUM_MISSING")):
        tell(c.line("recovery-" + name, before), asked, signers).must(reason)


def all_recoveries(stages):
    c = Cases(stages)
    before = lost(stages)
    for part in (quorums, malformed, refused, admins, after, precedence):
        part(c, before)
    return c.lines
