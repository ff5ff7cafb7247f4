package io.datapact.ledger.host;

import io.datapact.ledger.chain.ChainInvalidException;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.local.LogKey;
import io.datapact.ledger.log.FolderInUseException;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogWriteException;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.pki.key.KeyFileException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The program that hosts an embedded ledger.
 *
 * <pre>
 * ledger-host key --out FILE      makes the log's key and prints its public half for the genesis
 * ledger-host init --home DIR     begins the chain of the genesis that the settings name
 * ledger-host --home DIR          serves it until SIGTERM
 * ledger-host archive CHAIN       moves segments behind the snapshot into the chain's folder archive; it may be served
 * ledger-host verify CHAIN        reads every entry, archived ones too; it must not be served
 *
 * CHAIN: --home DIR of a host, or --chain FOLDER --genesis FILE for a member's replica
 * </pre>
 *
 * <p>Settings are described at {@link HostConfiguration}. Exit codes: 0 done, 2 wrong usage or settings, 3 the ledger
 * cannot be used. Prints events to standard output, one a line; the line {@code ledger ready port=…} comes when clients
 * can connect.
 */
public final class LedgerHost {
    private static final int DONE = 0;
    private static final int WRONG_USAGE = 2;
    private static final int UNUSABLE = 3;
    private static final String USAGE = "usage: ledger-host [init] --home DIR | ledger-host key --out FILE"
            + " | ledger-host archive|verify --home DIR | ledger-host archive|verify --chain FOLDER --genesis FILE";

    private final PrintStream out;
    private final PrintStream err;

    LedgerHost(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the program. */
    public static void main(String[] args) {
        int code = new LedgerHost(System.out, System.err).run(List.of(args));
        System.out.flush();
        System.exit(code);
    }

    int run(List<String> args) {
        try {
            return dispatch(args);
        } catch (IllegalArgumentException | KeyFileException e) {
            err.println("ledger-host: " + e.getMessage());
            return WRONG_USAGE;
        } catch (LedgerUnavailableException
                | ChainInvalidException
                | LogDamagedException
                | LogWriteException
                | FolderInUseException
                | UncheckedIOException e) {
            err.println("ledger-host: " + e.getMessage());
            return UNUSABLE;
        }
    }

    private int dispatch(List<String> args) {
        if (args.size() == 3 && args.subList(0, 2).equals(List.of("key", "--out"))) {
            out.println(LogKey.generate(Path.of(args.get(2))));
            return DONE;
        }
        if (args.size() == 3 && args.subList(0, 2).equals(List.of("init", "--home"))) {
            return init(Path.of(args.get(2)));
        }
        if (args.size() == 2 && args.getFirst().equals("--home")) {
            return serve(Path.of(args.get(1)));
        }
        if (args.size() >= 3 && List.of("archive", "verify").contains(args.getFirst())) {
            KeptChain chain = KeptChain.of(args.subList(1, args.size()), USAGE);
            out.println(args.getFirst().equals("archive") ? chain.archive() : chain.verify());
            return DONE;
        }
        throw new IllegalArgumentException(USAGE);
    }

    private int init(Path home) {
        HostConfiguration configuration = HostConfiguration.read(home);
        HostFiles files = HostFiles.read(configuration);
        LogKey.load(configuration.logKey(), files.genesis().logKey());
        LocalLedger.initialise(configuration.chain(), files.genesis());
        out.println("ledger begun network=" + files.genesis().network());
        return DONE;
    }

    private int serve(Path home) {
        HostConfiguration configuration = HostConfiguration.read(home);
        try (HostProcess host = HostProcess.start(home, configuration, MarkedCrash.ofProcess(out), out)) {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(host::close));
            host.awaitEnd();
            return DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DONE;
        }
    }
}
