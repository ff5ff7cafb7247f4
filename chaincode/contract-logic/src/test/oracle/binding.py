"""The binding checks of contract.md section 3, check by check, inputs and members in manifest order."""

from facts import input_owners, need, party_members, recipients
from forms import covers, number, owner


def both_terms(state, each):
    """Terms of the pinned and of the newest version: the stricter applies."""
    newest = state.get("ds/" + each["dataset"], {"newest": each["version"]})["newest"]
    found = [state.get("dsv/%s/%s" % (each["dataset"], number(v))) for v in sorted({each["version"], newest})]
    return [version["terms"] for version in found if version is not None]


def check_algorithm(state, frame, policy, manifest):
    ref = manifest["algorithm"]
    name = "%s/%s" % (ref["id"], number(ref["version"]))
    algorithm = state.get("alg/" + name)
    need(algorithm is not None and not algorithm["retired"], "ALGORITHM_NOT_ACCEPTED")
    need(ref["operation"] in algorithm["operations"], "ALGORITHM_NOT_ACCEPTED")
    accepted = 0
    for reviewer in frame["reviewers"]:
        review = state.get("review/%s/%s" % (name, reviewer))
        accepted += review is not None and review["accepted"] and review["pluginDigest"] == algorithm["pluginDigest"]
    need(accepted >= policy["reviewsNeeded"], "ALGORITHM_NOT_ACCEPTED")
    return algorithm


def check_datasets(state, manifest):
    for each in manifest["inputs"]:
        dataset = state.get("ds/" + each["dataset"])
        need(dataset is not None and dataset["status"] == "ACTIVE", "DATASET_WITHDRAWN")
        version = "%s/%s" % (each["dataset"], number(each["version"]))
        need("dsv/" + version in state, "DATASET_WITHDRAWN")
        need("deletion/ds/%s/whole" % version not in state, "DATASET_WITHDRAWN")


def check_trust(terms, manifest, algorithm):
    trust = manifest["trust"]
    need(trust["model"] == algorithm["trustModel"], "TRUST_NOT_ACCEPTED")
    need(trust["fairness"] == algorithm["fairness"], "TRUST_NOT_ACCEPTED")
    for every in terms:
        for term in every:
            need(trust["model"] in term["trustModels"] and trust["fairness"] in term["fairness"], "TRUST_NOT_ACCEPTED")
    need(trust["simulated"] == algorithm["simulated"], "SIMULATED_NOT_ACCEPTED")
    for every in terms:
        need(not trust["simulated"] or all(term["simulated"] for term in every), "SIMULATED_NOT_ACCEPTED")


def check_terms(state, policy, manifest, terms, t):
    for each, every in zip(manifest["inputs"], terms):
        version = state["dsv/%s/%s" % (each["dataset"], number(each["version"]))]
        known = [column["name"] for column in version["schema"]["columns"]]
        for column in each["columns"]:
            need(column in known, "COLUMN_NEVER_RELEASED")
            need(all(column not in term["neverReleased"] for term in every), "COLUMN_NEVER_RELEASED")
    flat = [(each, term) for each, every in zip(manifest["inputs"], terms) for term in every]
    for _, term in flat:
        need(any(covers(p, manifest["purpose"]) for p in term["purposes"]), "PURPOSE_NOT_ALLOWED")
    for _, term in flat:
        need(manifest["algorithm"]["operation"] in term["operations"], "OPERATION_NOT_ALLOWED")
    for each, term in flat:
        for m in recipients(manifest):
            need(m in term["recipients"] or m == owner(each["dataset"]), "RECIPIENT_NOT_ALLOWED")
    for _, term in flat:
        need(term["abroad"] or not any(o["abroad"] for o in manifest["outputs"]), "RECIPIENT_NOT_ALLOWED")
    for output in manifest["outputs"]:
        need(output["minimumGroup"] >= policy["minimumGroup"], "GROUP_TOO_SMALL")
        need(all(output["minimumGroup"] >= term["minimumGroup"] for _, term in flat), "GROUP_TOO_SMALL")
    floor = sum(max(term["pricePerUse"] for term in every) for every in terms)
    need(manifest["terms"]["price"] >= floor, "PRICE_TOO_LOW")
    for _, term in flat:
        need(t <= term["expires"], "OUTSIDE_WINDOW")


def check_parties(state, manifest):
    for party in manifest["parties"]:
        need("node/" + party["node"] in state, "NODE_UNKNOWN")
        member = state["member/" + owner(party["node"])]
        need(member["status"] == "ACTIVE" and "leavingSince" not in member, "NODE_UNKNOWN")
    for role, members in (("input", input_owners(manifest)), ("recipient", recipients(manifest))):
        there = [owner(p["node"]) for p in manifest["parties"] if role in p["roles"]]
        need(all(m in there for m in members), "NOT_A_PARTY")


def check_money(frame, policy, manifest):
    terms = manifest["terms"]
    members = party_members(manifest)
    if terms["price"] > 0:
        need(manifest["trust"]["fairness"] != "none", "MANIFEST_MISMATCH")
        for m in members:
            locked = sum(d["amount"] for d in terms["deposits"] if d["member"] == m)
            need(locked * 100 >= policy["releaseSharePercent"] * terms["price"], "MANIFEST_MISMATCH")
    weights = [s["weight"] for s in terms["shares"]]
    if terms["sharing"] != "fixed":
        need(not any(weights), "MANIFEST_MISMATCH")
    if terms["price"] > terms["fee"]["amount"]:
        need(any(weights) or (weights and terms["sharing"] != "fixed"), "MANIFEST_MISMATCH")
    need(terms["fee"]["amount"] <= terms["price"], "MANIFEST_MISMATCH")
    arbiters = terms["arbiters"]
    if arbiters["members"]:
        need(2 * arbiters["needed"] > len(arbiters["members"]) >= arbiters["needed"], "MANIFEST_MISMATCH")
    concerned = members + [manifest["payer"], terms["fee"]["member"], policy["pool"]]
    concerned += [named["member"] for named in terms["shares"] + terms["deposits"]]
    need(not any(a in concerned for a in arbiters["members"]), "MANIFEST_MISMATCH")


def check_binding(state, frame, policy, manifest, t):
    algorithm = check_algorithm(state, frame, policy, manifest)
    terms = [both_terms(state, each) for each in manifest["inputs"]]
    check_trust(terms, manifest, algorithm)
    check_datasets(state, manifest)
    check_terms(state, policy, manifest, terms, t)
    check_parties(state, manifest)
    need(manifest["network"] == frame["network"], "MANIFEST_MISMATCH")
    check_money(frame, policy, manifest)
