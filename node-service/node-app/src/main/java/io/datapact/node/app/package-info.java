/** Spring Boot application of a node: REST, configuration. Nothing in this package is null. */
package io.datapact.node.app;
