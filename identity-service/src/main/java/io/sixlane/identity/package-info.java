/** Who may call: accounts, members, API tokens, sessions, and the tokens that services trust. */
@NullMarked
package io.sixlane.identity;

import org.jspecify.annotations.NullMarked;
