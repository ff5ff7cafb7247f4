package io.datapact.ledger.host;

import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.chain.ChainArchive;
import io.datapact.ledger.chain.EntryCheck;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.chain.Head;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.verify.CommandVerification;
import io.datapact.node.ledger.LedgerUnavailableException;
import java.nio.file.Path;
import java.util.List;

/** The chain of a host or of a member's replica, as an operator keeps it. */
record KeptChain(Path folder, GenesisEntry genesis) {
    /** By {@code --home DIR}, or {@code --chain FOLDER --genesis FILE}. */
    static KeptChain of(List<String> args, String usage) {
        if (args.size() == 2 && args.getFirst().equals("--home")) {
            HostConfiguration configuration = HostConfiguration.read(Path.of(args.get(1)));
            return new KeptChain(configuration.chain(), HostFiles.genesis(configuration.genesis()));
        }
        if (args.size() == 4 && args.getFirst().equals("--chain") && args.get(2).equals("--genesis")) {
            return new KeptChain(Path.of(args.get(1)), HostFiles.genesis(Path.of(args.get(3))));
        }
        throw new IllegalArgumentException(usage);
    }

    /** Moves segments behind the snapshot into the archive; says what was moved. */
    String archive() {
        requireChain();
        ChainArchive.Archived done = new ChainArchive(folder, genesis.logKey(), LogDisk.real()).run();
        return "ledger archived segments=" + done.moved().size() + " snapshot=" + done.snapshot() + " archive="
                + done.archive();
    }

    /** Reads every entry and compares it with its hash; says what was found. */
    String verify() {
        requireChain();
        CommandVerification verification = new CommandVerification();
        EntryCheck check = new EntryCheck(genesis, verification.rules());
        try (Chain chain = Chain.open(folder, check, LogDisk.real(), verification)) {
            Head head = chain.head();
            for (long position = 0; position < head.size(); position++) {
                chain.entryBytes(position);
            }
            return "ledger verified entries=" + head.size() + " root=" + head.root()
                    + chain.snapshots()
                            .refused()
                            .map(why -> " snapshot-refused=" + why)
                            .orElse("");
        }
    }

    private void requireChain() {
        if (!Chain.exists(folder, LogDisk.real())) {
            throw new LedgerUnavailableException("expected a ledger in " + folder + ", found none");
        }
    }
}
