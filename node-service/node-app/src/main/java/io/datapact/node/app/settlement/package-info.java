/**
 * Money over REST; tokens of the roles operator and market.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.app.settlement;
