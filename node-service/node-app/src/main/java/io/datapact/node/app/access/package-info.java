/**
 * Who may call what: tokens by role, one table of rules, everything else refused. Start with
 * {@link io.datapact.node.app.access.AccessRules}.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.app.access;
