/** Answers to repeated requests, by Idempotency-Key. */
@NullMarked
package io.sixlane.provisioning.idempotency;

import org.jspecify.annotations.NullMarked;
