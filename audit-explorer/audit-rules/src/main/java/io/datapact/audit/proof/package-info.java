/**
 * What a bundle of class {@code task} proves: which entries stand in the log, what keys held at checkpoints, and what
 * follows for the moments between. Nothing is null.
 */
package io.datapact.audit.proof;
