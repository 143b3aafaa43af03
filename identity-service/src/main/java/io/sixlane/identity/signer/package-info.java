/** The key of this installation, and the tokens signed with it. */
@NullMarked
package io.sixlane.identity.signer;

import org.jspecify.annotations.NullMarked;
