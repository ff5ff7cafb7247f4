"""Ed25519 signatures (RFC 8032, section 5.1), keys out of a seed: for vectors only."""

import hashlib

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def base_point():
    """y = 4/5 and its even x: x^2 = (y^2 - 1) / (d y^2 + 1), whose root is a power since P = 5 modulo 8."""
    y = 4 * pow(5, -1, P) % P
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    return (x if x % 2 == 0 else P - x), y


def add(a, b):
    """The sum of two points on the twisted Edwards curve; complete, so it doubles too."""
    product = D * a[0] * b[0] * a[1] * b[1] % P
    x = (a[0] * b[1] + b[0] * a[1]) * pow(1 + product, -1, P) % P
    return x, (a[1] * b[1] + a[0] * b[0]) * pow(1 - product, -1, P) % P


def times(k, point):
    found = (0, 1)
    for bit in bin(k)[2:]:
        found = add(found, found)
        if bit == "1":
            found = add(found, point)
    return found


def encoded(point):
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


def hashed(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little")


class Key:
    """A key pair of a name."""

    def __init__(self, name):
        seed = hashlib.sha256(b"log key " + name.encode()).digest()
        whole = hashlib.sha512(seed).digest()
        clamped = int.from_bytes(whole[:32], "little")
        self.scalar = clamped & (1 << 254) - 8 | 1 << 254
        self.prefix = whole[32:]
        self.public = encoded(times(self.scalar, base_point()))

    def sign(self, message):
        r = hashed(self.prefix, message) % L
        commitment = encoded(times(r, base_point()))
        s = (r + hashed(commitment, self.public, message) * self.scalar) % L
        return commitment + s.to_bytes(32, "little")
