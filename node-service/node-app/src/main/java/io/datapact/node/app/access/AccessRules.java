package io.datapact.node.app.access;

import static io.datapact.node.app.access.ApiRole.ADMIN;
import static io.datapact.node.app.access.ApiRole.APPROVER;
import static io.datapact.node.app.access.ApiRole.AUDITOR;
import static io.datapact.node.app.access.ApiRole.MARKET;
import static io.datapact.node.app.access.ApiRole.OPERATOR;

import java.util.List;
import java.util.Optional;

/** All that may be called, by whom. What is not listed does not exist, whatever is mapped behind it. */
public final class AccessRules {
    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final String PUT = "PUT";
    private static final String DELETE = "DELETE";

    /** The rules. */
    public static final List<AccessRule> ALL = List.of(
            AccessRule.open(GET, "/actuator/health"),
            AccessRule.open(GET, "/actuator/prometheus"),
            AccessRule.anyRole(GET, "/v3/api-docs"),
            AccessRule.of(ADMIN, POST, "/v1/certificates"),
            AccessRule.of(ADMIN, POST, "/v1/certificates/revocations"),
            AccessRule.of(ADMIN, PUT, "/v1/peers"),
            AccessRule.of(ADMIN, POST, "/v1/payouts"),
            AccessRule.of(APPROVER, POST, "/v1/datasets"),
            AccessRule.of(APPROVER, DELETE, "/v1/datasets"),
            AccessRule.of(APPROVER, POST, "/v1/datasets/versions"),
            AccessRule.of(APPROVER, POST, "/v1/algorithms"),
            AccessRule.of(APPROVER, POST, "/v1/tasks"),
            AccessRule.of(APPROVER, GET, "/v1/inbox"),
            AccessRule.of(APPROVER, POST, "/v1/tasks/approvals"),
            AccessRule.of(APPROVER, POST, "/v1/tasks/revocations"),
            AccessRule.of(APPROVER, POST, "/v1/tasks/closings"),
            AccessRule.of(APPROVER, POST, "/v1/rulings"),
            AccessRule.of(OPERATOR, GET, "/v1/tasks"),
            AccessRule.of(OPERATOR, POST, "/v1/runs"),
            AccessRule.of(OPERATOR, GET, "/v1/runs"),
            AccessRule.of(OPERATOR, POST, "/v1/funds"),
            AccessRule.of(OPERATOR, POST, "/v1/deposits"),
            AccessRule.of(OPERATOR, POST, "/v1/unlocks"),
            AccessRule.of(OPERATOR, POST, "/v1/collects"),
            AccessRule.of(OPERATOR, POST, "/v1/settlements"),
            AccessRule.of(OPERATOR, POST, "/v1/disputes"),
            AccessRule.of(OPERATOR, GET, "/v1/balances"),
            AccessRule.of(OPERATOR, GET, "/v1/results"),
            AccessRule.of(MARKET, POST, "/v1/payins"),
            AccessRule.of(AUDITOR, GET, "/v1/ledger"),
            AccessRule.of(AUDITOR, GET, "/v1/ledger/entries"),
            AccessRule.of(AUDITOR, GET, "/v1/ledger/checkpoint"),
            AccessRule.of(AUDITOR, GET, "/v1/ledger/checkpoints"),
            AccessRule.of(AUDITOR, GET, "/v1/ledger/witnesses"),
            AccessRule.of(AUDITOR, POST, "/v1/ledger/cosignatures"),
            AccessRule.of(AUDITOR, GET, "/v1/ledger/forks"),
            AccessRule.of(AUDITOR, GET, "/v1/ledger/handovers"),
            AccessRule.of(AUDITOR, GET, "/v1/audit/exporter"),
            AccessRule.of(AUDITOR, GET, "/v1/audit/export"),
            AccessRule.of(AUDITOR, POST, "/v1/audit/seals"));

    private AccessRules() {}

    /** The rule of an operation. */
    public static Optional<AccessRule> find(String method, String path) {
        return ALL.stream()
                .filter(rule -> rule.method().equals(method) && rule.path().equals(path))
                .findFirst();
    }

    /** The methods that a path knows. */
    public static List<String> methods(String path) {
        return ALL.stream()
                .filter(rule -> rule.path().equals(path))
                .map(AccessRule::method)
                .toList();
    }
}
