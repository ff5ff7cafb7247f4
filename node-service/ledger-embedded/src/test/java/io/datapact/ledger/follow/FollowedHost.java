package io.datapact.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.chain.EntryCheck;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.testing.LedgerHome;
import io.datapact.ledger.verify.CommandVerification;
import io.datapact.ledger.wire.FollowReply;
import io.datapact.node.ledger.LedgerCommands;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.SubmitOutcome;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A host with the log's own key, and a follower that has three of its six entries. */
abstract class FollowedHost {
    static final int KNOWN = 3;
    static final int ALL = 6;

    @TempDir
    Path root;

    final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    final LedgerCommands commands = new LedgerCommands(fixture);
    final ForgedMessages forged = new ForgedMessages(fixture.logSigner());
    InstantSource clock = InstantSource.system();
    List<LogEntry> honest = List.of();
    Chain chain;
    CheckpointFile file;
    HostMessages messages;

    @BeforeEach
    void follow_an_honest_host_first() {
        try (LocalLedger ledger =
                LedgerHome.begun(root.resolve("host"), fixture).open()) {
            assertThat(ledger.submit(commands.registration(Role.APPROVER))).isInstanceOf(SubmitOutcome.Committed.class);
            while (ledger.chain().head().size() < ALL) {
                ledger.submit(commands.dataset());
            }
            List<LogEntry> entries = new ArrayList<>();
            for (int i = 0; i < ALL; i++) {
                entries.add(ledger.chain().update(i).entry());
            }
            honest = List.copyOf(entries);
        }
        open();
        assertThat(messages.accept(forged.of(honest.subList(0, KNOWN), 1))).isEqualTo(KNOWN);
    }

    @AfterEach
    void close_follower() {
        chain.close();
    }

    void setClock(long millis) {
        clock = InstantSource.fixed(Instant.ofEpochMilli(millis));
        messages = new HostMessages(chain, file, clock);
    }

    void open() {
        chain = openChain("follower/chain");
        file = new CheckpointFile(root.resolve("follower"), LogDisk.real());
        messages = new HostMessages(chain, file, clock);
    }

    /** The chain of a folder. */
    Chain openChain(String folder) {
        CommandVerification verification = new CommandVerification();
        EntryCheck check = new EntryCheck(GenesisEntry.of(fixture.genesis()), verification.rules());
        return Chain.open(root.resolve(folder), check, LogDisk.real(), verification);
    }

    /** The message is refused for the reason, and nothing of it shows; the follower is opened anew for the next one. */
    void assertCaught(FollowReply message, String why) {
        assertThatThrownBy(() -> messages.accept(message))
                .isInstanceOf(LedgerDivergedException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("nothing of it was applied");
        assertThat(chain.head().size()).isEqualTo(KNOWN);
        assertThat(chain.log().size()).isEqualTo(KNOWN);
        chain.close();
        open();
        assertThat(chain.head().root()).isEqualTo(ForgedMessages.root(honest.subList(0, KNOWN)));
    }
}
