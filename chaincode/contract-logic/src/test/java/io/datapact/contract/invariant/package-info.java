/**
 * What must hold after every command, whatever came before: contract.md section 8, one class each. They judge by what
 * was told, read and written and by computations of their own, not by the rules' derived states.
 */
package io.datapact.contract.invariant;
