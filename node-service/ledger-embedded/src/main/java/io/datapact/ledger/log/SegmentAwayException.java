package io.datapact.ledger.log;

/** An entry's segment was moved out of the folder, and its archive cannot be reached. Nothing is lost by it. */
public final class SegmentAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the entry, and where its segment may stand. */
    SegmentAwayException(long position, SegmentPlaces places) {
        super("entry " + position + " stands in a segment that is neither in " + places.folder() + " nor in "
                + places.archive() + "; make the archive reachable there, or put the segment back, and ask again");
    }
}
