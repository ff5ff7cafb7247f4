package io.datapact.contract.task;

import io.datapact.contract.id.Code;

/** The trust that a task asks for; equal to the algorithm's record. */
public record Trust(Code model, boolean simulated, Code fairness) {}
