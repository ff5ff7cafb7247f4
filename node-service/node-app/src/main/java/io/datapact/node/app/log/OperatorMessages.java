package io.datapact.node.app.log;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every line that this program writes for its operator. */
public final class OperatorMessages {
    private static final Logger LOG = LoggerFactory.getLogger("datapact.node");

    /** The node begins to start. */
    public void starting(NodeId node, String home) {
        LOG.info("node {} starts in {}", node, home);
    }

    /** The node serves. */
    public void ready(NodeId node, int port, int peerPort, Digest network) {
        LOG.info("node {} ready port={} peerPort={} network={}", node, port, peerPort, network);
    }

    /** The node ends. */
    public void stopping(NodeId node) {
        LOG.info("node {} stops", node);
    }

    /** The node cannot start. */
    public void cannotStart(String sentence) {
        LOG.error("the node cannot start: {}", sentence);
    }

    /** A command was handed in. */
    public void command(String command, String outcome, String reason, Digest digest, long position) {
        LOG.info("command {} {} {} digest={} position={}", command, outcome, reason, digest, position);
    }

    /** Something was refused before a command was signed. */
    public void refused(String command, String reason) {
        LOG.info("command {} refused {} before it was signed", command, reason);
    }

    /** A run's stage changed at this node. */
    public void stage(String run, String stage, String cause) {
        if (cause.isEmpty()) {
            LOG.info("run {} {}", run, stage);
        } else {
            LOG.warn("run {} {} cause={}", run, stage, cause);
        }
    }

    /** The address of another member's node was set. */
    public void peer(MemberId member, String address) {
        LOG.info("peer {} is at {}", member, address);
    }

    /** A result left the node through its interface. */
    public void resultRead(String run, String output) {
        LOG.info("result of run {} output {} was read", run, output);
    }

    /** Somebody exported evidence. */
    public void exported(String task, int files) {
        LOG.info("evidence of task {} was exported, {} files", task, files);
    }

    /** A bundle was sealed in this node's name. */
    public void sealed(Digest manifest) {
        LOG.info("bundle with manifest {} was sealed", manifest);
    }

    /** The ledger's follower stopped for good. */
    public void ledgerStopped(String why) {
        LOG.error("following the ledger stopped: {}", why);
    }

    /** A request failed here. */
    public void failed(String incident, Throwable failure) {
        LOG.error("incident {}: {}", incident, Failures.describe(failure));
    }
}
