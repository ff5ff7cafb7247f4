package io.datapact.ledger.local;

import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.testing.LedgerHome;
import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.LedgerContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalLedgerContractTest extends LedgerContract {
    @TempDir
    private Path folder;

    @Override
    protected Ledger open(ConsortiumFixture fixture) {
        return LedgerHome.begun(folder.resolve("chain"), fixture).open();
    }
}
