/** Payment of orders, by invoice or from the balance of an account. */
@NullMarked
package io.sixlane.provisioning.payment;

import org.jspecify.annotations.NullMarked;
