package io.datapact.node.table;

import io.datapact.contract.dataset.Schema;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;

/**
 * What is kept beside a snapshot's rows.
 *
 * @param rows number of rows; private to the owner
 * @param root commitment to all rows and columns
 * @param salt 32 random bytes, from which each run's salt is derived; secret like the rows
 */
record SnapshotRecord(DatasetId dataset, long version, Schema schema, long rows, Digest root, Bytes salt) {
    @Override
    public String toString() {
        return "snapshot of " + dataset + " " + version;
    }
}
