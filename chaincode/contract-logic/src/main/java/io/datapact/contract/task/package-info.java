/** Tasks: the manifest that an approval names byte for byte, approvals, and a task's derived state. Nothing is null. */
package io.datapact.contract.task;
