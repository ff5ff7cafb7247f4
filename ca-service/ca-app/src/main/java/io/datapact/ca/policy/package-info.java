/** What may be asked: profiles as data, and the one decision whether a request fits token and profile. */
package io.datapact.ca.policy;
