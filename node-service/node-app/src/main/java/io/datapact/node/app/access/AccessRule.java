package io.datapact.node.app.access;

import java.util.EnumSet;
import java.util.Set;

/**
 * Lets roles call one operation.
 *
 * @param method HTTP method
 * @param path   the whole path, compared as it is
 * @param roles  of the token; empty where no token is needed
 */
public record AccessRule(String method, String path, Set<ApiRole> roles) {
    /** Copies the set. */
    public AccessRule {
        roles = Set.copyOf(roles);
    }

    static AccessRule open(String method, String path) {
        return new AccessRule(method, path, Set.of());
    }

    static AccessRule of(ApiRole role, String method, String path) {
        return new AccessRule(method, path, Set.of(role));
    }

    static AccessRule anyRole(String method, String path) {
        return new AccessRule(method, path, EnumSet.allOf(ApiRole.class));
    }
}
