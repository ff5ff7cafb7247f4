/**
 * Runs over REST: starting, how far they are, their results; token of role operator.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.app.run;
