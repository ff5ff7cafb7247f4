#!/usr/bin/env python3
"""Checks a chain's folder, and a checkpoint of it, from FORMAT.md alone. Needs nothing but Python 3.

verify_log.py FOLDER [CHECKPOINT PUBLIC_KEY_HEX]      (the key that the genesis names)

Prints entries, root and state root; exits with 1 and a sentence at the first thing that is not as documented.
"""
import base64, hashlib, json, os, re, struct, sys


class Bad(Exception):
    pass


def require(holds, sentence):
    if not holds:
        raise Bad(sentence)


def sha(data):
    return hashlib.sha256(data).digest()


TABLE = []
for n in range(256):
    for _ in range(8):
        n = n >> 1 ^ (0x82F63B78 if n & 1 else 0)
    TABLE.append(n)


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ TABLE[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def batch(data, at):
    """The batch at an offset, or None where none is intact."""
    if len(data) - at < 24 or data[at:at + 4] != b"DPBT":
        return None
    n, first, count, crc = struct.unpack(">IQII", data[at + 4:at + 24])
    payload = data[at + 24:at + 24 + n]
    if n > 16 << 20 or len(payload) < n or not 1 <= count <= 512 or crc32c(data[at:at + 20] + payload) != crc:
        return None
    entries, pos = [], 0
    for _ in range(count):
        if n - pos < 4:
            return None
        length = int.from_bytes(payload[pos:pos + 4], "big")
        if not 1 <= length <= min(4 << 20, n - pos - 4):
            return None
        entries.append(payload[pos + 4:pos + 4 + length])
        pos += 4 + length
    return (first, entries, at + 24 + n) if pos == n else None


def segment(name, data, expected, last):
    require(data[:8] == b"DPSEG001", name + ": expected DPSEG001 at the beginning, found something else")
    require(struct.unpack(">QI", data[8:20]) == (expected, crc32c(data[:16])), name + ": the header does not hold")
    entries, at = [], 20
    while True:
        found = batch(data, at)
        if found is None or found[0] != expected + len(entries):
            break
        entries += found[1]
        at = found[2]
    if at < len(data):
        require(last, "%s: expected a batch at byte %d, found none, and later segments exist" % (name, at))
        later = data.find(b"DPBT", at)
        while later >= 0:
            require(batch(data, later) is None, "%s: no batch at byte %d, but one at %d" % (name, at, later))
            later = data.find(b"DPBT", later + 1)
    return entries


def acknowledged(path):
    data = open(path, "rb").read() if os.path.exists(path) else b""
    counts = [0]
    for slot in (data[:16], data[16:32]):
        if len(slot) == 16 and slot[:4] == b"DPAK" and crc32c(slot[:12]) == int.from_bytes(slot[12:], "big"):
            counts.append(int.from_bytes(slot[4:12], "big"))
    return max(counts)


def segments(folder):
    found = os.listdir(folder) if os.path.isdir(folder) else []
    return {name: os.path.join(folder, name) for name in found if re.fullmatch("[0-9]{20}[.]log", name)}


def read_folder(folder):
    here, archived = segments(folder), segments(os.path.join(folder, "archive"))
    require(here, folder + ": expected segments, found none")
    paths = {**archived, **here}
    names = sorted(paths)
    require(names[-1] in here, names[-1] + ": expected the last segment in the folder, found it in the archive")
    entries = []
    for name in names:
        require(int(name[:20]) == len(entries), "%s: expected the segment of position %d" % (name, len(entries)))
        data = open(paths[name], "rb").read()
        entries += segment(name, data, len(entries), name == names[-1])
    least = acknowledged(os.path.join(folder, "acknowledged"))
    require(len(entries) >= least, "expected at least the %d acknowledged entries, found %d" % (least, len(entries)))
    return entries


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def check_entry(position, data, time_before):
    entry = json.loads(data)
    where = "entry %d: " % position
    require(canonical(entry) == data, where + "expected canonical JSON, found another spelling")
    require(sorted(entry) == ["envelope", "position", "time", "transactionId", "writes"], where + "other members")
    require(entry["position"] == position, where + "bears position %s" % entry["position"])
    require(entry["time"] >= time_before, where + "time runs backwards")
    payload = base64.b64decode(json.loads(base64.b64decode(entry["envelope"]))["payload"])
    require(hashlib.sha256(payload).hexdigest() == entry["transactionId"], where + "expected the payload's digest as id")
    keys = [write["key"] for write in entry["writes"]]
    require(keys == sorted(set(keys)), where + "expected writes in ascending order of keys")
    return entry


def log_root(leaves):
    if len(leaves) < 2:
        return leaves[0] if leaves else sha(b"")
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha(b"\1" + log_root(leaves[:split]) + log_root(leaves[split:]))


D = b"datapact/state/1"


def bit(key, index):
    return key[index // 8] >> 7 - index % 8 & 1


def state_root(pairs):
    if not pairs:
        return sha(D + b"\2")
    if len(pairs) == 1:
        return sha(D + b"\0" + pairs[0][0] + pairs[0][1])
    b = next(i for i in range(256) if bit(pairs[0][0], i) != bit(pairs[-1][0], i))
    left = [pair for pair in pairs if not bit(pair[0], b)]
    return sha(D + b"\1" + bytes([b]) + state_root(left) + state_root(pairs[len(left):]))


# Ed25519, RFC 8032 section 5.1.7, with plain integers.
P = 2 ** 255 - 19
Q = 2 ** 252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, P - 2, P) % P


def add(one, other):
    (x1, y1), (x2, y2) = one, other
    product = CURVE * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + product, P - 2, P) % P
    return x, (y1 * y2 + x1 * x2) * pow(1 - product, P - 2, P) % P


