package io.datapact.ca.web;

import java.util.Objects;

/** Checks what JSON may leave out. */
final class Fields {

    private Fields() {}

    static void require(String name, Object value) {
        if (Objects.isNull(value)) {
            throw new IllegalArgumentException("expected the field " + name + ", found none");
        }
    }
}
