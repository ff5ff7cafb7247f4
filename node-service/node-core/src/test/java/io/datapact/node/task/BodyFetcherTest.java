package io.datapact.node.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.testing.MemoryNodeStore;
import io.datapact.pki.cms.CmsEnvelopes;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BodyFetcherTest {
    private final List<Object> asked = new ArrayList<>();
    private final TaskManifest manifest =
            ConsortiumFixture.withoutSignatures().aTask().build();
    private final BodyFetcher fetcher = new BodyFetcher(
            new NodeId("telco-b/1"),
            new BodyBox(new MemoryNodeStore(), anything -> Optional.empty(), new CmsEnvelopes(new SecureRandom())),
            peers());

    @Test
    void others_are_asked_once_in_a_while_however_often_one_comes_back() {
        for (int ask = 0; ask < 50; ask++) {
            assertThat(fetcher.ensureSparingly(manifest, 1_000 + ask)).isFalse();
        }
        assertThat(asked).hasSize(2);
        assertThat(fetcher.ensureSparingly(manifest, 1_000 + BodyFetcher.PAUSE_MILLIS))
                .isFalse();
        assertThat(asked).hasSize(4);
    }

    @Test
    void people_are_not_put_off() {
        fetcher.ensureSparingly(manifest, 1_000);
        assertThat(fetcher.ensure(manifest)).isFalse();
        assertThat(asked).hasSize(4);
    }

    @Test
    void the_pause_is_each_tasks_own() {
        TaskManifest other = ConsortiumFixture.withoutSignatures()
                .aTask()
                .task("bank-a/2026-000009")
                .build();
        fetcher.ensureSparingly(manifest, 1_000);
        fetcher.ensureSparingly(other, 1_000);
        assertThat(asked).containsExactly(manifest.task(), manifest.task(), other.task(), other.task());
    }

    /** Peers that have no body, and are asked for nothing else. */
    private PeerClient peers() {
        return (PeerClient) Proxy.newProxyInstance(
                BodyFetcherTest.class.getClassLoader(), new Class<?>[] {PeerClient.class}, (proxy, method, given) -> {
                    asked.add((TaskId) given[1]);
                    return new PeerAnswer.Refused("STATE_FORBIDS", method.getName());
                });
    }
}
