/** Use cases of a node and its ports. Nothing in this package is null. */
package io.datapact.node;
