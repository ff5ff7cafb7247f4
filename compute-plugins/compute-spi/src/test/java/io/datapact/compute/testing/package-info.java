/**
 * What the tests of plugins and transports share, published as this module's test jar: a run context without a node, a
 * harness that runs all parties, channels that misbehave, and the tests that every transport must pass.
 */
package io.datapact.compute.testing;
