"""X.509 certificates (RFC 5280) made for the vectors, each kept with what its maker knows of it."""

import datetime
import functools
import hashlib

import p256
from forms import DAY, T0, b64, canonical, digest

ECDSA_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")
OIDS = {"O": "55040a", "OU": "55040b", "CN": "550403"}
BASIC_CONSTRAINTS, KEY_USAGE, NAME_CONSTRAINTS = "551d13", "551d0f", "551d1e"
MADE = {}


@functools.lru_cache(maxsize=None)
def key(name):
    return p256.Key(name)


@functools.lru_cache(maxsize=None)
def signed_by(spki, message, signature):
    """Whether a key signed a certificate, whichever S."""
    return p256.verifies(spki, message, signature, any_s=True)


def der(tag, *parts):
    body = b"".join(parts)
    size = len(body)
    if size < 128:
        return bytes([tag, size]) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + body


def oid(text):
    return der(0x06, bytes.fromhex(text))


def name_of(pairs):
    return der(0x30, *[der(0x31, der(0x30, oid(OIDS[t]), der(0x0C, text.encode()))) for t, text in pairs])


def time_of(millis):
    moment = datetime.datetime.fromtimestamp(millis // 1000, datetime.timezone.utc)
    return der(0x17, moment.strftime("%y%m%d%H%M%SZ").encode())


def extension(named, value):
    return der(0x30, oid(named), der(0x01, b"\xff"), der(0x04, value))


class Made:
    """A certificate; `inside` bends what is signed, `bend` the whole, and who bends says that it is not sound."""

    def __init__(self, subject, pair, above=None, not_before=T0 - DAY, not_after=T0 + 365 * DAY, authority=False,
                 path=None, signs=True, signer=None, low=True, bend=None, inside=None, more=b"", sound=True):
        self.subject, self.key, self.above = subject, pair, above
        self.not_before, self.not_after = not_before, not_after
        self.authority, self.path, self.signs, self.sound = authority, path, signs, sound
        issuer = above or self
        usage = b"\x03\x02\x01\x06" if authority else b"\x03\x02\x07\x80" if signs else b"\x03\x02\x03\x08"
        constraints = der(0x30, *([b"\x01\x01\xff"] if authority else []),
                          *([der(0x02, bytes([path]))] if path is not None else []))
        serial = hashlib.sha256(repr((subject, pair.spki, not_before, not_after)).encode()).digest()[:8]
        self.tbs = der(
            0x30, b"\xa0\x03\x02\x01\x02", der(0x02, b"\x01" + serial), ECDSA_SHA256, name_of(issuer.subject),
            der(0x30, time_of(not_before), time_of(not_after)), name_of(subject), pair.spki,
            der(0xA3, der(0x30, extension(BASIC_CONSTRAINTS, constraints), extension(KEY_USAGE, usage), more)))
        self.tbs = inside(self.tbs) if inside else self.tbs
        self.signature = (signer or issuer.key).sign(self.tbs, low)
        whole = der(0x30, self.tbs, ECDSA_SHA256, der(0x03, b"\x00", self.signature))
        whole = bend(whole) if bend else whole
        self.text, self.digest = b64(whole), digest(whole)
        self.issuer = issuer.subject
        MADE[self.text] = self

    def chain(self):
        """Leaf first, without the root."""
        return [self.text] + (self.above.chain() if self.above and self.above.above else [])

    def spki(self):
        return b64(self.key.spki)


def authority(named, above=None, path=None, **changes):
    return Made((("CN", named),), key(named), above, authority=True, path=path, signs=False, **changes)


@functools.lru_cache(maxsize=None)
def root(member):
    """A member's root: one intermediate may stand below it."""
    return authority("root of " + member, path=1, not_after=T0 + 730 * DAY)


def leaf(member, role, handle, above=None, pair=None, **changes):
    subject = (("O", member), ("OU", role), ("CN", handle))
    return Made(subject, pair or key("%s/%s/%s" % (member, role, handle)), above or root(member), **changes)


def possession(made, network, member, role, pair=None, low=True):
    """What the subject's key signs at its registration."""
    return b64((pair or made.key).sign(possessed(made, network, member, role), low))


def possessed(made, network, member, role):
    return canonical({"type": "datapact/possession/1", "network": network, "member": member, "role": role,
                      "spki": digest(made.key.spki)}).encode()
