/** Accounts: what they have paid in, and what was taken from it. */
@NullMarked
package io.sixlane.configuration.account;

import org.jspecify.annotations.NullMarked;
