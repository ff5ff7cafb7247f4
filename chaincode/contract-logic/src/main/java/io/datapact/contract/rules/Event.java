package io.datapact.contract.rules;

/** Something that happened: past tense, in kebab case ({@code run-started}), and the id it concerns. */
public record Event(String type, String subject) {}
