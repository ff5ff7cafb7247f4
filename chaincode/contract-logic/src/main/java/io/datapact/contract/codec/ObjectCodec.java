package io.datapact.contract.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A record as an object, member by component. */
final class ObjectCodec implements ValueCodec {
    private record Member(String name, ValueCodec codec, MethodHandle accessor) {}

    private final List<Member> members;
    private final List<Member> sorted;
    private final RecordHandles handles;

    ObjectCodec(Class<?> type) {
        this.handles = RecordHandles.of(type);
        List<Member> found = new ArrayList<>();
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            found.add(new Member(
                    components[i].getName(),
                    ValueCodec.of(components[i].getGenericType()),
                    handles.accessors().get(i)));
        }
        this.members = List.copyOf(found);
        this.sorted = found.stream().sorted(Comparator.comparing(Member::name)).toList();
    }

    @Override
    public Json write(Object value) {
        TreeMap<String, Json> out = new TreeMap<>();
        for (Member member : members) {
            Object component = RecordHandles.get(member.accessor(), value);
            boolean absent = member.codec().optional() && ((Optional<?>) component).isEmpty();
            if (!absent) {
                out.put(member.name(), member.codec().write(component));
            }
        }
        return new Json.JsonObject(out);
    }

    @Override
    public void append(Object value, StringBuilder out) {
        out.append('{');
        boolean first = true;
        for (Member member : sorted) {
            Object component = RecordHandles.get(member.accessor(), value);
            if (!member.codec().optional() || ((Optional<?>) component).isPresent()) {
                if (!first) {
                    out.append(',');
                }
                first = false;
                CanonicalJson.writeString(member.name(), out);
                out.append(':');
                member.codec().append(component, out);
            }
        }
        out.append('}');
    }

    @Override
    public Object read(Json json, Path path) {
        if (!(json instanceof Json.JsonObject object)) {
            throw new MalformedJsonException("expected an object, found another kind of value");
        }
        Object[] arguments = new Object[members.size()];
        int found = 0;
        for (int i = 0; i < arguments.length; i++) {
            Member member = members.get(i);
            Optional<Json> value = object.get(member.name());
            path.enter(member.name());
            if (value.isPresent()) {
                arguments[i] = member.codec().read(value.get(), path);
                found++;
            } else if (member.codec().optional()) {
                arguments[i] = Optional.empty();
            } else {
                throw new MalformedJsonException("expected this member, found none");
            }
            path.leave();
        }
        if (found != object.members().size()) {
            refuseUnknown(object, path);
        }
        return handles.make(arguments);
    }

    private void refuseUnknown(Json.JsonObject object, Path path) {
        for (String name : object.members().keySet()) {
            if (members.stream().noneMatch(member -> member.name().equals(name))) {
                path.enter(name);
                throw new MalformedJsonException("expected no such member, found one");
            }
        }
    }

    /** Accessors and constructor of a record. */
    record RecordHandles(List<MethodHandle> accessors, MethodHandle constructor) {
        static RecordHandles of(Class<?> type) {
            try {
                MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
                List<MethodHandle> accessors = new ArrayList<>();
                RecordComponent[] components = type.getRecordComponents();
                Class<?>[] types = new Class<?>[components.length];
                for (int i = 0; i < components.length; i++) {
                    types[i] = components[i].getType();
                    accessors.add(lookup.unreflect(components[i].getAccessor())
                            .asType(MethodType.methodType(Object.class, Object.class)));
                }
                MethodHandle constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                        .asType(MethodType.genericMethodType(types.length))
                        .asSpreader(Object[].class, types.length);
                return new RecordHandles(List.copyOf(accessors), constructor);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("expected a record that opens to its own codec, found " + type, e);
            }
        }

        static Object get(MethodHandle accessor, Object record) {
            try {
                return accessor.invokeExact(record);
            } catch (Throwable e) {
                throw new IllegalStateException("a record's accessor failed", e);
            }
        }

        /** Makes the record; what its constructor refuses becomes a refusal of the value. */
        Object make(Object[] arguments) {
            try {
                return constructor.invoke(arguments);
            } catch (IllegalArgumentException e) {
                throw new MalformedJsonException(String.valueOf(e.getMessage()));
            } catch (Throwable e) {
                throw new IllegalStateException("a record's constructor failed", e);
            }
        }
    }
}
