"""Cases of certificates that are revoked, of datasets and of algorithms."""

from cases import ACCEPTED
from forms import DAY, T0, digest
from task import LOANS, SUBSCRIBERS, algorithm, commit, manifest, review, start, version
from world import cert_id


def registry(c):
    def revoke(who, target, date=T0, reason="superseded"):
        return who, "revoke-certificate", {"certificate": cert_id(target), "reason": reason, "invalidityDate": date}

    c.one("revoke-own", "registered", *revoke("bank-a/revoker", "bank-a/node"), ACCEPTED)
    c.one("revoke-unknown", "registered", *revoke("bank-a/admin", "nobody/x"), "CERTIFICATE_UNKNOWN")
    c.one("revoke-of-another", "registered", *revoke("bank-a/admin", "telco-b/node"), "CERTIFICATE_WRONG_ROLE")
    c.one("revoke-too-far-back", "registered", *revoke("bank-a/admin", "bank-a/node", T0 - 31 * DAY), "OUTSIDE_WINDOW")
    c.one("revoke-in-the-future", "registered", *revoke("bank-a/admin", "bank-a/node", T0 + DAY), "OUTSIDE_WINDOW")
    c.one("revoke-twice", "registered", *revoke("bank-a/admin", "bank-a/node"), ACCEPTED).tell(
        *revoke("bank-a/revoker", "bank-a/node")).must("ALREADY_DECIDED")
    c.one("revoked-signs", "registered", *revoke("bank-a/admin", "bank-a/approver"), ACCEPTED).tell(
        "bank-a/approver", "propose-task", {"manifest": manifest()}).must("CERTIFICATE_REVOKED")
    c.one("revoked-approver-counts-no-more", "funded", *revoke("telco-b/admin", "telco-b/approver"), ACCEPTED)
    last = c.lines[-1]
    last.tell("bank-a/node", "start-run", start(last.t + 1000)).must("APPROVAL_REVOKED")

    c.one("dataset-of-another", "registered", "bank-a/approver", "register-dataset", {"dataset": "telco-b/x"}, "CERTIFICATE_WRONG_ROLE")
    c.one("dataset-twice", "registered", "bank-a/approver", "register-dataset", {"dataset": LOANS}, "KEY_IN_USE")
    c.one("dataset-derived", "registered", "bank-a/approver", "register-dataset", {"dataset": "bank-a/x", "lineage": LOANS}, ACCEPTED).tell(
        "bank-a/approver", "register-dataset", {"dataset": "bank-a/y", "lineage": "bank-a/x"}).must()
    c.one("dataset-from-nothing", "registered", "bank-a/approver", "register-dataset", {"dataset": "bank-a/x", "lineage": "bank-a/z"}, "DATASET_WITHDRAWN")
    c.one("version-next", "registered", "bank-a/approver", "publish-version", version(LOANS, 2), ACCEPTED)
    c.one("version-skips", "registered", "bank-a/approver", "publish-version", version(LOANS, 3), "NOT_NEXT")
    c.one("version-of-nothing", "registered", "bank-a/approver", "publish-version", version("bank-a/none"), "DATASET_WITHDRAWN")
    c.one("version-of-another", "registered", "bank-a/approver", "publish-version", version(SUBSCRIBERS, 2), "CERTIFICATE_WRONG_ROLE")
    withdraw = ("bank-a/approver", "withdraw-dataset", {"dataset": LOANS})
    c.one("withdraw", "registered", *withdraw, ACCEPTED).tell(*withdraw).must("ALREADY_DECIDED")
    c.one("withdraw-nothing", "registered", "bank-a/approver", "withdraw-dataset", {"dataset": "bank-a/none"}, "DATASET_WITHDRAWN")
    c.one("version-of-withdrawn", "registered", *withdraw, ACCEPTED).tell("bank-a/approver", "publish-version", version(LOANS, 2)).must("DATASET_WITHDRAWN")
    c.one("propose-on-withdrawn", "registered", *withdraw, ACCEPTED).tell("bank-a/approver", "propose-task", {"manifest": manifest()}).must("DATASET_WITHDRAWN")
    c.one("start-on-withdrawn", "funded", *withdraw, ACCEPTED)
    c.lines[-1].tell("bank-a/node", "start-run", start(c.lines[-1].t + 1000)).must("DATASET_WITHDRAWN")
    c.one("commit-on-withdrawn", "started", *withdraw, ACCEPTED).tell("bank-a/node", "commit-input", commit("loans")).must("DATASET_WITHDRAWN")

    own = "clearing-c/approver"
    named = {"algorithm": "clearing-c/mpc-statistics", "version": 1}
    c.one("algorithm-of-another", "registered", "bank-a/approver", "register-algorithm", algorithm(2), "CERTIFICATE_WRONG_ROLE")
    c.one("algorithm-next", "registered", own, "register-algorithm", algorithm(2), ACCEPTED)
    c.one("algorithm-skips", "registered", own, "register-algorithm", algorithm(3), "NOT_NEXT")
    c.one("retire", "registered", own, "retire-algorithm", named, ACCEPTED).tell(own, "retire-algorithm", named).must("ALREADY_DECIDED")
    c.one("retire-nothing", "registered", own, "retire-algorithm", {**named, "version": 2}, "ALGORITHM_NOT_ACCEPTED")
    c.one("retired-is-proposed", "registered", own, "retire-algorithm", named, ACCEPTED).tell(
        "bank-a/approver", "propose-task", {"manifest": manifest()}).must("ALGORITHM_NOT_ACCEPTED")
    c.one("review-by-no-reviewer", "registered", "bank-a/approver", "review-algorithm", review(), "CERTIFICATE_WRONG_ROLE")
    c.one("review-of-nothing", "registered", own, "review-algorithm", review(version=2), "ALGORITHM_NOT_ACCEPTED")
    c.one("review-of-other-bytes", "registered", own, "review-algorithm", review(pluginDigest=digest("other")), "MANIFEST_MISMATCH")
