/**
 * Which bundles fit what they are for, and what they cost: said once, for the recommendation and
 * for the order.
 */
@NullMarked
package io.sixlane.configuration.bundle;

import org.jspecify.annotations.NullMarked;
