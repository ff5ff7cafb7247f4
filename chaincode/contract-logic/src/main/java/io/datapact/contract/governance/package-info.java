/** What the roster decides by votes: motions, their votes, the records that they change. Nothing is null. */
package io.datapact.contract.governance;
