/**
 * The multi-party plugins, found by ServiceLoader: {@link io.datapact.mpc.MpcPsiPlugin} and {@link
 * io.datapact.mpc.MpcStatisticsPlugin}. Here the protocols of {@code io.datapact.protocols} meet tables, parameters and
 * outputs.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.mpc;
