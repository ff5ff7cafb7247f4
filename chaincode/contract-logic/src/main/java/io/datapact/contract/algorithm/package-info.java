/** Algorithms: which plugin, byte for byte, under which trust model. Nothing is null. */
package io.datapact.contract.algorithm;
