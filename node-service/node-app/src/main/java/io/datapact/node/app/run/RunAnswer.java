package io.datapact.node.app.run;

import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunState;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.OutcomeKind;
import java.util.List;
import java.util.Optional;

/**
 * How a run stands.
 *
 * @param state    on the ledger, the same at every node
 * @param stage    what this node is at
 * @param percent  0 to 100; 100 once this node has nothing left to do but to wait for the settlement
 * @param failure  code of what ended the run early, if something did
 * @param detail   a sentence about it
 * @param parties  what each party has put on the ledger
 * @param outcome  of the settlement, once it is written
 * @param postings who was paid what, once it is written
 * @param stuck    why this node cannot go on now, if it cannot
 */
public record RunAnswer(
        TaskId task,
        long run,
        RunState state,
        String stage,
        long percent,
        Optional<String> failure,
        Optional<String> detail,
        List<PartyAnswer> parties,
        Optional<OutcomeKind> outcome,
        Optional<List<Outcome.Posting>> postings,
        Optional<String> stuck) {
    /** What a party has put on the ledger. */
    public record PartyAnswer(NodeId node, boolean attested, boolean released, boolean received, boolean aborted) {}
}
