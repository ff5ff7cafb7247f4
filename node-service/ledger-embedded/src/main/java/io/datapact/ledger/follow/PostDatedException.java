package io.datapact.ledger.follow;

/** The host sent an entry that is dated ahead of this process's clock; nothing of the message was applied. */
final class PostDatedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PostDatedException(String message) {
        super(message);
    }
}
