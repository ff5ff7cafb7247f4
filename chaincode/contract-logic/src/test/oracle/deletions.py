"""RecordDeletion: its row of contract.md section 5, and its cases."""

from cases import Cases
from facts import manifest_of, need, recipients
from forms import number, owner
from oracle import PS
from task import LOANS, TASK, commit, manifest, start, version


def next_of(c, path):
    seq = c.body["seq"]
    need(path + number(seq) not in c.state, "NOT_NEXT")
    need(seq == 1 or path + number(seq - 1) in c.state, "NOT_NEXT")
    return path + number(seq)


def record_deletion(c):
    rows = c.body.get("rows")
    if rows is None:
        need(c.member in recipients(manifest_of(c.state, c.body["task"])), "NOT_A_PARTY")
        c.put(next_of(c, "deletion/task/%s/%s/" % (c.body["task"], c.member)), {"at": c.t})
        return
    name = "%s/%s" % (rows["dataset"], number(rows["version"]))
    path = "deletion/ds/%s/" % name
    need(path + "whole" not in c.state, "ALREADY_DECIDED")
    need("dsv/" + name in c.state, "DATASET_WITHDRAWN")
    record = {"rows": rows, "at": c.t}
    c.put(next_of(c, path), record)
    if "range" not in rows:
        c.put(path + "whole", record)


TABLE = {
    "record-deletion": (("node",), PS, lambda b: owner(b["rows"]["dataset"]) if "rows" in b else None, record_deletion),
}
WHO = ("bank-a/node", "record-deletion")


def of_rows(seq=1, first=None, last=None, **changes):
    ranged = {} if first is None else {"range": {"first": first, "last": last}}
    return {"rows": {"dataset": LOANS, "version": 1, **ranged, **changes}, "seq": seq}


def of_results(seq=1, task=TASK):
    return {"task": task, "seq": seq}


def forms(c):
    both = {**of_rows(), **of_results()}
    for name, body in (
            ("of-nothing", {"seq": 1}), ("of-rows-and-results", both), ("seq-of-zero", of_rows(0)),
            ("seq-beyond", of_rows(1_000_000)), ("version-of-zero", of_rows(version=0)), ("backwards", of_rows(1, 5, 4)),
            ("below-the-first-row", of_rows(1, -1, 4)), ("rows-without-end", of_rows(range={"first": 0}))):
        line = c.line("deletion-" + name, "proposed")
        line.send(line.payload(*WHO, body), form="MALFORMED")


def rows(c):
    line = c.one("deletion-of-rows", "registered", *WHO, of_rows(1, 0, 9), None)
    line.tell(*WHO, of_rows(1, 10, 19)).must("NOT_NEXT")
    line.tell(*WHO, of_rows(3, 10, 19)).must("NOT_NEXT")
    line.tell(*WHO, of_rows(2, 5, 5)).must()
    line.tell(*WHO, of_rows(3)).must()
    line.tell(*WHO, of_rows(4, 20, 29)).must("ALREADY_DECIDED")
    c.one("deletion-skips", "registered", *WHO, of_rows(2), "NOT_NEXT")
    c.one("deletion-of-no-version", "registered", *WHO, of_rows(version=2), "DATASET_WITHDRAWN")
    c.one("deletion-of-no-dataset", "registered", *WHO, of_rows(dataset="bank-a/none"), "DATASET_WITHDRAWN")
    c.one("deletion-of-anothers", "registered", "telco-b/node", "record-deletion", of_rows(), "CERTIFICATE_WRONG_ROLE")
    c.one("deletion-by-approver", "registered", "bank-a/approver", "record-deletion", of_rows(), "CERTIFICATE_WRONG_ROLE")
    c.one("deletion-of-withdrawn", "registered", "bank-a/approver", "withdraw-dataset", {"dataset": LOANS}, None).tell(
        *WHO, of_rows()).must()
    member = c.stages["registered"].state["member/bank-a"]
    pause = {"total": 0, "since": 1, "until": 2**52}
    c.line("deletion-while-paused-and-suspended", "registered").put("network/pause", pause).put(
        "member/bank-a", {**member, "status": "SUSPENDED"}).tell(*WHO, of_rows()).must()


def effects(c):
    """A version of which some rows are deleted goes on; one that is wholly deleted is as withdrawn."""
    newer = c.one("deleted-rows-and-start", "funded", *WHO, of_rows(1, 0, 999_999), None)
    newer.tell("bank-a/node", "start-run", start(newer.t + 1000)).must()
    newer.tell("bank-a/node", "commit-input", commit("loans")).must()
    c.one("deleted-is-proposed", "registered", *WHO, of_rows(), None).tell(
        "bank-a/approver", "propose-task", {"manifest": manifest()}).must("DATASET_WITHDRAWN")
    line = c.one("deleted-is-started", "funded", *WHO, of_rows(), None)
    line.tell("bank-a/node", "start-run", start(line.t + 1000)).must("DATASET_WITHDRAWN")
    c.one("deleted-is-committed", "started", *WHO, of_rows(), None).tell(
        "bank-a/node", "commit-input", commit("loans")).must("DATASET_WITHDRAWN")
    c.lines[-1].tell("telco-b/node", "commit-input", commit("subscribers")).must()
    line = c.one("next-version-of-deleted", "registered", *WHO, of_rows(), None)
    line.tell("bank-a/approver", "publish-version", version(LOANS, 2)).must()
    m = manifest()
    loans = {**m["inputs"][0], "version": 2}
    line.tell("bank-a/approver", "propose-task", {"manifest": manifest(inputs=[loans, m["inputs"][1]])}).must()


def results(c):
    line = c.one("deletion-of-results", "released", *WHO, of_results(), None)
    line.tell(*WHO, of_results()).must("NOT_NEXT")
    line.tell(*WHO, of_results(2)).must()
    c.one("deletion-of-results-skips", "released", *WHO, of_results(2), "NOT_NEXT")
    c.one("deletion-of-results-by-no-recipient", "released", "telco-b/node", "record-deletion", of_results(), "NOT_A_PARTY")
    c.one("deletion-of-no-task", "released", *WHO, of_results(task="bank-a/none"), "MANIFEST_MISMATCH")
    c.one("deletion-of-results-before-any", "proposed", *WHO, of_results(), None)


def precedence(c, shown):
    whole = c.one("deletion-already-decided-before-not-next", "registered", *WHO, of_rows(), None)
    whole.tell(*WHO, of_rows(3)).must("ALREADY_DECIDED")
    outsider = c.one("deletion-not-a-party-before-not-next", "released", "telco-b/node", "record-deletion", of_results(2),
                     "NOT_A_PARTY")
    gone = c.one("deletion-dataset-withdrawn-before-not-next", "registered", *WHO, of_rows(2, version=2), "DATASET_WITHDRAWN")
    for line, first in ((whole, "ALREADY_DECIDED"), (outsider, "NOT_A_PARTY"), (gone, "DATASET_WITHDRAWN")):
        shown.append({"command": "record-deletion", "first": first, "second": "NOT_NEXT", "sequence": line.name})


def all_deletions(stages, shown):
    c = Cases(stages)
    for part in (forms, rows, effects, results):
        part(c)
    precedence(c, shown)
    return c.lines
