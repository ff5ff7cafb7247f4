package io.datapact.node.evidence;

import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;

/** Port: hands this node's evidence about a task to the other parties, so that each holds all chains. */
@FunctionalInterface
public interface EvidencePost {
    /**
     * Gives a node one file; giving it again changes nothing.
     *
     * @return whether it has it now; false may be tried again
     */
    boolean deliver(NodeId to, TaskId task, EvidenceFile file);
}
