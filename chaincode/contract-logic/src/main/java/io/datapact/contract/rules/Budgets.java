package io.datapact.contract.rules;

import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.dataset.Usage;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.run.Run;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.task.TaskInput;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a start charges to the lineages of its inputs, in all and in the period, summed per key. All versions of a
 * dataset, and all datasets derived from it, share what their root has left.
 */
final class Budgets {
    /** What a lineage will have spent, in all and in the period. */
    private record Spent(Usage total, Usage inPeriod) {
        Spent plus(long epsilonMicros) {
            return new Spent(total.plus(1, epsilonMicros), inPeriod.plus(1, epsilonMicros));
        }
    }

    private final List<InputTerms> inputs;
    private final long period;
    private final SortedMap<DatasetId, Spent> charged = new TreeMap<>();

    /** Adds one use and the epsilon of each input to what its lineage has spent; by the period of the policy in force. */
    Budgets(RuleContext context, List<InputTerms> inputs) {
        this.inputs = inputs;
        this.period = context.policy().periods().numberAt(context.time());
        for (InputTerms terms : inputs) {
            DatasetId root = terms.dataset().lineageRoot();
            Spent spent = charged.containsKey(root) ? charged.get(root) : spent(context, root);
            charged.put(root, spent.plus(terms.input().epsilonMicros()));
        }
    }

    private Spent spent(RuleContext context, DatasetId root) {
        return new Spent(usage(context, DatasetKeys.usage(root)), usage(context, DatasetKeys.usage(root, period)));
    }

    private static Usage usage(RuleContext context, StateKey<Usage> key) {
        return context.read(key).orElse(Usage.NONE);
    }

    /** Number of the period that is charged. */
    long period() {
        return period;
    }

    /** USES_EXHAUSTED. */
    void requireUses() {
        for (InputTerms terms : inputs) {
            Spent spent = charged(terms);
            boolean left = spent.total().uses() <= terms.least(Terms::uses)
                    && spent.inPeriod().uses() <= terms.least(Terms::usesPerPeriod);
            RefusedException.require(left, Reason.USES_EXHAUSTED, terms.input().name());
        }
    }

    /** PRIVACY_BUDGET_EXHAUSTED. */
    void requireEpsilon() {
        for (InputTerms terms : inputs) {
            Spent spent = charged(terms);
            boolean left = terms.input().epsilonMicros() == 0
                    || (spent.total().epsilonMicros() <= terms.least(Terms::epsilonMicros)
                            && spent.inPeriod().epsilonMicros() <= terms.least(Terms::epsilonMicrosPerPeriod));
            RefusedException.require(
                    left, Reason.PRIVACY_BUDGET_EXHAUSTED, terms.input().name());
        }
    }

    /** Writes the raised usages. */
    void charge(RuleContext context) {
        charged.forEach((root, spent) -> {
            context.put(DatasetKeys.usage(root), spent.total());
            context.put(DatasetKeys.usage(root, period), spent.inPeriod());
        });
    }

    /** Gives back what a run was charged for an input, in all and in the period that it was charged to. */
    static void giveBack(RuleContext context, Run run, DatasetId root, TaskInput input) {
        for (StateKey<Usage> key : List.of(DatasetKeys.usage(root), DatasetKeys.usage(root, run.period()))) {
            context.put(key, usage(context, key).minus(1, input.epsilonMicros()));
        }
    }

    private Spent charged(InputTerms terms) {
        return charged.get(terms.dataset().lineageRoot());
    }
}
