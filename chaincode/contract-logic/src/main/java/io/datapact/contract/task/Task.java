package io.datapact.contract.task;

import io.datapact.contract.id.Digest;

/** A proposed task as kept under {@code task/<id>}: immutable. */
public record Task(TaskManifest manifest, Digest digest, Digest proposerCertificate, long proposed) {}
