/** The catalog service: what can be bought, and which bundle fits six answers. */
@NullMarked
package io.sixlane.catalog;

import org.jspecify.annotations.NullMarked;
