/** The API document of this service. */
@NullMarked
package io.sixlane.identity.document;

import org.jspecify.annotations.NullMarked;
