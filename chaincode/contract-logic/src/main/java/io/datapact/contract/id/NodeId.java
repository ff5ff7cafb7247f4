package io.datapact.contract.id;

/** A member's node: {@code bank-a/1}. The second segment is the handle of the node's certificates. */
public record NodeId(String value) implements Comparable<NodeId> {
    public NodeId {
        Segments.require("node", value, 2);
    }

    /** The member whose name this identifier bears. */
    public MemberId member() {
        return new MemberId(Segments.first(value));
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
