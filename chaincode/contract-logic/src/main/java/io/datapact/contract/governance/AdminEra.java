package io.datapact.contract.governance;

/**
 * Under {@code admins/<m>} how often a member's admins were reset; absent until the first time. Under
 * {@code admin/<m>/<certificate>} the era in which an admin or revoker certificate was registered; absent where that was before
 * the first reset. A certificate of an era that is over is void.
 */
public record AdminEra(long era) {
    /** Before any reset. */
    public static final AdminEra FIRST = new AdminEra(0);

    /** The era that a reset begins. */
    public AdminEra next() {
        return new AdminEra(era + 1);
    }
}
