/** API tokens: opaque, stored as hashes. */
@NullMarked
package io.sixlane.identity.token;

import org.jspecify.annotations.NullMarked;
