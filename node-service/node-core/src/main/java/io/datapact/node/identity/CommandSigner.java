package io.datapact.node.identity;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.Header;
import io.datapact.contract.id.Digest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;

/** Makes signed commands of one network: fresh nonce, short validity. Safe for several threads. */
public final class CommandSigner {
    /** How long a command stays valid, in millis: the rule book's default, and its most for StartRun. */
    public static final long VALIDITY_MILLIS = Header.START_VALIDITY_MILLIS;

    /** How much of the validity is left aside for clocks that differ, in millis. */
    private static final long CLOCK_MARGIN_MILLIS = 90_000;

    private static final int NONCE_BYTES = 16;

    private final Digest network;
    private final InstantSource clock;
    private final SecureRandom random;

    /**
     * Signs for a network.
     *
     * @param network digest of its genesis record
     */
    public CommandSigner(Digest network, InstantSource clock, SecureRandom random) {
        this.network = network;
        this.clock = clock;
        this.random = random;
    }

    /** The network that commands are signed for. */
    public Digest network() {
        return network;
    }

    /** A signed command; signing the same command again gives another one. */
    public Dsse.Envelope sign(Signer signer, Command command) {
        Header header = new Header(
                network,
                signer.certificate(),
                signer.role(),
                nonce(),
                clock.millis() + VALIDITY_MILLIS - CLOCK_MARGIN_MILLIS);
        return DsseSigner.sign(signer, Dsse.COMMAND, CommandCodec.encode(new CommandPayload(header, command)));
    }

    /** Sixteen random bytes in hexadecimal. */
    public String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
