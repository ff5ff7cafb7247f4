package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.AskReady;
import io.datapact.contract.run.Ready;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.identity.CommandSigner;
import io.datapact.node.testing.TestConsortium;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** telco-b's node asked by bank-a, who does not want to start anything. */
@Timeout(60)
class ReadyAbuseTest {
    private static final byte[] DAMAGED = "a body that was lost".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path home;

    private TestConsortium consortium;
    private TaskManifest first;
    private TaskManifest second;
    private ReadyDesk desk;

    @BeforeEach
    void propose_two_tasks_on_the_same_datasets() throws Exception {
        consortium = new TestConsortium(home);
        consortium.register();
        first = consortium.propose("bank-a/2026-000001");
        second = consortium.propose("bank-a/2026-000002", 2);
        desk = new ReadyDesk(
                consortium.node("telco-b").signer(Role.NODE),
                new CommandSigner(first.network(), consortium.clock(), new SecureRandom()));
    }

    @AfterEach
    void stop_nodes() {
        consortium.close();
    }

    @Test
    void fetches_no_body_for_a_start_that_the_rules_do_not_allow() throws Exception {
        loseBody();
        assertThat(refusal(ask("bank-a", first))).isEqualTo(Reason.APPROVAL_MISSING);
        assertThat(consortium.node("telco-b").store().body(first.task())).contains(DAMAGED);
        consortium.approveAndFund(first);
        loseBody();
        assertThat(ask("bank-a", first)).isInstanceOf(ReadyAnswer.Given.class);
        assertThat(consortium.node("telco-b").store().body(first.task())).isNotEqualTo(Optional.of(DAMAGED));
    }

    @Test
    void a_dataset_comes_free_for_another_start_though_the_holder_comes_back_all_the_time() throws Exception {
        consortium.approveAndFund(first);
        consortium.approveAndFund(second);
        assertThat(ask("bank-a", first)).isInstanceOf(ReadyAnswer.Given.class);
        consortium.clock().advance(Ready.MAXIMUM_AGE_MILLIS / 2);
        assertThat(ask("bank-a", first)).isInstanceOf(ReadyAnswer.Given.class);
        assertThat(refusal(ask("telco-b", second))).isEqualTo(Reason.PARTY_NOT_READY);
        consortium.clock().advance(Ready.MAXIMUM_AGE_MILLIS / 2 + 1);
        assertThat(ask("bank-a", first)).isInstanceOf(ReadyAnswer.Given.class);
        assertThat(ask("telco-b", second)).isInstanceOf(ReadyAnswer.Given.class);
        assertThat(refusal(ask("bank-a", first))).isEqualTo(Reason.PARTY_NOT_READY);
    }

    @Test
    void an_asker_whose_hold_went_unused_holds_nothing_for_a_while_under_any_task() {
        assertThat(reserve("bank-a", first, 0)).isEmpty();
        for (long now = Ready.MAXIMUM_AGE_MILLIS + 1; now < ReadyDesk.REST_MILLIS; now += 10_000) {
            assertThat(reserve("bank-a", first, now)).isEmpty();
            assertThat(reserve("bank-a", second, now)).isEmpty();
        }
        long over = Ready.MAXIMUM_AGE_MILLIS + ReadyDesk.REST_MILLIS + 1;
        assertThat(reserve("bank-a", first, over)).isEmpty();
        assertThat(reserve("bank-a", second, over + 1)).contains(Reason.PARTY_NOT_READY);
    }

    @Test
    void a_rest_is_the_askers_alone_and_ends_with_a_start_of_its_run() {
        assertThat(reserve("bank-a", first, 0)).isEmpty();
        long later = Ready.MAXIMUM_AGE_MILLIS + 1;
        assertThat(reserve("clearing-c", second, later)).isEmpty();
        assertThat(reserve("bank-a", first, later)).contains(Reason.PARTY_NOT_READY);
        desk.started(new RunId(second.task(), 1));
        desk.started(new RunId(first.task(), 1));
        assertThat(reserve("bank-a", first, later)).isEmpty();
        assertThat(reserve("clearing-c", second, later)).contains(Reason.PARTY_NOT_READY);
    }

    @Test
    void looking_for_a_collision_holds_nothing() {
        Task task = task(first);
        assertThat(desk.collision(question("bank-a", first), task, 0)).isEmpty();
        assertThat(reserve("clearing-c", second, 0)).isEmpty();
        assertThat(desk.collision(question("bank-a", first), task, 0)).isPresent();
    }

    /** Damages telco-b's copy of the first task's body, once the proposer's post has come. */
    private void loseBody() throws InterruptedException {
        Waiting.until(
                consortium,
                new RunId(first.task(), 1),
                () -> consortium.node("telco-b").store().body(first.task()).isPresent());
        consortium.node("telco-b").store().putBody(first.task(), DAMAGED);
    }

    private Optional<Reason> reserve(String asker, TaskManifest manifest, long now) {
        return desk.reserve(question(asker, manifest), task(manifest), now).map(Refusal::reason);
    }

    private Task task(TaskManifest manifest) {
        return Waiting.state(consortium).read(TaskKeys.task(manifest.task())).orElseThrow();
    }

    private AskReady question(String asker, TaskManifest manifest) {
        RunId run = new RunId(manifest.task(), 1);
        return consortium
                .fixture()
                .askReady(asker, run, manifest.digest(), consortium.clock().millis());
    }

    private ReadyAnswer ask(String asker, TaskManifest manifest) throws InterruptedException {
        Bytes signed = consortium
                .fixture()
                .message(consortium.fixture().identity(asker, Role.NODE), question(asker, manifest));
        return consortium.node("telco-b").core().runs().ready().answer(new NodeId(asker + "/1"), signed.toBytes());
    }

    private static Reason refusal(ReadyAnswer answer) {
        return ((ReadyAnswer.Denied) answer).refusal().reason();
    }
}
