package io.datapact.contract.run;

import io.datapact.contract.id.Digest;
import java.math.BigInteger;

/** What a party exchanged with one peer; auditors compare the two sides. */
public record PeerTranscript(long peer, BigInteger bytesSent, Digest sent, BigInteger bytesReceived, Digest received) {}
