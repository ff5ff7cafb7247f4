package io.datapact.contract.history;

import java.util.List;

/** What members of a world sent, in order. */
record History(World world, List<Act> acts) {
    History {
        acts = List.copyOf(acts);
    }

    History with(List<Act> others) {
        return new History(world, others);
    }
}
