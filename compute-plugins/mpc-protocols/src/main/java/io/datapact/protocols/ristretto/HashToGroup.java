package io.datapact.protocols.ristretto;

/**
 * The suite ristretto255_XMD:SHA-512_R255MAP_RO_ (RFC 9380, appendix B): a random oracle into the group, for one
 * domain. One thread at a time.
 */
public final class HashToGroup {
    private final ExpandMessage expand;

    /**
     * For one domain separation tag.
     *
     * @param domain 1 to 255 bytes, unique to protocol and version; copied
     */
    public HashToGroup(byte[] domain) {
        expand = new ExpandMessage(domain);
    }

    /**
     * The element of a message.
     *
     * @param message any bytes; read only
     * @return an element whose discrete logarithm nobody knows
     */
    public RistrettoElement hash(byte[] message) {
        return RistrettoElement.fromUniform(expand.expand(message, RistrettoElement.UNIFORM_BYTES));
    }
}
