"""Independent oracle of the golden vectors: Python's hashlib and hmac, written from the texts alone.

Run by hand in this folder: python3 vectors.py
Sources: RFC 6962 section 2.1 (recursive definitions, not the incremental ones of the Java code);
evidence.md, input commitment; the Javadoc of RowEncoding and TableCommitment.
"""
import hashlib
import hmac
import json


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def mth(data):
    n = len(data)
    if n == 0:
        return sha()
    if n == 1:
        return sha(b"\x00", data[0])
    k = 1
    while 2 * k < n:
        k *= 2
    return sha(b"\x01", mth(data[:k]), mth(data[k:]))


def path(m, data):
    n = len(data)
    if n == 1:
        return []
    k = 1
    while 2 * k < n:
        k *= 2
    if m < k:
        return path(m, data[:k]) + [mth(data[k:])]
    return path(m - k, data[k:]) + [mth(data[:k])]


def subproof(m, data, whole):
    n = len(data)
    if m == n:
        return [] if whole else [mth(data)]
    k = 1
    while 2 * k < n:
        k *= 2
    if m <= k:
        return subproof(m, data[:k], whole) + [mth(data[k:])]
    return subproof(m - k, data[k:], False) + [mth(data[:k])]


def lp(content):
    return len(content).to_bytes(4, "big") + content


def number(value):
    return ((value + (1 << 63)) & ((1 << 64) - 1)).to_bytes(8, "big")


def encode(kind, value, scale=0):
    if value is None:
        return b"\x00"
    return {
        "INTEGER": lambda: b"\x01" + number(value),
        "DECIMAL": lambda: b"\x02" + bytes([scale]) + number(value),
        "DATE": lambda: b"\x03" + value.encode(),
        "BOOLEAN": lambda: b"\x04" + bytes([1 if value else 0]),
        "TEXT": lambda: b"\x05" + value.encode("utf-8"),
    }[kind]()


def leaf_data(salt, names, row):
    fields = []
    for name, value in zip(names, row):
        key = hmac.new(salt, name.encode(), hashlib.sha256).digest()
        fields.append(sha(lp(b"datapact/field/1"), lp(name.encode()), key, lp(value)))
    return lp(b"datapact/row/1") + b"".join(fields)


def merkle():
    # The leaf data of the Certificate Transparency reference implementation's tests.
    leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    data = [bytes.fromhex(x) for x in leaves]
    roots = [mth(data[:n]).hex() for n in range(len(data) + 1)]
    inclusion = [
        {"index": i, "size": n, "path": [h.hex() for h in path(i, data[:n])]}
        for n in range(1, 9)
        for i in range(n)
    ]
    consistency = [
        {"first": m, "second": n, "path": [h.hex() for h in subproof(m, data[:n], True)]}
        for n in range(1, 9)
        for m in range(1, n)
    ]
    return {"leaves": leaves, "roots": roots, "inclusion": inclusion, "consistency": consistency}


def table():
    names = ["id", "balance", "rate", "born", "active", "note"]
    kinds = ["TEXT", "INTEGER", "DECIMAL", "DATE", "BOOLEAN", "TEXT"]
    rows = [
        ["a-1", -5, 12345, "1999-12-31", True, ""],
        ["a-2", 0, -1, "2024-02-29", False, None],
        ["b-1", 9223372036854775807, 0, None, True, "Zürich 北京"],
    ]
    salts = [bytes([i]) * 32 for i in range(1, 4)]
    encoded = [[encode(k, v, 2) for k, v in zip(kinds, row)] for row in rows]
    data = [leaf_data(s, names, row) for s, row in zip(salts, encoded)]
    return {
        "encoded": [[v.hex() for v in row] for row in encoded],
        "leaves": [sha(b"\x00", d).hex() for d in data],
        "roots": [mth(data[:n]).hex() for n in range(4)],
        "salts": [s.hex() for s in salts],
    }


def state_digest():
    state = {"b/2": "{}", "a/1": '{"x":1}', "a/10": ""}
    joined = b"".join(lp(k.encode()) + lp(state[k].encode()) for k in sorted(state))
    return {"digest": sha(joined).hex(), "state": state}


def write(name, value):
    with open(name, "w", encoding="utf-8") as out:
        out.write(json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False))


write("merkle.json", merkle())
write("table-commitment.json", table())
write("state-digest.json", state_digest())
