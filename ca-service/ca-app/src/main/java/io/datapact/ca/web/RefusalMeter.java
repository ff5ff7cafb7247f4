package io.datapact.ca.web;

import io.datapact.ca.policy.RefusalReason;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts enrolments by outcome, as {@code datapact.ca.enrolments} with the tag {@code outcome}. */
@Component
class RefusalMeter {

    private static final String NAME = "datapact.ca.enrolments";
    private static final String OUTCOME = "outcome";

    private final MeterRegistry registry;

    RefusalMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    void issued() {
        registry.counter(NAME, OUTCOME, "ISSUED").increment();
    }

    void refused(RefusalReason reason) {
        registry.counter(NAME, OUTCOME, reason.name()).increment();
    }
}
