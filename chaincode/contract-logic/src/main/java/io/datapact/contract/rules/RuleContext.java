package io.datapact.contract.rules;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Pause;
import io.datapact.contract.member.Policy;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.state.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What a command's rules see, and where they put what they write. Serves one command. */
final class RuleContext {
    private final StateReader reader;
    private final Digest payload;
    private final Certificate signer;
    private final Frame frame;
    private final TxContext tx;
    private final TreeMap<String, Write> writes = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();

    RuleContext(StateReader reader, Digest payload, Certificate signer, Frame frame, TxContext tx) {
        this.reader = reader;
        this.payload = payload;
        this.signer = signer;
        this.frame = frame;
        this.tx = tx;
    }

    StateReader reader() {
        return reader;
    }

    /** Digest of the command's payload. */
    Digest payload() {
        return payload;
    }

    Certificate signer() {
        return signer;
    }

    MemberId member() {
        return signer.member();
    }

    Frame frame() {
        return frame;
    }

    /** Transaction time, millis since the epoch. */
    long time() {
        return tx.time();
    }

    /** Active time, millis. */
    long activeTime() {
        return read(MemberKeys.PAUSE).orElse(Pause.NONE).activeTime(tx.time());
    }

    /** The policy in force. */
    Policy policy() {
        return policy(frame.policy());
    }

    /** A policy version that the state refers to. */
    Policy policy(long version) {
        return read(MemberKeys.policy(version))
                .orElseThrow(() -> new IllegalStateException("expected policy " + version + " in state, found none"));
    }

    <T extends Record> Optional<T> read(StateKey<T> key) {
        return reader.read(key);
    }

    /** The record under a key; refuses where there is none. */
    <T extends Record> T need(StateKey<T> key, Reason reason, Object detail) {
        return reader.read(key).orElseThrow(() -> new RefusedException(reason, detail.toString()));
    }

    boolean has(StateKey<?> key) {
        return reader.has(key);
    }

    <T extends Record> void put(StateKey<T> key, T record) {
        String text = RecordCodec.of(key.type()).text(record);
        writes.put(key.path(), new Write(key.path(), Optional.of(text)));
    }

    void delete(StateKey<?> key) {
        writes.put(key.path(), new Write(key.path(), Optional.empty()));
    }

    void event(String type, Object subject) {
        events.add(new Event(type, subject.toString()));
    }

    Decision.Accepted accepted() {
        return new Decision.Accepted(List.copyOf(writes.values()), events);
    }
}
