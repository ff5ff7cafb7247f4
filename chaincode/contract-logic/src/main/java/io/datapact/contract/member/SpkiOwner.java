package io.datapact.contract.member;

import io.datapact.contract.id.Digest;

/** Index row {@code spki/<sha256>}: the certificate that took a public key; no key serves twice. */
public record SpkiOwner(Digest certificate) {}
