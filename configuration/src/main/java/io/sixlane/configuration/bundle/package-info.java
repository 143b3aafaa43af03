/**
 * Which bundles fit what they are for, and what they cost: one rule for the recommendation and for
 * the order.
 */
@NullMarked
package io.sixlane.configuration.bundle;

import org.jspecify.annotations.NullMarked;
