/** Who calls: roles, and the claims of the tokens that services trust. */
@NullMarked
package io.sixlane.configuration.identity;

import org.jspecify.annotations.NullMarked;
