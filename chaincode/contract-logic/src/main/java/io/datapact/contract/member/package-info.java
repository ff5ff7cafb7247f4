/** Members, their certificates and roles, the network's frame and policy. Nothing is null. */
package io.datapact.contract.member;
