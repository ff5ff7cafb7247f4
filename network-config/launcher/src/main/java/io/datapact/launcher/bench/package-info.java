/** {@code datapact bench}: what the product does in a second, measured the way its users meet it. */
package io.datapact.launcher.bench;
