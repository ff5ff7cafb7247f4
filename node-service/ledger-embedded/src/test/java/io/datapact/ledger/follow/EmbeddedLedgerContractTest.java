package io.datapact.ledger.follow;

import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.testing.ServedLedger;
import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.LedgerContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedLedgerContractTest extends LedgerContract {
    @TempDir
    private Path folder;

    private final List<ServedLedger> hosts = new ArrayList<>();

    @Override
    protected Ledger open(ConsortiumFixture fixture) {
        ServedLedger host = ServedLedger.begun(folder.resolve("host"), fixture);
        hosts.add(host);
        return host.follower(folder.resolve("follower"), "bank-a");
    }

    @AfterEach
    void close_host() {
        hosts.forEach(ServedLedger::close);
    }
}
