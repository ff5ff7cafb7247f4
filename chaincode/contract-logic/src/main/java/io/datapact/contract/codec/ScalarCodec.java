package io.datapact.contract.codec;

/** A record of one {@code String value} as that string. */
final class ScalarCodec implements ValueCodec {
    private final ObjectCodec.RecordHandles handles;

    ScalarCodec(Class<?> type) {
        this.handles = ObjectCodec.RecordHandles.of(type);
    }

    @Override
    public Json write(Object value) {
        return new Json.JsonString(
                (String) ObjectCodec.RecordHandles.get(handles.accessors().get(0), value));
    }

    @Override
    public void append(Object value, StringBuilder out) {
        CanonicalJson.writeString(
                (String) ObjectCodec.RecordHandles.get(handles.accessors().get(0), value), out);
    }

    @Override
    public Object read(Json json, Path path) {
        if (json instanceof Json.JsonString text) {
            return handles.make(new Object[] {text.value()});
        }
        throw new MalformedJsonException("expected a string, found another kind of value");
    }
}
