package io.datapact.protocols.ristretto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** 64-bit words in byte arrays. */
final class LittleEndian {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    static long get(byte[] in, int offset) {
        return (long) WORD.get(in, offset);
    }

    static void put(byte[] out, int offset, long value) {
        WORD.set(out, offset, value);
    }
}
