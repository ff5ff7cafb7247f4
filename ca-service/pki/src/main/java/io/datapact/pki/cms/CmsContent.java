package io.datapact.pki.cms;

import java.util.Arrays;

/** What an envelope held: a secret; its text shows the length only. */
public final class CmsContent {

    private final byte[] bytes;

    CmsContent(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of the bytes, the caller's. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** Overwrites the bytes held here; copies stay with their owners. */
    public void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "CmsContent[" + bytes.length + " bytes]";
    }
}
