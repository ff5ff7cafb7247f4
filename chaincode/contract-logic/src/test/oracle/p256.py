"""ECDSA over P-256 with SHA-256 (FIPS 186-5, SEC 1), keys and nonces out of a seed: for vectors only."""

import hashlib

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)
SPKI_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")


def add(a, b):
    """Sum of two points, None being the point at infinity."""
    if a is None or b is None:
        return b if a is None else a
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def times(k, point):
    found = None
    for bit in bin(k)[2:]:
        found = add(found, found)
        if bit == "1":
            found = add(found, point)
    return found


def hashed(*parts):
    return int.from_bytes(hashlib.sha256(b"".join(parts)).digest(), "big")


def integer(value):
    """A positive INTEGER of DER."""
    body = value.to_bytes(value.bit_length() // 8 + 1, "big")
    return b"\x02" + bytes([len(body)]) + body


class Key:
    """A key pair of a name."""

    def __init__(self, name):
        self.secret = hashed(b"private key ", name.encode()) % (N - 1) + 1
        x, y = times(self.secret, G)
        self.spki = SPKI_HEAD + x.to_bytes(32, "big") + y.to_bytes(32, "big")

    def sign(self, message, low=True):
        """A signature in strict DER; of the two that hold the one of low S, or the other."""
        k = hashed(b"nonce ", self.secret.to_bytes(32, "big"), message) % (N - 1) + 1
        r = times(k, G)[0] % N
        s = pow(k, -1, N) * (hashed(message) + r * self.secret) % N
        body = integer(r) + integer(s if (s <= N // 2) == low else N - s)
        return b"\x30" + bytes([len(body)]) + body


def read(signature):
    """(r, s) of a signature that sign() could have made, or None."""
    try:
        second = 4 + signature[3]
        r = int.from_bytes(signature[4:second], "big")
        s = int.from_bytes(signature[second + 2:], "big")
        body = integer(r) + integer(s)
        whole = b"\x30" + bytes([len(body)]) + body
        return (r, s) if whole == signature and 0 < r < N and 0 < s < N else None
    except IndexError:
        return None


def verifies(spki, message, signature, any_s=False):
    pair = read(signature)
    if pair is None or not spki.startswith(SPKI_HEAD) or len(spki) != 91:
        return False
    r, s = pair
    if s > N // 2 and not any_s:
        return False
    public = int.from_bytes(spki[27:59], "big"), int.from_bytes(spki[59:], "big")
    w = pow(s, -1, N)
    point = add(times(hashed(message) * w % N, G), times(r * w % N, public))
    return point is not None and point[0] % N == r
