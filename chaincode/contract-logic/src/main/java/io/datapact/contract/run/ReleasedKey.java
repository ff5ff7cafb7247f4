package io.datapact.contract.run;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;

/** A CMS message, at most 2 KB, that gives a recipient the key of a sealed share. */
public record ReleasedKey(Code output, MemberId recipient, Bytes keyMessage) {
    /** Greatest size of the message, in bytes. */
    public static final int MAXIMUM_BYTES = 2_048;

    public ReleasedKey {
        if (keyMessage.toBytes().length > MAXIMUM_BYTES) {
            throw new IllegalArgumentException("expected a key message of at most " + MAXIMUM_BYTES + " bytes, found "
                    + keyMessage.toBytes().length);
        }
    }
}
