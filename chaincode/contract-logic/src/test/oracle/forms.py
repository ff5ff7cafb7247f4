"""Bytes and times that the oracle shares: canonical JSON, digests, toy signatures, keys."""

import base64
import hashlib
import json

T0 = 1_790_009_600_000
SECOND = 1_000
DAY = 86_400_000
COMMAND = "application/vnd.datapact.command+json"
MESSAGE = "application/vnd.datapact.message+json"


def canonical(value):
    """RFC 8785 for the narrow kind used here: ASCII names, no floats."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(content):
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def b64(content):
    return base64.b64encode(content.encode() if isinstance(content, str) else content).decode()


def unb64(text):
    return base64.b64decode(text)


def number(n):
    return "%06d" % n


def signed_bytes(payload_type, payload):
    kind = payload_type.encode()
    return b"DSSEv1 %d %s %d " % (len(kind), kind, len(payload)) + payload


def toy_signature(spki, message):
    """The vectors' stand-in for ECDSA: DER of (r, 1), r from SHA-256(SPKI || message)."""
    r = bytearray(hashlib.sha256(unb64(spki) + message).digest()[:16])
    r[0] = (r[0] & 0x3F) | 0x40
    return b"\x30\x15\x02\x10" + bytes(r) + b"\x02\x01\x01"


def envelope(payload_type, payload, spki):
    message = signed_bytes(payload_type, payload)
    return canonical({
        "payload": b64(payload),
        "payloadType": payload_type,
        "signatures": [{"keyid": "", "sig": b64(toy_signature(spki, message))}],
    }).encode()


def open_envelope(text):
    """(payload type, payload bytes, signature) of an envelope in base64, or None where it is none."""
    try:
        read = json.loads(unb64(text))
        return read["payloadType"], unb64(read["payload"]), unb64(read["signatures"][0]["sig"])
    except (ValueError, KeyError, IndexError, TypeError):
        return None


def verifies(spki, payload_type, payload, signature):
    return toy_signature(spki, signed_bytes(payload_type, payload)) == signature


def covers(code, other):
    return other == code or other.startswith(code + "/")


def owner(name):
    return name.split("/")[0]


def run_path(run):
    return run["task"] + "/" + number(run["run"])


def spent_of(usage):
    """(uses, epsilon) of a usage record, or nothing spent."""
    return (usage["uses"], usage["epsilonMicros"]) if usage else (0, 0)
