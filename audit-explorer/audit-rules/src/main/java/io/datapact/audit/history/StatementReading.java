package io.datapact.audit.history;

import io.datapact.audit.bundle.Bundle;
import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.bundle.BundleLayout.StatementPath;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.Predicate;
import io.datapact.contract.evidence.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parties' statements in a bundle, sorted by member and counter.
 *
 * @param files  those that could be read
 * @param faults those that could not
 */
public record StatementReading(List<StatementFile> files, List<Bundle.Fault> faults) {
    public StatementReading {
        files = List.copyOf(files);
        faults = List.copyOf(faults);
    }

    /** Opens all statements of a bundle; hostile bytes become faults. */
    public static StatementReading of(Bundle bundle) {
        List<StatementFile> files = new ArrayList<>();
        List<Bundle.Fault> faults = new ArrayList<>();
        for (String path : bundle.digests().keySet()) {
            Optional<StatementPath> stated = BundleLayout.statement(path);
            if (stated.isPresent()) {
                byte[] content = bundle.file(path).orElse(new byte[0]);
                switch (open(path, stated.get(), content)) {
                    case Parsed.Value<StatementFile>(StatementFile file) -> files.add(file);
                    case Parsed.Malformed<StatementFile>(String pointer, String detail) ->
                        faults.add(new Bundle.Fault(path, "at '" + pointer + "': " + detail));
                }
            }
        }
        return new StatementReading(files, faults);
    }

    private static Parsed<StatementFile> open(String path, StatementPath stated, byte[] content) {
        return switch (Dsse.Envelope.parse(content)) {
            case Parsed.Malformed<Dsse.Envelope>(String pointer, String detail) ->
                new Parsed.Malformed<>(pointer, detail);
            case Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope) ->
                switch (Statement.parse(envelope.payload().toBytes())) {
                    case Parsed.Malformed<Statement>(String pointer, String detail) ->
                        new Parsed.Malformed<>("/payload" + pointer, detail);
                    case Parsed.Value<Statement>(Statement statement) ->
                        switch (statement.read()) {
                            case Parsed.Malformed<Predicate>(String pointer, String detail) ->
                                new Parsed.Malformed<>("/payload" + pointer, detail);
                            case Parsed.Value<Predicate>(Predicate predicate) ->
                                new Parsed.Value<>(new StatementFile(
                                        path, stated, envelope, statement, predicate, envelope.payloadDigest()));
                        };
                };
        };
    }
}
