/** Orders: a bundle, a term, a price, and what became of them. */
@NullMarked
package io.sixlane.configuration.order;

import org.jspecify.annotations.NullMarked;
