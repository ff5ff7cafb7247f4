package io.datapact.contract.statetree;

import io.datapact.contract.id.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The root as the definition gives it, from the whole state at once: what the tree is held against. */
final class NaiveStateTree {
    private static final byte[] DOMAIN = "datapact/state/1".getBytes(StandardCharsets.US_ASCII);

    private NaiveStateTree() {}

    static Digest root(SortedMap<String, byte[]> state) {
        SortedMap<String, byte[]> byHash = new TreeMap<>();
        state.forEach((key, value) ->
                byHash.put(hex(Digest.sha256().digest(key.getBytes(StandardCharsets.US_ASCII))), value));
        List<String> bits = byHash.keySet().stream().map(NaiveStateTree::bits).toList();
        List<byte[]> values = new ArrayList<>(byHash.values());
        return Digest.wrap(bits.isEmpty() ? hash(2) : node(bits, values));
    }

    private static byte[] node(List<String> keys, List<byte[]> values) {
        if (keys.size() == 1) {
            return hash(0, unbits(keys.getFirst()), Digest.sha256().digest(values.getFirst()));
        }
        int bit = 0;
        while (keys.getFirst().charAt(bit) == keys.getLast().charAt(bit)) {
            bit++;
        }
        int ones = 0;
        while (keys.get(ones).charAt(bit) == '0') {
            ones++;
        }
        int end = keys.size();
        byte[] left = node(keys.subList(0, ones), values.subList(0, ones));
        byte[] right = node(keys.subList(ones, end), values.subList(ones, end));
        return hash(1, new byte[] {(byte) bit}, left, right);
    }

    private static byte[] hash(int kind, byte[]... parts) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(DOMAIN);
        sha256.update((byte) kind);
        for (byte[] part : parts) {
            sha256.update(part);
        }
        return sha256.digest();
    }

    private static String bits(String hex) {
        StringBuilder out = new StringBuilder();
        hex.chars()
                .forEach(c -> out.append(
                        Integer.toBinaryString(0x10 | Character.digit(c, 16)).substring(1)));
        return out.toString();
    }

    private static byte[] unbits(String bits) {
        byte[] out = new byte[Digest.BYTES];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return out;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
