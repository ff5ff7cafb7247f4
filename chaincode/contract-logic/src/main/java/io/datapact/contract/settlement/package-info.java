/** Money: accounts, pay-ins, holds, deposits, pays and outcomes. Integers in minor units. Nothing is null. */
package io.datapact.contract.settlement;
