/**
 * An owner's tables: read from CSV or Parquet through DuckDB with every value checked, kept as snapshots that the
 * ledger's commitment names, handed to plugins row by row. Nothing is null.
 *
 * <p>An import takes all rows or none; what is wrong is told with line numbers and without values.
 */
package io.datapact.node.table;
