package io.datapact.contract.codec;

import java.util.ArrayList;
import java.util.List;

/** The place being read, as a JSON pointer. */
final class Path {
    private final List<Object> steps = new ArrayList<>();

    void enter(Object step) {
        steps.add(step);
    }

    void leave() {
        steps.remove(steps.size() - 1);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Object step : steps) {
            out.append('/').append(step.toString().replace("~", "~0").replace("/", "~1"));
        }
        return out.toString();
    }
}
