/** The OpenAPI document of a service. */
@NullMarked
package io.sixlane.http.document;

import org.jspecify.annotations.NullMarked;
