package io.datapact.node.app;

import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.node.NodeCore;
import io.datapact.node.algorithm.Algorithms;
import io.datapact.node.app.access.Tokens;
import io.datapact.node.app.assembly.AssembledNode;
import io.datapact.node.app.assembly.PeerBook;
import io.datapact.node.app.audit.HeldEvidence;
import io.datapact.node.app.audit.LedgerHistory;
import io.datapact.node.app.audit.TaskCheckpoints;
import io.datapact.node.app.dataset.DataFolder;
import io.datapact.node.app.health.DatabaseHealth;
import io.datapact.node.app.health.EvidenceHealth;
import io.datapact.node.app.health.LedgerHealth;
import io.datapact.node.app.health.NodeMetrics;
import io.datapact.node.app.log.OperatorMessages;
import io.datapact.node.app.run.RunViews;
import io.datapact.node.app.server.ServerIdentity;
import io.datapact.node.app.task.TaskViews;
import io.datapact.node.app.web.Answers;
import io.datapact.node.dataset.Datasets;
import io.datapact.node.follow.LedgerFollower;
import io.datapact.node.history.Checkpoints;
import io.datapact.node.history.Cosigners;
import io.datapact.node.identity.Keyring;
import io.datapact.node.member.Certificates;
import io.datapact.node.run.ResultFolder;
import io.datapact.node.run.RunStarter;
import io.datapact.node.settlement.Purse;
import io.datapact.node.task.ApprovalInbox;
import io.datapact.node.task.Approvals;
import io.datapact.node.task.Proposals;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.springframework.context.support.GenericApplicationContext;

/** What controllers and indicators are given: the parts of the assembled node, one bean each. */
record NodeBeans(AssembledNode node, Tokens tokens, OperatorMessages messages, InstantSource clock, SecureRandom random)
        implements Consumer<GenericApplicationContext> {
    @Override
    public void accept(GenericApplicationContext context) {
        server(context);
        useCases(context);
        views(context);
        health(context);
    }

    private void server(GenericApplicationContext context) {
        bean(context, Tokens.class, tokens);
        bean(context, OperatorMessages.class, messages);
        bean(context, ServerIdentity.class, new ServerIdentity(node.parts().tls(), random));
        bean(context, Answers.class, new Answers(messages));
        bean(context, SecureRandom.class, random);
        bean(context, LedgerFollower.class, node.parts().core().follower());
    }

    private void useCases(GenericApplicationContext context) {
        AssembledNode.Parts parts = node.parts();
        NodeCore.UseCases cases = parts.core().useCases();
        bean(context, Keyring.class, parts.keys());
        bean(context, PeerBook.class, parts.peers());
        bean(context, Certificates.class, cases.certificates());
        bean(context, Datasets.class, cases.datasets());
        bean(context, Algorithms.class, cases.algorithms());
        bean(context, Proposals.class, cases.proposals());
        bean(context, ApprovalInbox.class, cases.inbox());
        bean(context, Approvals.class, cases.approvals());
        bean(context, Purse.class, cases.purse());
        bean(context, RunStarter.class, parts.core().runs().starter());
        bean(context, ResultFolder.class, parts.folders().results());
        bean(
                context,
                DataFolder.class,
                new DataFolder(
                        parts.configuration().data(), parts.configuration().anyFile()));
    }

    private void views(GenericApplicationContext context) {
        AssembledNode.Parts parts = node.parts();
        RunViews runs =
                new RunViews(parts.ledger().replica(), parts.core().runs().engine(), clock);
        bean(context, RunViews.class, runs);
        bean(
                context,
                TaskViews.class,
                new TaskViews(parts.ledger().replica(), parts.core().useCases().tasks(), runs, clock));
        bean(
                context,
                LedgerHistory.class,
                new LedgerHistory(
                        parts.ledger(),
                        parts.ledger().replica(),
                        parts.ledger().chain()::stateDigest,
                        GenesisEntry.KIND,
                        parts.core().checkpoints()::cosigned));
        bean(context, Checkpoints.class, parts.core().checkpoints());
        bean(context, Cosigners.class, parts.core().cosigners());
        bean(
                context,
                TaskCheckpoints.class,
                new TaskCheckpoints(parts.ledger().replica(), parts.core().checkpoints()));
        bean(
                context,
                HeldEvidence.class,
                new HeldEvidence(
                        parts.configuration().member(),
                        parts.ledger().replica(),
                        parts.folders().evidence(),
                        parts.folders().peerEvidence()));
    }

    private void health(GenericApplicationContext context) {
        AssembledNode.Parts parts = node.parts();
        context.registerBean(
                "ledgerHealthIndicator",
                LedgerHealth.class,
                () -> new LedgerHealth(
                        parts.ledger(), parts.core().follower(), parts.folders().forks()));
        context.registerBean(
                "databaseHealthIndicator", DatabaseHealth.class, () -> new DatabaseHealth(parts.database()));
        context.registerBean(
                "evidenceHealthIndicator",
                EvidenceHealth.class,
                () -> new EvidenceHealth(
                        parts.configuration().home().evidence(),
                        () -> parts.core().runs().damagedRefusals()));
        bean(context, NodeMetrics.class, new NodeMetrics(parts.ledger(), parts.core()));
    }

    /** Registers a part whose closing is not the context's. */
    private static <T> void bean(GenericApplicationContext context, Class<T> type, T part) {
        context.registerBean(type, () -> part, definition -> definition.setDestroyMethodName(""));
    }
}
