package io.datapact.audit.history;

import io.datapact.audit.bundle.BundleLayout.StatementPath;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.Predicate;
import io.datapact.contract.evidence.Statement;
import io.datapact.contract.id.Digest;

/**
 * A party's statement as found in a bundle.
 *
 * @param path    the file
 * @param stated  what the file's name says
 * @param digest  digest of the payload
 */
public record StatementFile(
        String path,
        StatementPath stated,
        Dsse.Envelope envelope,
        Statement statement,
        Predicate predicate,
        Digest digest) {}
