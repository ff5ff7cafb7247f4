/** Private keys: making, storing and using them, and the one signature form that Datapact accepts. */
package io.datapact.pki.key;
