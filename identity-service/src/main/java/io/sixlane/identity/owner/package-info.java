/** The first member, made at the first start. */
@NullMarked
package io.sixlane.identity.owner;

import org.jspecify.annotations.NullMarked;
