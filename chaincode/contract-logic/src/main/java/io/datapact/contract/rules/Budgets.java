package io.datapact.contract.rules;

import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.dataset.Usage;
import io.datapact.contract.id.DatasetId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a start charges to the lineages of its inputs, summed per lineage. */
final class Budgets {
    private final List<InputTerms> inputs;
    private final SortedMap<DatasetId, Usage> charged = new TreeMap<>();

    /** Adds one use and the epsilon of each input to what its lineage has spent. */
    Budgets(RuleContext context, List<InputTerms> inputs) {
        this.inputs = inputs;
        for (InputTerms terms : inputs) {
            DatasetId root = terms.dataset().lineageRoot();
            Usage spent = charged.containsKey(root)
                    ? charged.get(root)
                    : context.read(DatasetKeys.usage(root)).orElse(Usage.NONE);
            charged.put(root, spent.plus(1, terms.input().epsilonMicros()));
        }
    }

    /** USES_EXHAUSTED. */
    void requireUses() {
        for (InputTerms terms : inputs) {
            boolean left = charged(terms).uses() <= terms.least(Terms::uses);
            RefusedException.require(left, Reason.USES_EXHAUSTED, terms.input().name());
        }
    }

    /** PRIVACY_BUDGET_EXHAUSTED. */
    void requireEpsilon() {
        for (InputTerms terms : inputs) {
            boolean left = terms.input().epsilonMicros() == 0
                    || charged(terms).epsilonMicros() <= terms.least(Terms::epsilonMicros);
            RefusedException.require(
                    left, Reason.PRIVACY_BUDGET_EXHAUSTED, terms.input().name());
        }
    }

    /** Writes the raised usage. */
    void charge(RuleContext context) {
        charged.forEach((root, usage) -> context.put(DatasetKeys.usage(root), usage));
    }

    private Usage charged(InputTerms terms) {
        return charged.get(terms.dataset().lineageRoot());
    }
}
