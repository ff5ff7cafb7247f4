package io.datapact.ledger.chain;

import io.datapact.contract.statetree.StateTree;
import io.datapact.ledger.log.LogDisk;
import java.nio.file.Path;

/** A state's tree whose leaves lie in a file. */
record FoldedTree(StateTree tree, TreeLeaves leaves) {
    /** The twin of a tree, its leaves in a new file. */
    static FoldedTree of(StateTree tree, Path path, LogDisk disk) {
        TreeLeaves leaves = new TreeLeaves(path, disk);
        boolean made = false;
        try {
            FoldedTree folded = new FoldedTree(tree.folded(leaves), leaves);
            made = true;
            return folded;
        } finally {
            if (!made) {
                leaves.close();
            }
        }
    }
}
