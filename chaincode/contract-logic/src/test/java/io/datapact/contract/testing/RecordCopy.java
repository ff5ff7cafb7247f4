package io.datapact.contract.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Copies of records with one component changed; the record's own checks are made again. */
public final class RecordCopy {
    private RecordCopy() {}

    /**
     * A record like another but for one component.
     *
     * @throws IllegalArgumentException if there is no such component, or the record refuses the value
     */
    public static <R extends Record> R with(R record, String component, Object value) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        if (Arrays.stream(components).noneMatch(each -> each.getName().equals(component))) {
            throw new IllegalArgumentException("expected a component of " + record.getClass() + ", found " + component);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(each -> each.getName().equals(component) ? value : read(record, each))
                .toArray();
        try {
            var constructor = record.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            @SuppressWarnings("unchecked")
            R copy = (R) constructor.newInstance(values);
            return copy;
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("the record refuses " + component + " " + value, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record without its canonical constructor", e);
        }
    }

    private static Object read(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record component that cannot be read", e);
        }
    }
}
