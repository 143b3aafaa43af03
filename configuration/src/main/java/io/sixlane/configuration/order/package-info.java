/** Orders: a bundle, a term, a price, and the outcome. */
@NullMarked
package io.sixlane.configuration.order;

import org.jspecify.annotations.NullMarked;
