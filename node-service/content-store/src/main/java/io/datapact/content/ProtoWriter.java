package io.datapact.content;

import java.io.ByteArrayOutputStream;

/** Writes the two field kinds of protocol buffers that nodes need: numbers and byte strings. */
final class ProtoWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void number(int tag, long number) {
        out.write(tag);
        varint(number);
    }

    void bytes(int tag, byte[] content) {
        out.write(tag);
        varint(content.length);
        out.writeBytes(content);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private void varint(long number) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