def times(factor, point):
    result = (0, 1)
    while factor:
        if factor & 1:
            result = add(result, point)
        point = add(point, point)
        factor >>= 1
    return result


def point(data):
    y = int.from_bytes(data, "little") & (1 << 255) - 1
    square = (y * y - 1) * pow(CURVE * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    require((x * x - square) % P == 0 and y < P, "expected a point of the curve")
    return (P - x if x & 1 != data[31] >> 7 else x), y


def ed25519(key, message, signature):
    base = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    s = int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    return s < Q and times(s, base) == add(point(signature[:32]), times(h, point(key)))


def handed_over(first, writes):
    """The keys, each with the number of entries from which on it signs, by the entries."""
    keys = [(0, first)]
    for position, entry in enumerate(writes):
        for write in entry:
            if position > 0 and write["key"] == "network/authority":
                keys.append((position + 1, base64.b64decode(json.loads(write["value"])["key"])))
    return keys


def signed_by(key, origin, text, signatures):
    key_id = sha(origin.encode() + b"\n\1" + key)[:4]
    signed = [base64.b64decode(line.split(" ")[2]) for line in signatures.splitlines() if line.split(" ")[1] == origin]
    return any(one[:4] == key_id and ed25519(key, text.encode(), one[4:]) for one in signed)


def check_checkpoint(note, keys, leaves, writes):
    text, signatures = note.rsplit("\n\n", 1)
    text += "\n"
    origin, size, root, state, *more = text.splitlines()
    size = int(size)
    former = [key for since, key in keys if since < size][-1]
    following = [key for since, key in keys if since == size and size > 0]
    for key in [former] + following:
        require(signed_by(key, origin, text, signatures), "expected a checkpoint signed by the log's key")
    named = ["datapact/log-key/1 " + base64.b64encode(key).decode() for key in following]
    require(more == named, "expected the checkpoint to name the next key exactly where it hands over")
    require(size <= len(leaves), "the checkpoint covers %s entries, found %d" % (size, len(leaves)))
    require(base64.b64decode(root) == log_root(leaves[:size]), "the checkpoint's root is not that of the entries")
    expected = "datapact/state/1 " + base64.b64encode(state_root(after(writes[:size]))).decode()
    require(state == expected, "the checkpoint's state root is not that of the state")


def check_handovers(folder, keys, leaves, writes):
    names = sorted(name for name in os.listdir(folder) if re.fullmatch("[0-9]{20}[.]handover", name))
    due = ["%020d.handover" % since for since, _ in keys[1:]]
    require(names in (due, due[:-1]), "expected the handovers %s, found %s" % (due, names))
    for name in names:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            note = file.read()
        require(note.splitlines()[1] == str(int(name[:20])), name + ": expected a checkpoint over as many entries")
        check_checkpoint(note, keys, leaves, writes)


def check_snapshot(data, keys, leaves, writes):
    require(data[:8] == b"DPSNAP01", "snapshot: expected DPSNAP01 at the beginning, found something else")
    require(crc32c(data[:-4]) == int.from_bytes(data[-4:], "big"), "snapshot: the checksum does not hold")
    count, n = struct.unpack(">QI", data[16:28])
    note = data[28:28 + n].decode()
    check_checkpoint(note, keys, leaves, writes)
    at, state, before = 28 + n, [], ""
    for _ in range(count):
        name_length, position, value_length = struct.unpack(">IQI", data[at:at + 16])
        at += 16
        name, value = data[at:at + name_length], data[at + name_length:at + name_length + value_length]
        at += name_length + value_length
        require(before < name.decode(), "snapshot: expected keys in ascending order")
        require(name.decode() in (write["key"] for write in writes[position]), "snapshot: %s was not written at %d" % (name, position))
        before = name.decode()
        state.append((sha(name), sha(value)))
    require(at == len(data) - 4, "snapshot: expected nothing behind the last key")
    expected = "datapact/state/1 " + base64.b64encode(state_root(sorted(state))).decode()
    require(note.splitlines()[3] == expected, "snapshot: the state is not the one that its checkpoint commits to")


def check_leaves(data, leaves, size):
    require(len(data) >= 32 * size, "leaves: expected at least %d hashes, found %d bytes" % (size, len(data)))
    require(data[:32 * size] == b"".join(leaves[:size]), "leaves: the hashes are not those of the entries")


def after(writes):
    state = {}
    for write in (write for entry in writes for write in entry):
        if "value" in write:
            state[write["key"]] = write["value"]
        else:
            state.pop(write["key"], None)
    return sorted((sha(key.encode()), sha(value.encode())) for key, value in state.items())


def main(arguments):
    entries = read_folder(arguments[0])
    time, writes = 0, []
    for position, data in enumerate(entries):
        entry = check_entry(position, data, time)
        time = entry["time"]
        writes.append(entry["writes"])
    leaves = [sha(b"\0" + data) for data in entries]
    if len(arguments) == 3:
        keys = handed_over(bytes.fromhex(arguments[2]), writes)
        check_handovers(arguments[0], keys, leaves, writes)
        with open(arguments[1], encoding="utf-8") as file:
            check_checkpoint(file.read(), keys, leaves, writes)
        snapshot = os.path.join(arguments[0], "snapshot")
        if os.path.exists(snapshot):
            with open(snapshot, "rb") as file:
                data = file.read()
            check_snapshot(data, keys, leaves, writes)
            hashes = os.path.join(arguments[0], "leaves")
            if os.path.exists(hashes):
                with open(hashes, "rb") as file:
                    check_leaves(file.read(), leaves, int(data[28:].split(b"\n")[1]))
    print(len(entries), log_root(leaves).hex(), state_root(after(writes)).hex())


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Bad as bad:
        print("verify_log: %s" % bad)
        sys.exit(1)
