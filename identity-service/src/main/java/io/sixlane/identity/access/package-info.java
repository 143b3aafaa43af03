/** Sign-ins, refusals, and changes of members and tokens, on their way to the log. */
@NullMarked
package io.sixlane.identity.access;

import org.jspecify.annotations.NullMarked;
