/**
 * The node's own memory in a database: H2 in its home folder by default, PostgreSQL by setting; one set of migrations
 * for both. Start with {@link io.datapact.node.app.store.JdbcNodeStore}.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.app.store;
