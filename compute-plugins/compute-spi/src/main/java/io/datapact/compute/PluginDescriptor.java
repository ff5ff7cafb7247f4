package io.datapact.compute;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import java.util.List;
import java.util.Optional;

/**
 * What a plugin says of itself before any of its code is loaded: a file in its jar, {@code META-INF/datapact/<name>.json}.
 *
 * @param type {@code datapact/plugin/1}
 * @param id as the ledger registers it, {@code datapact/mpc-statistics}
 * @param version from 1
 * @param plugin class name of the {@link ComputePlugin}
 * @param summary what it is for, in a sentence
 * @param operations at least one, names distinct
 */
public record PluginDescriptor(
        String type, String id, long version, String plugin, String summary, List<OperationDescriptor> operations) {
    /** The one value of {@code type}. */
    public static final String TYPE = "datapact/plugin/1";

    private static final long HIGHEST_VERSION = 999_999;

    /** Checks identifier, version and operations. */
    public PluginDescriptor {
        operations = List.copyOf(operations);
        if (!type.equals(TYPE)) {
            throw new IllegalArgumentException("expected type " + TYPE + ", found another");
        }
        if (!id.matches("[a-z0-9-]{1,40}/[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException(
                    "expected a plugin id of two segments a-z, 0-9 and -, found another form");
        }
        if (version < 1 || version > HIGHEST_VERSION) {
            throw new IllegalArgumentException("expected a version of 1 to 999,999, found " + version);
        }
        long distinct =
                operations.stream().map(OperationDescriptor::name).distinct().count();
        if (operations.isEmpty() || distinct != operations.size()) {
            throw new IllegalArgumentException("expected operations of distinct names, found " + operations.size());
        }
    }

    /** The operation of a name. */
    public Optional<OperationDescriptor> operation(Code name) {
        return operations.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** SHA-256 of the canonical bytes: of the file with the white space outside its strings removed. */
    public Digest digest() {
        return Digest.of(RecordCodec.of(PluginDescriptor.class).encode(this));
    }
}
