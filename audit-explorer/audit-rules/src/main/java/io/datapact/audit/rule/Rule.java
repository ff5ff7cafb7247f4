package io.datapact.audit.rule;

import java.util.function.Function;

/** A rule: what it is, and how to put it to work on a bundle. */
record Rule(RuleInfo info, Function<Findings, ? extends Check> check) {}
