/** Accounts: credits, and the debits of orders. */
@NullMarked
package io.sixlane.configuration.account;

import org.jspecify.annotations.NullMarked;
