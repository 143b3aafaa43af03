/** Parts of a request besides its body: caller, preconditions, parameters, moments. */
@NullMarked
package io.sixlane.http.request;

import org.jspecify.annotations.NullMarked;
