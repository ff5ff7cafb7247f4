/**
 * Members' certificates: registering and revoking this member's own, finding the nodes of others.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.member;
