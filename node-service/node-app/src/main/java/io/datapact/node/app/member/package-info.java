/**
 * Members' certificates and peers' addresses over REST; token of role admin.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.app.member;
