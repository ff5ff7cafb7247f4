/** Messages encrypted to certificates: bodies of tasks, keys of result shares, openings for auditors. */
package io.datapact.pki.cms;
